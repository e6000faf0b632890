import { z } from 'zod';

/** What a store can take out as a file. */
export const exportNames = ['orders', 'items', 'customers', 'pairs', 'events', 'ledger'] as const;
export type ExportName = (typeof exportNames)[number];

export const exportQuerySchema = z.object({
  format: z.enum(['csv', 'csv.gz']).default('csv').describe('`csv.gz` is compressed.'),
});

/** The files that there are. */
export const exportListSchema = z.object({
  data: z.array(z.object({ name: z.enum(exportNames), about: z.string(), columns: z.array(z.string()) })),
});
export type ExportList = z.infer<typeof exportListSchema>;
