import type { EstimateFigures, Estimates } from '../../contract/estimate.ts';
import { addDays, businessDayAt } from '../../engine/calendar/business-day.ts';
import { monthOf } from '../../engine/calendar/month.ts';
import { calibrateEstimate, calibrationRatio } from '../../engine/experiment/incremental/calibrate-estimate.ts';
import type { Interval } from '../../engine/experiment/interval.ts';
import type { StoreScope } from '../../storage/database.ts';
import { insertEstimate, listEstimates, type RevenueEstimateRow } from '../../storage/queries/revenue-estimates.ts';
import type { StoreRow } from '../../storage/queries/stores.ts';
import { listAllStores } from '../catalog/stores.ts';
import { type CustomerView, openCustomerView } from '../customers/customer-view.ts';
import { ESTIMATE_DAYS, type ExtraEstimate, estimateExtra } from '../customers/estimate-extra.ts';
import { HEURISTIC_SHARE } from '../customers/impact.ts';
import type { Services } from '../services.ts';
import { requireStoreRow } from './describe-experiment.ts';
import { tellCurrent, tellMonth } from './estimate-words.ts';
import { type MeasuredMonth, measureMonth } from './measured-month.ts';
import { readClosedWeeks } from './read-closed-weeks.ts';
import { calendarOf } from './store-week.ts';

/** How an estimate is made; kept with it, so that it can be worked out again. */
const ESTIMATE_METHOD = { name: 'kappa x acceptance x price x reach', version: 1 };
/** Months that a correction goes by. */
const MOST_MONTHS = 120;
/** A month's estimate is made on the last day before it; up to this day of the month it is made up for. */
const LAST_DAY_TO_CATCH_UP = 3;

/** A month as it was estimated, and what came of it. */
interface Scored {
  readonly row: RevenueEstimateRow;
  readonly figures: EstimateFigures;
  readonly measured: MeasuredMonth;
}

type Calibration = EstimateFigures['calibration'];

/** Daily, in all stores: on the last day of a month the estimate for the next one is made and kept. */
export async function keepEstimates(services: Services): Promise<void> {
  const { context } = services;
  for (const { id } of await listAllStores(context)) {
    try {
      await makeDueEstimate(services, id);
    } catch (error) {
      context.log('warn', 'The estimate of a store could not be made', { storeId: id, error: String(error) });
    }
  }
}

/** Makes the estimate that is due in a store; gives its month, null when none is. */
export async function makeDueEstimate(services: Services, storeId: number): Promise<string | null> {
  const { context } = services;
  const now = context.clock();
  const due = await context.database.forStore(storeId, async (scope) => {
    const month = dueMonth(businessDayAt(now.getTime(), calendarOf(await requireStoreRow(scope))));
    const [last] = await listEstimates(scope, { limit: 1 });
    return month === null || (last !== undefined && last.month >= month) ? null : month;
  });
  if (due === null) return null;
  const view = await openCustomerView(services, storeId);
  if (view.book.customers.size === 0) return null;
  const estimate = await estimateExtra(services, storeId, view);
  await context.database.forStore(storeId, async (scope) => {
    const figures = toFigures(estimate, calibrate(await readScoreboard(scope, now)));
    const method = { method: ESTIMATE_METHOD.name, methodVersion: ESTIMATE_METHOD.version };
    await insertEstimate(scope, { month: due, ...method, figures, madeAt: now });
  });
  return due;
}

function dueMonth(today: string): string | null {
  const [first, last] = monthOf(today);
  if (today === last) return addDays(last, 1);
  return Number(today.slice(8)) <= LAST_DAY_TO_CATCH_UP ? first : null;
}

