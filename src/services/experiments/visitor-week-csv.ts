import { listVisitorWeeks, type VisitorWeekRow } from '../../storage/queries/visitor-weeks.ts';
import type { ServiceContext } from '../service-context.ts';

const ROWS_PER_READ = 5000;

/** The columns of the export, in their order. */
export const VISITOR_WEEK_COLUMNS = [
  'week',
  'unit',
  'arm',
  'stratum',
  'entered_at',
  'revenue_minor',
  'orders',
  'items',
  'attributed_minor',
  'past_4_weeks_minor',
  'unit_last_week',
] as const;

/** The visitor-weeks of a store as CSV, in chunks: every figure of the hold-out can be added up from them by hand. */
export async function* exportVisitorWeeks(
  context: ServiceContext,
  storeId: number,
  { isoWeek }: { isoWeek: string | null },
): AsyncGenerator<string> {
  yield `${VISITOR_WEEK_COLUMNS.join(',')}\r\n`;
  let after: { isoWeek: string; unit: string } | null = null;
  for (;;) {
    const page: { isoWeek: string | null; after: typeof after; limit: number } = {
      isoWeek,
      after,
      limit: ROWS_PER_READ,
    };
    const rows: VisitorWeekRow[] = await context.database.forStore(storeId, (scope) => listVisitorWeeks(scope, page));
    if (rows.length > 0) yield rows.map(toLine).join('');
    const last = rows.at(-1);
    if (last === undefined || rows.length < ROWS_PER_READ) return;
    after = { isoWeek: last.iso_week, unit: last.unit };
  }
}

function toLine(row: VisitorWeekRow): string {
  const cells = [
    row.iso_week,
    quoteCell(row.unit),
    row.arm,
    row.stratum,
    row.entered_at.toISOString(),
    row.revenue_minor,
    row.orders,
    Number(row.items),
    row.attributed_minor,
    row.past_minor,
    quoteCell(row.unit_before ?? ''),
  ];
  return `${cells.join(',')}\r\n`;
}

/** The name of a unit as a cell. It begins with "v:", "c:" or "s:", so no spreadsheet takes it for a formula. */
export function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
