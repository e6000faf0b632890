import { AppError } from '../../contract/error-registry.ts';
import type { Metrics, MetricsQuery, PeriodMetrics } from '../../contract/metrics.ts';
import { addDays, businessDayAt } from '../../engine/calendar/business-day.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import { compareBaskets } from '../../engine/experiment/incremental/hold-out-basket.ts';
import type { StoreScope } from '../../storage/database.ts';
import { listDueDays } from '../../storage/queries/rollup-due.ts';
import {
  countWeekVisitors,
  type DaySpan,
  listDaySales,
  listDaySlots,
  listMostSeenItems,
} from '../../storage/queries/rollup-sums.ts';
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import type { ClosedWeek } from '../experiments/closed-weeks.ts';
import { readClosedWeeks } from '../experiments/read-closed-weeks.ts';
import { calendarOf } from '../experiments/store-week.ts';
import { type DayRows, rateOf, sumDays } from '../home/home-sums.ts';
import type { ServiceContext } from '../service-context.ts';
import { firstOfLast, listPeriods, type PeriodName } from './periods.ts';
import { settleRollups } from './settle-rollups.ts';

const MOST_PERIODS = 400;
const USUAL_COUNT = { daily: 30, weekly: 12, monthly: 12 } as const;
const SETTLE_WITHIN_MS = 2_000;

/** What all periods of an answer are made from. */
interface PeriodSources {
  readonly period: PeriodName;
  readonly today: string;
  readonly rows: DayRows;
  readonly topItems: ReadonlyMap<string, NonNullable<PeriodMetrics['top_recommended_item']>>;
  readonly weeks: readonly ClosedWeek[];
  readonly visitors: ReadonlyMap<string, number>;
}

/**
 * What suggestions did, day by day, week by week or month by month. Days that wait are made anew first; how many still wait
 * is said.
 *
 * @throws AppError `invalid_request` for days that do not exist, in the wrong order, or too many.
 */
export async function readMetrics(context: ServiceContext, storeId: number, query: MetricsQuery): Promise<Metrics> {
  await settleRollups(context, storeId, { wait: false, withinMs: SETTLE_WITHIN_MS });
  const now = context.clock();
  return context.database.forStore(
    storeId,
    async (scope) => {
      const store = await findStoreById(scope.tx, storeId);
      if (store === null) throw new AppError('unknown_store', { detail: `There is no store ${storeId}.` });
      const today = businessDayAt(now.getTime(), calendarOf(store));
      return {
        store: store.slug,
        currency: store.currency.trim(),
        as_of: now.toISOString(),
        days_waiting: (await listDueDays(scope)).length,
        data: await readPeriods(scope, { store, today, query }),
      };
    },
    { frozen: true },
  );
}

async function readPeriods(
  scope: StoreScope,
  { today, query }: { store: StoreRow; today: string; query: MetricsQuery },
): Promise<PeriodMetrics[]> {
  const { period } = query;
  const periods = requirePeriods(query, today);
  const span = { from: periods[0]?.from ?? today, to: periods.at(-1)?.to ?? today };
  const seen = await listMostSeenItems(scope, periods);
  const sources: PeriodSources = {
    period,
    today,
    rows: { sales: await listDaySales(scope, span), slots: await listDaySlots(scope, span) },
    topItems: new Map(seen.map(({ from, ...top }) => [from, top])),
    weeks: period === 'daily' ? [] : (await readClosedWeeks(scope)).counted,
    visitors:
      period === 'weekly'
        ? await countWeekVisitors(
            scope,
            periods.map(({ from }) => isoWeekOf(from)),
          )
        : new Map(),
  };
  return periods.map((one) => toMetrics(one, sources));
}

function requirePeriods({ period, from, to }: MetricsQuery, today: string): DaySpan[] {
  const last = requireDay(to) ?? today;
  const first = requireDay(from) ?? firstOfLast(last, { period, count: USUAL_COUNT[period] });
  if (first > last) throw new AppError('invalid_request', { detail: `The day ${first} comes after ${last}.` });
  const periods = listPeriods({ from: first, to: last }, { period, limit: MOST_PERIODS });
  if (periods.length <= MOST_PERIODS) return periods;
  throw new AppError('invalid_request', {
    detail: `These are more than ${MOST_PERIODS} periods.`,
    hint: 'Ask for fewer days, or for period=weekly or period=monthly.',
  });
}

function requireDay(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    return addDays(text, 0);
  } catch (cause) {
    throw new AppError('invalid_request', { detail: `There is no day ${text}.` }, { cause });
  }
}

function toMetrics(span: DaySpan, sources: PeriodSources): PeriodMetrics {
  const sums = sumDays(sources.rows, span);
  const order = averageOrderOf(span, sources);
  return {
    period: sources.period,
    date: span.from,
    complete: span.to < sources.today,
    total_impressions: sums.seen,
    total_clicks: sums.clicked,
    total_conversions: sums.purchased,
    orders: sums.orders,
    total_revenue: sums.revenueMinor,
    revenue_from_recommendations: sums.attributedMinor,
    baseline_revenue: sums.revenueMinor - sums.attributedMinor,
    click_through_rate: rateOf(sums.clicked, sums.seen),
    click_through_rate_n: sums.seen,
    conversion_rate: rateOf(sums.purchased, sums.clicked),
    conversion_rate_n: sums.clicked,
    average_order_lift: order.uplift,
    average_order_lift_n: order.n,
    top_recommended_item: sources.topItems.get(span.from) ?? null,
    visitors: sources.period === 'weekly' ? (sources.visitors.get(isoWeekOf(span.from)) ?? 0) : null,
  };
}

/** The hold-out is drawn by the week: a week has its own result, a month that of the weeks that lie in it. */
function averageOrderOf(span: DaySpan, { weeks }: PeriodSources): { uplift: number | null; n: number } {
  const within = weeks.filter(({ isoWeek }) => {
    const monday = isoWeekStart(isoWeek);
    return monday >= span.from && addDays(monday, 6) <= span.to;
  });
  const sums = within.map(({ figures }) => figures.capped);
  const n = sums.reduce((total, { treated, control }) => total + treated.n + control.n, 0);
  return { uplift: compareBaskets(sums).averageOrderValue?.uplift?.uplift ?? null, n };
}
