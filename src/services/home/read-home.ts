import type { DayRange } from '../../contract/day-range.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { Home } from '../../contract/home.ts';
import type { PairRow } from '../../engine/basket/pair-report.ts';
import { addDays } from '../../engine/calendar/business-day.ts';
import { isoWeekStart } from '../../engine/calendar/iso-week.ts';
import type { StoreScope } from '../../storage/database.ts';
import { readSetupFacts, type SetupFacts } from '../../storage/queries/home.ts';
import { findRollupHead, listDueDays } from '../../storage/queries/rollup-due.ts';
import {
  type DaySpan,
  listDaySales,
  listDaySlots,
  listTopCombinations,
  listTopSlotItems,
  readRollupState,
  sumSlotsByType,
} from '../../storage/queries/rollup-sums.ts';
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import type { ClosedWeek } from '../experiments/closed-weeks.ts';
import { readHoldOutSetting, readSharesInForce, type SharesInForce } from '../experiments/hold-out-share.ts';
import { tellBeginning, tellCost } from '../experiments/hold-out-words.ts';
import type { LoadedStore } from '../learning/load-model.ts';
import { settleRollups } from '../rollups/settle-rollups.ts';
import type { Services } from '../services.ts';
import { acceptanceOf, suggestNext } from './do-next.ts';
import { firstWeeksSpan, tellFirstWeeks } from './first-weeks.ts';
import { makeCards } from './home-cards.ts';
import { type DayRows, type HomeSums, rateOf, sumDays } from './home-sums.ts';
import { clockChangeOn, daysOf, type HomeWindow, homeWindow } from './home-window.ts';
import { type MeasuredExtra, readMeasuredExtra } from './measured-extra.ts';
import { findSurePairs, readPairChances } from './pair-chances.ts';
import { judgeReadiness, judgeSetup } from './readiness.ts';
import { mergeSpans } from './span-of-range.ts';
import { newestClosedWeek, tellClosedWeek, tellThisWeek } from './tell-weeks.ts';
import { TYPE_LABELS, typeNamed } from './type-labels.ts';

const TOP = 10;
/** Days that wait are made anew before they are read, the newest first, as long as this allows. */
const SETTLE_WITHIN_MS = 100;
const SETTLE_DAYS = 3;
const MONTH_DAYS = 30;

/** A store and the span of time that its home is about. */
interface HomeScope {
  readonly store: StoreRow;
  readonly window: HomeWindow;
  readonly now: Date;
}

/**
 * Everything that the dashboard's first page shows, read from the sums by day. Days that something changed in are made
 * anew first; when there are too many to wait for (after an import), the answer says how many still wait.
 *
 * @throws AppError `invalid_request` for days that are still to come.
 */
export async function readHome(services: Services, storeId: number, range: DayRange): Promise<Home> {
  const { context } = services;
  await settleRollups(context, storeId, { wait: false, withinMs: SETTLE_WITHIN_MS, batchDays: SETTLE_DAYS });
  const loaded = await services.models.get(storeId);
  const surePairs = await findSurePairs(services, loaded);
  const now = context.clock();
  return context.database.forStore(
    storeId,
    async (scope) => {
      const store = await findStoreById(scope.tx, storeId);
      if (store === null) throw new AppError('unknown_store', { detail: `There is no store ${storeId}.` });
      const home = { store, window: homeWindow(store, { range, nowMs: now.getTime() }), now };
      return describeHome(scope, { home, loaded, surePairs });
    },
    { frozen: true },
  );
}

