import { addDays, businessDayAt, daysBetween } from '../../engine/calendar/business-day.ts';
import type { StoreScope } from '../../storage/database.ts';
import { makePairWeeks } from '../../storage/queries/pair-weeks.ts';
import { replaceDaySales, replaceDaySlots, settleDayCredit } from '../../storage/queries/rollup-days.ts';
import {
  findKnownDays,
  findRollupHead,
  listDueDays,
  lockRollups,
  markDaysDue,
  noteRollupRun,
  type RollupHeadRow,
  takeDueDays,
  writeRollupHead,
} from '../../storage/queries/rollup-due.ts';
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import { calendarOf } from '../experiments/store-week.ts';
import type { ServiceContext } from '../service-context.ts';
import { dayRuns } from './day-runs.ts';

/** Version of the rules by which days are made: another one makes every day anew. */
export const ROLLUP_VERSION = 1;
/** What was served is forgotten after 98 days; days that are older than this keep what they say of places. */
export const SETTLED_DAYS = 90;
/** Days of one transaction. */
const DAYS_PER_BATCH = 31;
/** The work comes round every minute; what takes longer than a tenth of that rests for nine times as long as it took. */
const [SHORT_RUN_MS, REST_FACTOR] = [6_000, 9];

/** What a run did. */
export interface RollupWork {
  readonly days: number;
  /** Days that still wait. */
  readonly waiting: number;
}

export interface SettleOptions {
  /** False: leave it when another is at it, or while a store of very many events a day rests from the last run. */
  readonly wait?: boolean;
  /** No new batch is begun after this long; unless told, everything is done. */
  readonly withinMs?: number;
  /** Days of one transaction. */
  readonly batchDays?: number;
}

/**
 * Makes the days of a store that something changed in anew, the newest first; each batch in one transaction, so that who
 * reads sees a day as it was or as it is.
 */
export async function settleRollups(
  context: ServiceContext,
  storeId: number,
  { wait = true, withinMs = Number.POSITIVE_INFINITY, batchDays = DAYS_PER_BATCH }: SettleOptions = {},
): Promise<RollupWork> {
  const began = performance.now();
  let days = 0;
  for (;;) {
    const done = await context.database.forStore(storeId, async (scope) => {
      if (!wait && isResting(await findRollupHead(scope), context.clock())) return 0;
      if (!(await lockRollups(scope, { wait }))) return 0;
      return settleBatch(context, scope, batchDays);
    });
    days += done;
    if (done === 0 || performance.now() - began >= withinMs) break;
  }
  const due = await context.database.forStore(storeId, listDueDays);
  return { days, waiting: due.length };
}

/**
 * True while a store rests: with millions of events a day a run takes long, and something of today changes all the time.
 * Without rests the database would do little else, and events would have to wait.
 */
function isResting(head: Pick<RollupHeadRow, 'ran_at' | 'ran_ms'> | null, now: Date): boolean {
  if (head?.ran_at == null || head.ran_ms === null || head.ran_ms <= SHORT_RUN_MS) return false;
  const sinceMs = now.getTime() - head.ran_at.getTime();
  return sinceMs >= 0 && sinceMs < head.ran_ms * REST_FACTOR;
}

/** Marks every day of a store, and makes them all anew. */
export async function rebuildRollups(context: ServiceContext, storeId: number): Promise<RollupWork> {
  await context.database.forStore(storeId, async (scope) => {
    const store = await findStoreById(scope.tx, storeId);
    if (store !== null) await markEveryDay(context, scope, store);
  });
  const work = await settleRollups(context, storeId);
  await addUpWeeks(context, storeId);
  return work;
}

/** Weeks that are over, for the pairs of long times. */
async function addUpWeeks(context: ServiceContext, storeId: number): Promise<void> {
  await context.database.forStore(storeId, async (scope) => {
    const store = await findStoreById(scope.tx, storeId);
    if (store === null || !(await lockRollups(scope, { wait: false }))) return;
    await makePairWeeks(scope, businessDayAt(context.clock().getTime(), calendarOf(store)));
  });
}

/** The same with a note of the run, for those who ask how fresh the figures are. */
export async function keepStoreRollups(context: ServiceContext, storeId: number): Promise<RollupWork> {
  const began = performance.now();
  const work = await settleRollups(context, storeId, { wait: false });
  if (work.days > 0) {
    await addUpWeeks(context, storeId);
    const run = { ran_at: context.clock(), ran_days: work.days, ran_ms: Math.round(performance.now() - began) };
    await context.database.forStore(storeId, (scope) => noteRollupRun(scope, run));
  }
  return work;
}

async function settleBatch(context: ServiceContext, scope: StoreScope, batchDays: number): Promise<number> {
  const store = await findStoreById(scope.tx, scope.storeId);
  if (store === null) return 0;
  await followCalendar(context, scope, store);
  const days = await takeDueDays(scope, batchDays);
  if (days.length === 0) return 0;
  await replaceDaySales(scope, days, { computedAt: context.clock(), version: ROLLUP_VERSION });
  const open = openDays(context, store, days);
  for (const run of dayRuns(store, open)) await replaceDaySlots(scope, run);
  const settled = days.filter((day) => !open.includes(day));
  if (settled.length > 0) await settleDayCredit(scope, settled);
  return days.length;
}

/** Of these days, those whose answers are still known. */
export function openDays(context: ServiceContext, store: StoreRow, days: readonly string[]): string[] {
  const today = businessDayAt(context.clock().getTime(), calendarOf(store));
  return days.filter((day) => daysBetween(day, today) <= SETTLED_DAYS);
}

/** Another zone, another cut-off or other rules make every day another one. */
async function followCalendar(context: ServiceContext, scope: StoreScope, store: StoreRow): Promise<void> {
  const head = await findRollupHead(scope);
  const now = {
    time_zone: store.time_zone,
    cutoff_minutes: store.business_day_cutoff_minutes,
    version: ROLLUP_VERSION,
  };
  const isSame =
    head?.time_zone === now.time_zone && head.cutoff_minutes === now.cutoff_minutes && head.version === now.version;
  if (isSame) return;
  await markEveryDay(context, scope, store);
  await writeRollupHead(scope, now);
}

/** Days with orders, credit or sums, and every day since the first event. */
async function markEveryDay(context: ServiceContext, scope: StoreScope, store: StoreRow): Promise<void> {
  const { days, firstEventAt } = await findKnownDays(scope);
  const calendar = calendarOf(store);
  const all = new Set(days);
  if (firstEventAt !== null) {
    const today = businessDayAt(context.clock().getTime(), calendar);
    const first = businessDayAt(firstEventAt.getTime(), calendar);
    for (let day = first; day <= today; day = addDays(day, 1)) all.add(day);
  }
  await markDaysDue(scope, [...all].sort());
}
