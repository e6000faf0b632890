import type { Store } from '../../contract/catalog.ts';
import type { Import, ImportReport } from '../../contract/import.ts';
import { tellRejection } from '../../services/imports/tell-rejections.ts';
import { disarm, formatTable, paint } from '../output.ts';
import type { Io } from '../runtime.ts';

/** What an import saw and did, in words; its days are those of the store's clocks. */
export function tellReport(io: Io, report: ImportReport, { time_zone: timeZone }: Pick<Store, 'time_zone'>): string {
  const days = new Intl.DateTimeFormat('en-CA', { timeZone });
  const [first, last] = [report.first_ordered_at, report.last_ordered_at];
  const span = first && last ? `${days.format(new Date(first))} to ${days.format(new Date(last))}` : 'no times';
  const columns = Object.entries(report.columns).map(([ours, theirs]) => `${theirs} -> ${ours}`);
  const lines = [
    `${paint(io, 'bold', disarm(report.file))}: ${report.format} · ${count(report.rows)} rows · ${count(report.orders)} orders · ${count(report.items)} items · ${span}`,
    `Columns: ${disarm(columns.join(', '))}`,
    ...(report.ignored_columns.length > 0 ? [`Not used: ${disarm(report.ignored_columns.join(', '))}`] : []),
    ...report.warnings.map((warning) => `${paint(io, 'yellow', 'Note:')} ${disarm(warning)}`),
    `Rows: ${count(report.rows_kept)} kept + ${count(report.rows_rejected)} rejected = ${count(report.rows)}`,
    ...report.rejections.map((rejection) => `${paint(io, 'yellow', 'Left out:')} ${disarm(tellRejection(rejection))}`),
  ];
  if (report.dry_run) return [...lines, 'Dry run: nothing was written.'].join('\n');
  const rate = report.seconds > 0 ? ` in ${report.seconds.toFixed(1)} s` : '';
  lines.push(
    `Orders: ${count(report.orders_created)} new, ${count(report.orders_updated)} changed, ${count(report.orders_unchanged)} as before · ${count(report.items_created)} new items${rate}`,
  );
  if (report.orders_deleted_before > 0)
    lines.push(`${count(report.orders_deleted_before)} orders had been deleted and stay so.`);
  if (report.rejected_file) lines.push(`Rejected rows with reasons: ${report.rejected_file}`);
  return lines.join('\n');
}

function count(value: number): string {
  return value.toLocaleString('en');
}

/** The imports of a store as a table. */
export function tellImports(imports: readonly Import[]): string {
  if (imports.length === 0) return 'Nothing was imported yet.';
  return formatTable(imports, [
    { title: 'NUMBER', align: 'right', value: ({ id }) => String(id) },
    { title: 'WHEN', value: ({ started_at }) => started_at.slice(0, 16).replace('T', ' ') },
    { title: 'FILE', value: ({ file }) => file },
    { title: 'STATE', value: ({ state }) => state },
    { title: 'ROWS', align: 'right', value: ({ rows }) => count(rows) },
    { title: 'LEFT OUT', align: 'right', value: ({ rows_rejected }) => count(rows_rejected) },
    { title: 'NEW', align: 'right', value: ({ orders_created }) => count(orders_created) },
    { title: 'CHANGED', align: 'right', value: ({ orders_updated }) => count(orders_updated) },
  ]);
}

/** What was taken back, in words. */
export function tellUndo(undone: Import): string {
  const { orders_taken_back: gone, orders_restored: restored, orders_kept: kept } = undone;
  const lines = [
    `Import ${undone.id} (${disarm(undone.file)}) is taken back: ${count(gone)} new orders are gone, ${count(restored)} changed ones are as before.`,
    'Items, categories and customers that came with it stay.',
  ];
  if (kept > 0) lines.push(`${count(kept)} orders have been changed since and stay as they are.`);
  return lines.join('\n');
}
