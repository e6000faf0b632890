import type { DayRange } from '../../contract/day-range.ts';
import type { HomeFigure } from '../../contract/home.ts';
import { addDays, businessDayRange } from '../../engine/calendar/business-day.ts';
import {
  type CreditRow,
  listCreditRows,
  listPlaceRows,
  listSoldRows,
  listTogetherRows,
} from '../../storage/queries/home-rows.ts';
import type { DaySpan } from '../../storage/queries/rollup-sums.ts';
import { getStoreById } from '../catalog/stores.ts';
import { calendarOf, type StoreClock } from '../experiments/store-week.ts';
import { CSV_BOM, type CsvValue, csvLine } from '../imports/reading/csv-out.ts';
import { LOOK_BACK_DAYS } from '../rollups/day-runs.ts';
import type { ServiceContext } from '../service-context.ts';
import { daysOf, homeWindow } from './home-window.ts';

const ROWS_PER_READ = 5000;

/** The columns of each export. What is to be added up stands in columns of its own. */
export const HOME_ROW_COLUMNS: Record<HomeFigure, readonly string[]> = {
  attributed: [
    'order_day',
    'order',
    'line',
    'item',
    'name',
    'kind',
    'quantity',
    'amount_minor',
    'rec_id',
    'placement',
    'type',
    'suggested_beside',
    'booked_at',
  ],
  revenue: ['day', 'order', 'line', 'item', 'name', 'units', 'sold_minor', 'net_minor'],
  slots: ['day', 'rec_id', 'item', 'name', 'first_at', 'seen', 'clicked', 'added'],
  combinations: ['day', 'order', 'item_a', 'name_a', 'item_b', 'name_b'],
};

/** What rows are read with. */
interface RowSource {
  readonly context: ServiceContext;
  readonly storeId: number;
  readonly clock: StoreClock;
  readonly span: DaySpan;
}

/**
 * The rows behind a figure of the home page as CSV, in pieces of a day or some thousand rows: who adds them up gets the
 * figure.
 *
 * @throws AppError `unknown_store`, `invalid_request` before the first piece.
 */
export async function exportHomeRows(
  context: ServiceContext,
  storeId: number,
  { figure, ...range }: DayRange & { figure: HomeFigure },
): Promise<AsyncGenerator<string>> {
  const store = await getStoreById(context, storeId);
  const { span } = homeWindow(store, { range, nowMs: context.clock().getTime() });
  return writeCsv(figure, { context, storeId, clock: store, span });
}

async function* writeCsv(figure: HomeFigure, source: RowSource): AsyncGenerator<string> {
  yield CSV_BOM + csvLine(HOME_ROW_COLUMNS[figure]);
  for await (const rows of READERS[figure](source)) {
    if (rows.length > 0) yield rows.map(csvLine).join('');
  }
}

type RowReader = (source: RowSource) => AsyncGenerator<CsvValue[][]>;

const READERS: Record<HomeFigure, RowReader> = {
  attributed: readCredit,
  revenue: readSold,
  slots: readPlaces,
  combinations: readTogether,
};

async function* readCredit({ context, storeId, span }: RowSource): AsyncGenerator<CsvValue[][]> {
  let after: CreditRow | null = null;
  for (;;) {
    const page: { span: DaySpan; after: CreditRow | null; limit: number } = { span, after, limit: ROWS_PER_READ };
    const rows: CreditRow[] = await context.database.forStore(storeId, (scope) => listCreditRows(scope, page));
    yield rows.map((row) => [
      row.order_day,
      row.order,
      row.line_no,
      row.item,
      row.name,
      row.kind,
      Number(row.quantity),
      row.amount_minor,
      row.rec_id,
      row.placement,
      row.type,
      row.source,
      row.booked_at.toISOString(),
    ]);
    after = rows.at(-1) ?? null;
    if (rows.length < ROWS_PER_READ) return;
  }
}

async function* readSold({ context, storeId, span }: RowSource): AsyncGenerator<CsvValue[][]> {
  for (const day of daysOf(span)) {
    const rows = await context.database.forStore(storeId, (scope) => listSoldRows(scope, day));
    yield rows.map((row) => [
      day,
      row.order,
      row.line_no,
      row.item,
      row.name,
      Number(row.quantity),
      row.sold_minor,
      row.kept_minor,
    ]);
  }
}

async function* readPlaces({ context, storeId, clock, span }: RowSource): AsyncGenerator<CsvValue[][]> {
  const startOf = (day: string) => new Date(businessDayRange(day, calendarOf(clock))[0]);
  for (const day of daysOf(span)) {
    const range = {
      lookBack: startOf(addDays(day, -LOOK_BACK_DAYS)),
      from: startOf(day),
      to: startOf(addDays(day, 1)),
    };
    const rows = await context.database.forStore(storeId, (scope) => listPlaceRows(scope, range));
    yield rows
      .map((row) => [
        day,
        row.rec_id,
        row.item,
        row.name,
        row.first_at.toISOString(),
        Number(!row.seen_before),
        Number(row.clicked && !row.clicked_before),
        Number(row.added && !row.added_before),
      ])
      .filter(([, , , , , seen, clicked, added]) => seen === 1 || clicked === 1 || added === 1);
  }
}

async function* readTogether({ context, storeId, span }: RowSource): AsyncGenerator<CsvValue[][]> {
  for (const day of daysOf(span)) {
    const rows = await context.database.forStore(storeId, (scope) => listTogetherRows(scope, day));
    yield rows.map((row) => [day, row.order, row.item_a, row.name_a, row.item_b, row.name_b]);
  }
}