async function describeHome(
  scope: StoreScope,
  { home, loaded, surePairs }: { home: HomeScope; loaded: LoadedStore; surePairs: readonly PairRow[] },
): Promise<Home> {
  const { store, window, now } = home;
  const setting = await readHoldOutSetting(scope, store);
  const isOn = setting.share > 0 || setting.proveIt !== null;
  const measured = await readMeasuredExtra(scope, { isOn });
  const shares = await readSharesInForce(scope, { store, setting, now, proven: isProven(measured) });
  const month = { from: addDays(window.today, 1 - MONTH_DAYS), to: window.today };
  const state = await readRollupState(scope);
  const facts = await readSetupFacts(scope, { from: addDays(window.today, -1), to: window.today });
  const firstSpan = firstWeeksSpan(state.first_seen, window.today);
  const last = lastWeekOf(measured);
  const rows = await readDays(scope, [window.span, window.compared, window.week.span, month, firstSpan, last?.span]);
  const sums = sumDays(rows, window.span);
  const firstSums = sumDays(firstSpan ? rows : NO_ROWS, firstSpan ?? window.span);
  return {
    store: store.slug,
    name: store.name,
    currency: store.currency.trim(),
    time_zone: store.time_zone,
    as_of: now.toISOString(),
    window: tellWindow(window),
    freshness: await tellFreshness(scope, { computedAt: state.computed_at, week: window.week.span }),
    sentence: tellSentence(home, { measured, shares, rows, last }),
    cards: makeCards({
      days: window.days,
      asked: window.asked,
      now: sums,
      before: sumDays(rows, window.compared),
      measured,
    }),
    series: toSeries(home, { rows, span: window.span }),
    compared_series: toSeries(home, { rows, span: window.compared }),
    top_items: await readTopItems(scope, window.span),
    top_combinations: await readTopCombinations(scope, window.span),
    types: await readTypes(scope, window.span),
    first_weeks: tellFirstWeeks(
      { span: firstSpan, sums: firstSums, today: window.today },
      { measured, minorPerUnit: minorPerUnit(store) },
    ),
    readiness: judgeReadiness({ facts, loaded }),
    setup: judgeSetup({ facts, loaded }),
    do_next: await readDoNext(scope, {
      month,
      monthSums: sumDays(rows, month),
      loaded,
      surePairs,
      facts,
      measured,
      isOn,
    }),
  };
}

const NO_ROWS: DayRows = { sales: [], slots: [] };

/** The days of some spans, each day once; null = there is no such span. */
async function readDays(scope: StoreScope, spans: readonly (DaySpan | null | undefined)[]): Promise<DayRows> {
  const parts: DayRows[] = [];
  for (const span of mergeSpans(spans.filter((span) => span != null))) {
    parts.push({ sales: await listDaySales(scope, span), slots: await listDaySlots(scope, span) });
  }
  return { sales: parts.flatMap(({ sales }) => sales), slots: parts.flatMap(({ slots }) => slots) };
}

function tellWindow({ days, span, compared }: HomeWindow): Home['window'] {
  return { days, start: span.from, end: span.to, compared: { start: compared.from, end: compared.to } };
}

async function tellFreshness(
  scope: StoreScope,
  { computedAt, week }: { computedAt: Date | null; week: DaySpan },
): Promise<Home['freshness']> {
  const head = await findRollupHead(scope);
  const due = await listDueDays(scope);
  return {
    days_waiting: due.length,
    days_waiting_this_week: due.filter((day) => day >= week.from && day <= week.to).length,
    computed_at: computedAt?.toISOString() ?? null,
    last_run:
      head === null || head.ran_at === null
        ? null
        : { at: head.ran_at.toISOString(), days: head.ran_days, took_ms: head.ran_ms },
  };
}

type LastWeek = { readonly week: ClosedWeek; readonly span: DaySpan } | null;

/** The last closed week with its days. */
function lastWeekOf(measured: MeasuredExtra): LastWeek {
  const week = newestClosedWeek(measured);
  if (week === null) return null;
  const monday = isoWeekStart(week.isoWeek);
  return { week, span: { from: monday, to: addDays(monday, 6) } };
}

function isProven({ total }: MeasuredExtra): boolean {
  return total.capped?.status === 'proven';
}

