import { z } from 'zod';

/** What `pairwell verify` found. */
export const verifyReportSchema = z.object({
  store: z.string(),
  change_no: z.int(),
  orders: z.int().describe('Orders in the model: neither cancelled, refunded nor deleted.'),
  pairs: z.int(),
  clean: z.boolean(),
  differences: z.array(z.string()).describe('Empty when the incremental state equals the rebuild.'),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;
