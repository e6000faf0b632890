import { z } from 'zod';

/** The last work of the background job on a store's sums. */
export const rollupRunSchema = z.object({ at: z.string(), days: z.int(), took_ms: z.int() });

/** How fresh the sums by day of a store are. */
export const rollupStatusSchema = z
  .object({
    store: z.string(),
    days: z.int().describe('Days that have sums.'),
    days_waiting: z.int().describe('Days that something changed in, and that are not made anew yet.'),
    oldest_waiting: z.string().nullable(),
    computed_at: z.string().nullable().describe('When a day was last made anew.'),
    version: z.int().nullable().describe('Version of the rules by which days are made.'),
    time_zone: z.string().nullable(),
    cutoff_minutes: z.int().nullable(),
    last_run: rollupRunSchema.nullable(),
  })
  .describe('The sums by day of a store.');
export type RollupStatus = z.infer<typeof rollupStatusSchema>;