function tellSentence(
  { store, window }: HomeScope,
  { measured, shares, rows, last }: { measured: MeasuredExtra; shares: SharesInForce; rows: DayRows; last: LastWeek },
): Home['sentence'] {
  const money = { currency: store.currency.trim(), locale: store.locale };
  const attributedIn = (span: DaySpan) => sumDays(rows, span).attributedMinor;
  const { share, nextShare, beginsOn } = shares;
  return {
    this_week: tellThisWeek(
      { isoWeek: window.week.isoWeek, attributedMinor: attributedIn(window.week.span) },
      { measured, money },
    ),
    last_closed_week: last && tellClosedWeek(last.week, { attributedMinor: attributedIn(last.span), measured, money }),
    kappa: {
      mean: measured.kappa.mean,
      standard_deviation: measured.kappa.standardDeviation,
      badge: measured.badge,
    },
    hold_out: {
      on: share > 0 || nextShare > 0,
      share,
      next_share: nextShare,
      begins: beginsOn,
      words: beginsOn
        ? tellBeginning({ day: beginsOn, share: nextShare })
        : tellCost(measured.total.capped, { share, weeks: measured.total.counted.length, money }),
    },
  };
}

function toSeries({ store, window }: HomeScope, { rows, span }: { rows: DayRows; span: DaySpan }): Home['series'] {
  const byDay = new Map(rows.sales.map((row) => [row.day, row]));
  return daysOf(span).map((day) => ({
    day,
    attributed_minor: byDay.get(day)?.credited_minor ?? 0,
    revenue_minor: byDay.get(day)?.kept_minor ?? 0,
    orders: byDay.get(day)?.orders ?? 0,
    is_today: day === window.today,
    clock_change: clockChangeOn(store, day) !== null,
    clock_change_on: clockChangeOn(store, day),
  }));
}

async function readTopItems(scope: StoreScope, span: DaySpan): Promise<Home['top_items']> {
  const rows = await listTopSlotItems(scope, { span, limit: TOP });
  return rows.map((row) => ({
    item: row.external_id,
    name: row.name,
    seen: row.seen,
    clicked: row.clicked,
    conversions: row.purchased,
    revenue_minor: row.credited_minor,
  }));
}

async function readTopCombinations(scope: StoreScope, span: DaySpan): Promise<Home['top_combinations']> {
  const rows = await listTopCombinations(scope, { span, limit: TOP });
  return rows.map((row) => ({
    item_a: row.external_a,
    name_a: row.name_a,
    item_b: row.external_b,
    name_b: row.name_b,
    times_together: row.orders,
    revenue_minor: row.credited_minor,
  }));
}

/** Types that are none of ours, of answers that are forgotten, are one line. */
async function readTypes(scope: StoreScope, span: DaySpan): Promise<Home['types']> {
  const rows = Map.groupBy(await sumSlotsByType(scope, span), (row) => typeNamed(row.type));
  return [...rows].map(([type, parts]) => {
    const add = (pick: (row: (typeof parts)[number]) => number) => parts.reduce((sum, row) => sum + pick(row), 0);
    const [seen, clicked, conversions] = [
      add((row) => row.seen),
      add((row) => row.clicked),
      add((row) => row.purchased),
    ];
    return {
      type,
      label: TYPE_LABELS[type],
      seen,
      clicked,
      added: add((row) => row.added),
      conversions,
      revenue_minor: add((row) => row.credited_minor),
      click_through_rate: rateOf(clicked, seen),
      conversion_rate: rateOf(conversions, clicked),
    };
  });
}

async function readDoNext(
  scope: StoreScope,
  {
    month,
    monthSums,
    loaded,
    surePairs,
    facts,
    measured,
    isOn,
  }: {
    month: DaySpan;
    monthSums: HomeSums;
    loaded: LoadedStore;
    surePairs: readonly PairRow[];
    facts: SetupFacts;
    measured: MeasuredExtra;
    isOn: boolean;
  },
): Promise<Home['do_next']> {
  const { chances, itemOrders } = await readPairChances(scope, { loaded, rows: surePairs, span: month });
  return suggestNext({
    catalog: loaded.catalog,
    facts,
    pairs: chances,
    itemOrders,
    acceptance: acceptanceOf(monthSums),
    kappa: measured.kappa,
    isMeasured: measured.badge !== 'not_measured',
    holdOutOn: isOn,
  });
}

function minorPerUnit(store: StoreRow): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: store.currency.trim() });
  return 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2);
}
