import { z } from 'zod';

/** What `pairwell doctor` found: each question with its count, and the fix where something is missing. */
export const doctorReportSchema = z.object({
  store: z.string(),
  healthy: z.boolean(),
  checks: z.array(
    z.object({
      check: z.string(),
      state: z.enum(['ok', 'warning', 'problem']),
      found: z.string(),
      fix: z.string().nullable(),
    }),
  ),
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
