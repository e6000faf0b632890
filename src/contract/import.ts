import { z } from 'zod';
import { timeZone } from './catalog.ts';

/** Rows that were left out for the same reason. */
export const importRejectionSchema = z.object({
  code: z.string(),
  column: z.string().describe('Empty when it is the row as a whole.'),
  expected: z.string(),
  hint: z.string(),
  rows: z.int(),
  first_row: z.int().describe('As a spreadsheet counts them: the header is row 1.'),
  first_value: z.string(),
});
export type ImportRejection = z.infer<typeof importRejectionSchema>;

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
  rejections: z
    .array(importRejectionSchema)
    .describe('Why rows were left out, by column and reason, the most rows first.'),
  columns: z.record(z.string(), z.string()).describe('Our column -> the file’s column.'),
  ignored_columns: z.array(z.string()),
  warnings: z.array(z.string()),
  seconds: z.number(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** What a column of a file can mean. */
export const importRoles = [
  'orderId',
  'orderedAt',
  'timeOfDay',
  'customerId',
  'itemId',
  'itemName',
  'items',
  'category',
  'quantity',
  'unitPrice',
  'lineTotal',
  'amountMinor',
  'discount',
  'currency',
  'channel',
  'location',
  'status',
  'table',
] as const;
export type ImportRole = (typeof importRoles)[number];

/** How a file is to be read, where its owner knows better than what was guessed. */
export const importChoicesSchema = z
  .strictObject({
    columns: z
      .partialRecord(z.enum(importRoles), z.string().max(1000))
      .optional()
      .describe('The file’s column of each meaning, by its name in the header. Left out: as guessed.'),
    date_order: z.enum(['day-first', 'month-first']).optional().describe('How 03/04/2024 is meant.'),
    decimal_sign: z.enum(['.', ',']).optional().describe('Which sign stands before the decimals of prices.'),
    time_zone: timeZone.optional().describe('IANA zone of times that name none. Left out: the store’s own.'),
  })
  .describe('How the file is to be read. What is left out is found out.');
export type ImportChoices = z.infer<typeof importChoicesSchema>;

/** A row that cannot be used. */
export const importFaultSchema = z.object({
  row: z.int().describe('As a spreadsheet counts them: the header is row 1.'),
  column: z.string().describe('Empty when it is the row as a whole.'),
  value: z.string(),
  expected: z.string(),
  code: z.string(),
  hint: z.string(),
});
export type ImportFault = z.infer<typeof importFaultSchema>;

/** What a file would bring, before anything is written. */
export const importPreviewSchema = z.object({
  delimiter: z.enum([',', ';', '\t', '|']),
  encoding: z.string(),
  compressed: z.boolean(),
  form: z.enum(['line-per-row', 'order-per-row']),
  columns: z.array(
    z.object({
      name: z.string(),
      role: z.enum(importRoles).nullable(),
      like: z.string().nullable().describe('The known name that it was recognised by.'),
      why: z.string(),
      samples: z.array(z.string()),
    }),
  ),
  missing: z.array(z.string()).describe('What has to be chosen before the import can start; empty when nothing is.'),
  sample_rows: z.array(z.array(z.string())).describe('The first rows as they stand in the file.'),
  dates: z.object({ order: z.enum(['day-first', 'month-first']), proven: z.boolean() }),
  decimals: z.object({ sign: z.enum(['.', ',']), proven: z.boolean() }),
  currency: z.object({ store: z.string(), column: z.string().nullable(), seen: z.array(z.string()) }),
  time_zone: z.object({ used: z.string(), is_asked: z.boolean().describe('Some times of the file name no zone.') }),
  rows_checked: z.int(),
  checked_all: z.boolean().describe('False for a long file: then the counts are those of its first rows.'),
  rows_kept: z.int(),
  rows_rejected: z.int(),
  orders: z.int(),
  items: z.int(),
  first_ordered_at: z.string().nullable(),
  last_ordered_at: z.string().nullable(),
  faults: z.array(importFaultSchema).describe('The first 50.'),
  warnings: z.array(z.string()),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;

/** How far an import is. */
export const importStates = [
  'uploaded',
  'running',
  'done',
  'failed',
  'cancelled',
  'interrupted',
  'undoing',
  'undone',
] as const;

/** An import of the store, from the upload to its end, or until it was taken back. */
export const importSchema = z.object({
  id: z.int(),
  file: z.string(),
  size_bytes: z.int().nullable(),
  state: z
    .enum(importStates)
    .describe('`interrupted`: the server stopped in the middle. Start it again, or take back what is in.'),
  phase: z.string().nullable(),
  share: z.number().describe('How far the phase is, 0 to 1.'),
  rows: z.int(),
  rows_kept: z.int(),
  rows_rejected: z.int(),
  orders_created: z.int(),
  orders_updated: z.int(),
  orders_unchanged: z.int(),
  orders_taken_back: z.int().describe('Orders that this import had made, taken back.'),
  orders_restored: z.int().describe('Orders that this import had changed, as they were before it.'),
  orders_kept: z.int().describe('Orders left alone when it was taken back: somebody had changed them since.'),
  can_start: z.boolean(),
  can_undo: z.boolean(),
  has_rejected: z.boolean().describe('The rows that were left out can be downloaded.'),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  undone_at: z.string().nullable(),
  choices: importChoicesSchema,
  fault: z.object({ code: z.string(), detail: z.string(), hint: z.string() }).nullable(),
  report: importReportSchema.nullable(),
});
export type Import = z.infer<typeof importSchema>;

/** An import with the look at its file. */
export const importWithPreviewSchema = importSchema.extend({ preview: importPreviewSchema.nullable() });
export type ImportWithPreview = z.infer<typeof importWithPreviewSchema>;

/** Taking an import back. */
export const importUndoSchema = z
  .strictObject({
    keep_changed: z
      .boolean()
      .default(false)
      .describe(
        'Leave orders alone that somebody has changed since. Without it there is no undo while there are such.',
      ),
  })
  .prefault({});
