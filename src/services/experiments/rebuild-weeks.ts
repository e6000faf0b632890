import { sumCarryOver } from '../../engine/experiment/incremental/carry-over.ts';
import { buildVisitorWeeks, type VisitorWeek } from '../../engine/experiment/incremental/visitor-weeks.ts';
import { sumVisitorWeeks } from '../../engine/experiment/incremental/week-sums.ts';
import type { StoreScope } from '../../storage/database.ts';
import {
  appendHoldOutResult,
  listHoldOutResults,
  listHoldOutWeeks,
  lockHoldOutWeek,
} from '../../storage/queries/hold-out.ts';
import { findStoreById, type StoreRow } from '../../storage/queries/stores.ts';
import { clearDueWeek, type DueWeek, listDueWeeks, markWeeksDue } from '../../storage/queries/visitor-week-due.ts';
import {
  findExposures,
  findNameLinks,
  findSessionUnits,
  findWeekBefore,
  replaceVisitorWeeks,
} from '../../storage/queries/visitor-weeks.ts';
import { settleAttribution } from '../attribution/process-due.ts';
import type { ServiceContext } from '../service-context.ts';
import { HOLD_OUT_METHOD, type WeekFigures } from './closed-weeks.ts';
import { type PersonOrder, readPersonOrders } from './person-orders.ts';
import { settleClaims } from './settle-claims.ts';
import { type StoreWeek, storeWeekNamed, weeksAfter } from './store-week.ts';

/** A week is closed so long after its end: what guests did in its last hours has come in by then. */
export const CLOSING_MS = 24 * 3_600_000;
const PAST_WEEKS = 4;
/** The mark of a week that nobody marked. */
const UNMARKED = '00000000-0000-0000-0000-000000000000';
/** Weeks that began longer ago are settled for good: what was served in them is forgotten, and could not be counted again. */
const SETTLED_MS = 90 * 24 * 3_600_000;

/** What a run over the weeks did. */
export interface RebuiltWeeks {
  readonly rebuilt: number;
  /** New revisions of closed weeks, the first ones among them. */
  readonly revisions: number;
}

/**
 * Brings the visitor-weeks of a store up to its orders and events: every week that something changed in is made anew from
 * the rows beneath, and a closed week that says something else gets a new revision beside the old one.
 */
export async function settleVisitorWeeks(context: ServiceContext, storeId: number): Promise<RebuiltWeeks> {
  // What is still to be credited is credited first: a week is not closed without it.
  await settleAttribution({ context }, storeId);
  const now = context.clock();
  const due = await context.database.forStore(storeId, async (scope) => {
    await markUnclosedWeeks(scope, now);
    return listDueWeeks(scope);
  });
  let revisions = 0;
  for (const week of withWeeksAfter(due)) {
    const isNew = await context.database.forStore(storeId, (scope) => settleWeek(scope, { week, now }));
    if (isNew) revisions += 1;
  }
  await settleClaims(context, storeId);
  return { rebuilt: due.length, revisions };
}

/** A week that changes may change what is carried over into the next one. */
function withWeeksAfter(due: readonly DueWeek[]): DueWeek[] {
  const weeks = new Map(due.map((week) => [week.iso_week, week]));
  for (const { iso_week: isoWeek } of due) {
    const next = weeksAfter(isoWeek, 1);
    if (!weeks.has(next)) weeks.set(next, { iso_week: next, mark: UNMARKED });
  }
  return [...weeks.values()].sort((a, b) => (a.iso_week < b.iso_week ? -1 : 1));
}

/** Makes every week of a store anew; a sound store gets no new revision. */
export async function rebuildVisitorWeeks(context: ServiceContext, storeId: number): Promise<RebuiltWeeks> {
  await context.database.forStore(storeId, async (scope) => {
    const weeks = await listHoldOutWeeks(scope);
    await markWeeksDue(
      scope,
      weeks.map((week) => week.iso_week),
    );
  });
  return settleVisitorWeeks(context, storeId);
}

/** A week that has ended since the last look is due once more, to be closed. */
async function markUnclosedWeeks(scope: StoreScope, now: Date): Promise<void> {
  const store = await findStoreById(scope.tx, scope.storeId);
  if (store === null) return;
  const closed = new Set((await listHoldOutResults(scope)).map((row) => row.iso_week));
  const weeks = (await listHoldOutWeeks(scope)).map((row) => row.iso_week);
  const ended = weeks.filter((week) => !closed.has(week) && isClosed(store, { isoWeek: week, now }));
  await markWeeksDue(scope, ended);
}

