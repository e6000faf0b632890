import type { Store } from '../../contract/catalog.ts';
import type { ReportEntry, ReportsQuery } from '../../contract/report.ts';
import { businessDayRange } from '../../engine/calendar/business-day.ts';
import { findFirstSalesDay, listDaySales } from '../../storage/queries/rollup-sums.ts';
import { calendarOf } from '../experiments/store-week.ts';
import { sumDays } from '../home/home-sums.ts';
import { settleRollups } from '../rollups/settle-rollups.ts';
import type { Services } from '../services.ts';
import { spanOf } from './make-report.ts';
import { listClosedPeriods, nameOf } from './report-period.ts';

/** One page of the reports of a store. */
export interface ReportsPage {
  readonly data: ReportEntry[];
  readonly next_cursor: string | null;
  readonly has_more: boolean;
}

/** The closed weeks or months of a store since its first sale, the newest first. */
export async function listReports(
  { context }: Pick<Services, 'context'>,
  store: Store,
  { period: kind, limit, cursor }: ReportsQuery,
): Promise<ReportsPage> {
  await settleRollups(context, store.id);
  return context.database.forStore(store.id, async (scope) => {
    const firstDay = await findFirstSalesDay(scope);
    if (firstDay === null) return { data: [], next_cursor: null, has_more: false };
    const [sinceMs] = businessDayRange(firstDay, calendarOf(store));
    const all = listClosedPeriods(store, { kind, nowMs: context.clock().getTime(), sinceMs });
    const rest = cursor === undefined ? all : all.filter((period) => period.firstDay < cursor);
    const page = rest.slice(0, limit);
    const [newest, oldest] = [page[0], page.at(-1)];
    if (newest === undefined || oldest === undefined) return { data: [], next_cursor: null, has_more: false };
    const sales = await listDaySales(scope, { from: oldest.firstDay, to: newest.lastDay });
    const data = page.map((period): ReportEntry => {
      const sums = sumDays({ sales, slots: [] }, spanOf(period));
      return {
        kind,
        name: nameOf(period),
        first_day: period.firstDay,
        last_day: period.lastDay,
        orders: sums.orders,
        revenue_minor: sums.revenueMinor,
        attributed_minor: sums.attributedMinor,
      };
    });
    const has_more = rest.length > page.length;
    return { data, next_cursor: has_more ? oldest.firstDay : null, has_more };
  });
}
