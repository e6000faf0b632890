import { z } from 'zod';

/** What an import saw and did. Rejected rows + kept rows = rows of the file, always. */
export const importReportSchema = z.object({
  file: z.string(),
  format: z.string(),
  dry_run: z.boolean(),
  rows: z.int(),
  rows_kept: z.int(),
  rows_rejected: z.int(),
  orders: z.int(),
  items: z.int(),
  first_ordered_at: z.string().nullable(),
  last_ordered_at: z.string().nullable(),
  orders_created: z.int(),
  orders_updated: z.int(),
  orders_unchanged: z.int(),
  orders_deleted_before: z.int().describe('Orders of the file that had been deleted; they stay deleted.'),
  items_created: z.int(),
  rejected_file: z.string().nullable(),
  columns: z.record(z.string(), z.string()).describe('Our column -> the file’s column.'),
  ignored_columns: z.array(z.string()),
  warnings: z.array(z.string()),
  seconds: z.number(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