function isClosed(store: StoreRow, { isoWeek, now }: { isoWeek: string; now: Date }): boolean {
  return now.getTime() >= storeWeekNamed(store, isoWeek).endMs + CLOSING_MS;
}

/** Gives whether the week has a new revision. */
async function settleWeek(scope: StoreScope, { week: due, now }: { week: DueWeek; now: Date }): Promise<boolean> {
  const store = await findStoreById(scope.tx, scope.storeId);
  const drawn = await lockHoldOutWeek(scope, due.iso_week);
  let isNew = false;
  const week = store === null ? null : storeWeekNamed(store, due.iso_week);
  const isOpen = week !== null && week.startMs >= now.getTime() - SETTLED_MS;
  if (store !== null && drawn !== null && isOpen) {
    const { rows, totals, carry } = await measureWeek(scope, { store, week });
    await replaceVisitorWeeks(scope, { isoWeek: week.isoWeek, rows: rows.map(toRow) });
    if (isClosed(store, { isoWeek: week.isoWeek, now })) {
      const figures: WeekFigures = {
        share: drawn.share,
        spoiled: drawn.spoiled_at !== null,
        capped: sumVisitorWeeks(rows, { capped: true }),
        uncapped: sumVisitorWeeks(rows, { capped: false }),
        sessions: sumVisitorWeeks(rows, { capped: false, stratum: 'session' }),
        carry,
        ...totals,
      };
      const method = { method: HOLD_OUT_METHOD.name, methodVersion: HOLD_OUT_METHOD.version };
      isNew = await appendHoldOutResult(scope, { isoWeek: week.isoWeek, ...method, figures, computedAt: now });
    }
  }
  await clearDueWeek(scope, due);
  return isNew;
}

/** A week from the rows beneath. */
export interface MeasuredWeek {
  readonly rows: VisitorWeek[];
  readonly totals: Pick<WeekFigures, 'attributedMinor' | 'orders' | 'matchedOrders'>;
  /** What last week's visitors spend in it, by last week's arm. */
  readonly carry: NonNullable<WeekFigures['carry']>;
}

/** The visitor-weeks of a week, what is carried over into it, and what the store sold in it in all. */
export async function measureWeek(
  scope: StoreScope,
  { store, week }: { store: StoreRow; week: StoreWeek },
): Promise<MeasuredWeek> {
  const range = { from: new Date(week.startMs), to: new Date(week.endMs) };
  const pastStartMs = storeWeekNamed(store, weeksAfter(week.isoWeek, -PAST_WEEKS)).startMs;
  const exposures = await findExposures(scope, { range, draw: { drawWeek: week.isoWeek } });
  const orders = await readPersonOrders(scope, { range: { from: new Date(pastStartMs), to: range.to } });
  const before = await findWeekBefore(scope, weeksAfter(week.isoWeek, -1));
  const rows = buildVisitorWeeks({
    startMs: week.startMs,
    endMs: week.endMs,
    pastStartMs,
    exposures: exposures.map(({ unit, arm, first_at: at }) => ({
      unit,
      arm: arm === 'held_out' ? 'held_out' : 'shown',
      atMs: at.getTime(),
    })),
    links: await findNameLinks(scope, new Date(week.endMs + CLOSING_MS)),
    sessions: new Map(await findSessionUnits(scope, range)),
    orders,
    before: before.map(({ unit }) => unit),
  });
  const carry = sumCarryOver({ before, after: rows });
  return { rows, totals: await totalsOf(scope, { range, rows, orders }), carry };
}

async function totalsOf(
  scope: StoreScope,
  {
    range,
    rows,
    orders,
  }: { range: { from: Date; to: Date }; rows: readonly VisitorWeek[]; orders: readonly PersonOrder[] },
) {
  const all = await readPersonOrders(scope, { range, named: false });
  const visitors = rows.filter(({ stratum }) => stratum === 'visitor');
  return {
    attributedMinor: orders
      .filter(({ atMs }) => atMs >= range.from.getTime())
      .reduce((sum, order) => sum + order.attributedMinor, 0),
    orders: all.length,
    matchedOrders: visitors.reduce((sum, row) => sum + row.orders, 0),
  };
}

function toRow(week: VisitorWeek) {
  return {
    unit: week.unit,
    arm: week.arm,
    stratum: week.stratum,
    entered_at: new Date(week.enteredMs),
    revenue_minor: week.revenueMinor,
    orders: week.orders,
    items: String(week.itemsMilli / 1000),
    attributed_minor: week.attributedMinor,
    past_minor: week.pastMinor,
    unit_before: week.unitBefore,
  };
}
