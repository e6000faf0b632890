import type { ImportReport } from '../../contract/import.ts';
import type { ImportStateName } from '../../storage/import-tables.ts';
import { insertImport } from '../../storage/queries/imports.ts';
import type { ServiceContext } from '../service-context.ts';

/** Notes that there is an import; gives its number. */
export async function noteImport(
  context: ServiceContext,
  storeId: number,
  { file, state, sizeBytes = null }: { file: string; state: ImportStateName; sizeBytes?: number | null },
): Promise<number> {
  return context.database.forStore(storeId, (scope) =>
    insertImport(scope, {
      store_id: storeId,
      file_name: file,
      format: 'generic',
      rows_read: 0,
      rows_kept: 0,
      rows_rejected: 0,
      orders_created: 0,
      orders_updated: 0,
      orders_unchanged: 0,
      started_at: context.clock(),
      finished_at: null,
      state,
      size_bytes: sizeBytes,
    }),
  );
}

/** The rows of a file, as an import keeps them. */
export function rowCounts(report: Pick<ImportReport, 'rows' | 'rows_kept' | 'rows_rejected'>) {
  return { rows_read: report.rows, rows_kept: report.rows_kept, rows_rejected: report.rows_rejected };
}
