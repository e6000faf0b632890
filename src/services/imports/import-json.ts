import type { Import, ImportChoices, ImportPreview, ImportReport, ImportWithPreview } from '../../contract/import.ts';
import type { ImportRow } from '../../storage/queries/imports.ts';

/** Imports of these states can be started: again, when they did not come to their end. */
const STARTABLE = new Set<ImportRow['state']>(['uploaded', 'failed', 'cancelled', 'interrupted']);
/** Imports of these states have ended and may have brought orders. */
const ENDED = new Set<ImportRow['state']>(['done', 'failed', 'cancelled', 'interrupted']);

/** True when an import has a file and may be started. */
export function isStartable(row: ImportRow): boolean {
  return STARTABLE.has(row.state) && row.upload !== null;
}

/** True when an import has ended, well or not, and can be taken back. */
export function isEnded(row: ImportRow): boolean {
  return ENDED.has(row.state);
}

/** An import as the API tells it. */
export function toImportJson(row: ImportRow): Import {
  return {
    id: row.id,
    file: row.file_name,
    size_bytes: row.size_bytes,
    state: row.state,
    phase: row.phase,
    share: row.share,
    rows: row.rows_read,
    rows_kept: row.rows_kept,
    rows_rejected: row.rows_rejected,
    orders_created: row.orders_created,
    orders_updated: row.orders_updated,
    orders_unchanged: row.orders_unchanged,
    orders_taken_back: row.orders_taken_back,
    orders_restored: row.orders_restored,
    orders_kept: row.orders_kept,
    can_start: isStartable(row),
    can_undo: isEnded(row) && row.orders_created + row.orders_updated > 0,
    has_rejected: row.has_rejected,
    started_at: row.started_at.toISOString(),
    finished_at: row.finished_at?.toISOString() ?? null,
    undone_at: row.undone_at?.toISOString() ?? null,
    choices: (row.choices ?? {}) as ImportChoices,
    fault: row.fault as Import['fault'],
    report: toReport(row.report as StoredReport | null),
  };
}

/** Reports of earlier releases do not tell the reasons. */
type StoredReport = Omit<ImportReport, 'rejections'> & Partial<ImportReport>;

function toReport(stored: StoredReport | null): ImportReport | null {
  return stored === null ? null : { rejections: [], ...stored };
}

/** An import with the look at its file. */
export function toImportWithPreview(row: ImportRow): ImportWithPreview {
  return { ...toImportJson(row), preview: row.preview as ImportPreview | null };
}