/** The estimate of now, and how the earlier ones came true. */
export async function describeEstimates(
  services: Services,
  storeId: number,
  { months }: { months: number },
): Promise<Estimates> {
  const { context } = services;
  const now = context.clock();
  const view = await openCustomerView(services, storeId);
  const estimate = view.book.customers.size === 0 ? null : await estimateExtra(services, storeId, view);
  const scored = await context.database.forStore(storeId, (scope) => readScoreboard(scope, now));
  const { store } = view.catalog;
  const money = { currency: store.currency, locale: store.locale };
  const calibration = calibrate(scored);
  const heuristicMinor = Math.round(ltvOf(view) * HEURISTIC_SHARE);
  const current = estimate === null ? null : toFigures(estimate, calibration);
  const told = scored.slice(0, months).map((one) => ({ ...describeMonth(one), sentence: tellMonth(one, money) }));
  return {
    store: store.slug,
    currency: store.currency,
    as_of: now.toISOString(),
    heuristic_15pct_ltv_minor: heuristicMinor,
    current,
    calibration,
    months: told,
    sentences: tellCurrent(current, { calibration, heuristicMinor, money }),
  };
}

function ltvOf({ book }: CustomerView): number {
  return [...book.customers.values()].reduce((sum, { ltvMinor }) => sum + ltvMinor, 0);
}

async function readScoreboard(scope: StoreScope, now: Date): Promise<Scored[]> {
  const store: StoreRow = await requireStoreRow(scope);
  const total = await readClosedWeeks(scope);
  const scored: Scored[] = [];
  for (const row of await listEstimates(scope, { limit: MOST_MONTHS })) {
    const measured = await measureMonth(scope, { store, month: row.month, total, now });
    scored.push({ row, figures: row.figures as EstimateFigures, measured });
  }
  return scored;
}

function calibrate(scored: readonly Scored[]): Calibration {
  const months = scored.flatMap(({ figures, measured: { extraMinor } }) =>
    extraMinor === null ? [] : [{ estimated: figures.uncalibrated_minor, measured: extraMinor }],
  );
  const ratio = calibrationRatio(months);
  return ratio === null ? null : { ratio, months: months.length };
}

function toFigures(estimate: ExtraEstimate, calibration: Calibration): EstimateFigures {
  const ratio = calibration?.ratio ?? 1;
  const sales = calibrateEstimate({ estimate: estimate.extraMinor, interval: estimate.interval }, ratio);
  const { profitMinor, profitInterval } = estimate;
  const profit =
    profitMinor === null || profitInterval === null
      ? null
      : calibrateEstimate({ estimate: profitMinor, interval: profitInterval }, ratio);
  return {
    days: ESTIMATE_DAYS,
    badge: estimate.kappa.badge,
    recommendations: estimate.recommendations,
    reach: estimate.reach,
    kappa: estimate.kappa.mean,
    kappa_deviation: estimate.kappa.standardDeviation,
    attributable_minor: whole(estimate.attributableMinor),
    uncalibrated_minor: whole(estimate.extraMinor),
    calibration,
    estimate_minor: whole(sales.estimate),
    interval_minor: roundEnds(sales.interval),
    profit_minor: profit === null ? null : whole(profit.estimate),
    profit_interval_minor: profit === null ? null : roundEnds(profit.interval),
  };
}

function describeMonth({ row, figures, measured }: Scored): Omit<Estimates['months'][number], 'sentence'> {
  const { status, attributedMinor, extraMinor, interval } = measured;
  const estimated = figures.uncalibrated_minor;
  return {
    month: row.month.slice(0, 7),
    made_at: row.made_at.toISOString(),
    method: row.method,
    method_version: row.method_version,
    estimate: figures,
    status,
    attributed_minor: attributedMinor,
    measured_minor: extraMinor === null ? null : whole(extraMinor),
    measured_interval_minor: interval === null ? null : roundEnds(interval),
    ratio: extraMinor === null || estimated <= 0 ? null : extraMinor / estimated,
  };
}

function roundEnds([low, high]: Interval): number[] {
  return [whole(low), whole(high)];
}

/** Rounds, and gives 0 for -0. */
function whole(minor: number): number {
  return Math.round(minor) + 0;
}
