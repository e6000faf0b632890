import type {
  AttributionWindow,
  CreditableLine,
  CreditableOrder,
  OrderExclusion,
  Touch,
} from '../../engine/attribution/facts.ts';
import { touchRangeOf } from '../../engine/attribution/judge-touch.ts';
import type { Facts } from '../../engine/attribution/touch-owners.ts';
import type { StoreScope } from '../../storage/database.ts';
import {
  findGuestOrders,
  findTouches,
  type GuestKeys,
  haveOrders,
  loadMeasuredOrders,
  type MeasuredLineRow,
  type MeasuredOrderRow,
  type TouchRow,
} from '../../storage/queries/attribution-facts.ts';

/** Where the search begins. */
export interface FactSeeds extends GuestKeys {
  readonly orderIds: readonly number[];
  /** When the seeds' events came in, at the earliest; null = only orders are asked for. */
  readonly since: Date | null;
}

/** Facts with the orders as the store has them. */
export interface GatheredFacts extends Facts {
  readonly rows: ReadonlyMap<number, MeasuredOrderRow>;
}

interface KeySets {
  readonly sessions: Set<string>;
  readonly visitors: Set<string>;
  readonly recIds: Set<string>;
}

/** What is known so far. */
interface Search {
  readonly window: AttributionWindow;
  readonly since: Date | null;
  readonly rows: Map<number, MeasuredOrderRow>;
  readonly orders: Map<number, CreditableOrder>;
  /** What leads to touches. */
  readonly keys: KeySets;
  /** What leads to orders: the keys, and the recommendations of the touches. */
  readonly leads: KeySets;
}

const DAY_MS = 86_400_000;
/** An event may come in this long after it happened. */
const LATEST_MS = 8 * DAY_MS;

/**
 * Everything that can decide what these guests' orders owe: their touches, their orders, and whatever these lead to in
 * turn - the other sessions of a visitor in the 7-day window, the session of an order that names only recommendations.
 */
export async function gatherFacts(
  scope: StoreScope,
  seeds: FactSeeds,
  { window }: { window: AttributionWindow },
): Promise<GatheredFacts> {
  const { since } = seeds;
  if (since !== null && (await leadNowhere(scope, { ...seeds, since }, window))) {
    return { touches: [], orders: [], window, rows: new Map() };
  }
  const search: Search = { window, since, rows: new Map(), orders: new Map(), keys: newKeys(), leads: newKeys() };
  let touches: Touch[] = [];
  let unasked = mergeKeys([addKeys(search.keys, seeds, window), await addOrders(scope, search, seeds.orderIds)]);
  for (let readWith = -1; ; ) {
    unasked = addKeys(search.leads, unasked, window);
    while (sizeOf(unasked) > 0) {
      const found = await addOrders(scope, search, await findGuestOrders(scope, unasked));
      unasked = addKeys(search.leads, found, window);
    }
    const known = search.orders.size + sizeOf(listKeys(search.keys));
    if (known === readWith) {
      return { touches, orders: [...search.orders.values()], window, rows: search.rows };
    }
    touches = await readTouches(scope, search);
    readWith = known;
    unasked = { ...addKeys(search.keys, mergeKeys(touches.map(keysOfTouch)), window), recIds: recIdsOf(touches) };
  }
}

/** True when sessions alone are asked for, and what they did leads to no order: then nothing can be owed. */
async function leadNowhere(
  scope: StoreScope,
  { sessions, orderIds, recIds, since }: FactSeeds & { since: Date },
  window: AttributionWindow,
): Promise<boolean> {
  // In the 7-day window a visitor leads to other sessions, and these to others again.
  if (window === '7d' || orderIds.length + recIds.length > 0) return false;
  const from = new Date(since.getTime() - LATEST_MS);
  return !(await haveOrders(scope, { sessions, range: { from, to: null } }));
}

function newKeys(): KeySets {
  return { sessions: new Set(), visitors: new Set(), recIds: new Set() };
}

function listKeys({ sessions, visitors, recIds }: KeySets): GuestKeys {
  return { sessions: [...sessions], visitors: [...visitors], recIds: [...recIds] };
}

function sizeOf({ sessions, visitors, recIds }: GuestKeys): number {
  return sessions.length + visitors.length + recIds.length;
}

function recIdsOf(touches: readonly Touch[]): string[] {
  return [...new Set(touches.flatMap(({ recId }) => recId ?? []))];
}

/** Adds what is not known yet, and gives that back; visitors lead nowhere while only the session counts. */
function addKeys(known: KeySets, keys: GuestKeys, window: AttributionWindow): GuestKeys {
  const add = (names: Set<string>, more: readonly string[]) => {
    const fresh = [...new Set(more)].filter((name) => !names.has(name));
    for (const name of fresh) names.add(name);
    return fresh;
  };
  return {
    sessions: add(known.sessions, keys.sessions),
    visitors: window === '7d' ? add(known.visitors, keys.visitors) : [],
    recIds: add(known.recIds, keys.recIds),
  };
}

/** Loads orders that are not known yet, and gives the keys that they add. */
async function addOrders(scope: StoreScope, search: Search, ids: readonly number[]): Promise<GuestKeys> {
  const { orders, lines } = await loadMeasuredOrders(
    scope,
    ids.filter((id) => !search.rows.has(id)),
  );
  const linesOf = Map.groupBy(lines, (line) => line.order_id);
  const found = orders.map((row) => {
    const order = toOrder(row, linesOf.get(row.id) ?? []);
    search.rows.set(row.id, row);
    search.orders.set(row.id, order);
    return keysOfOrder(order);
  });
  return addKeys(search.keys, mergeKeys(found), search.window);
}

/** The touches of the guests that are known, about the times of their orders and of the events that came in. */
async function readTouches(scope: StoreScope, { keys, orders, since, window }: Search): Promise<Touch[]> {
  const ranges = [...orders.values()].map((order) => touchRangeOf(order.orderedAtMs, window));
  if (since !== null) ranges.push({ from: since.getTime() - LATEST_MS, to: since.getTime() });
  if (ranges.length === 0) return [];
  const from = new Date(ranges.reduce((earliest, range) => Math.min(earliest, range.from), Number.POSITIVE_INFINITY));
  const last = ranges.reduce((latest, range) => Math.max(latest, range.to), Number.NEGATIVE_INFINITY);
  // What came in just now may be later than what was due then.
  const to = since === null ? new Date(last) : null;
  const rows = await findTouches(scope, { ...listKeys(keys), creditable: true, itemIds: null, range: { from, to } });
  return rows.map(toTouch);
}

function keysOfTouch({ session, visitor }: Touch): GuestKeys {
  return { sessions: named(session), visitors: named(visitor), recIds: [] };
}

function keysOfOrder({ session, visitor, lines }: CreditableOrder): GuestKeys {
  return { sessions: named(session), visitors: named(visitor), recIds: lines.flatMap(({ recId }) => named(recId)) };
}

function named(name: string | null): string[] {
  return name === null ? [] : [name];
}

function mergeKeys(keys: readonly GuestKeys[]): GuestKeys {
  return {
    sessions: keys.flatMap(({ sessions }) => sessions),
    visitors: keys.flatMap(({ visitors }) => visitors),
    recIds: keys.flatMap(({ recIds }) => recIds),
  };
}

/** An event's row as the rule sees it. */
export function toTouch(row: TouchRow): Touch {
  return {
    eventId: row.event_id,
    type: row.type,
    item: row.item_id,
    recId: row.rec_id,
    position: row.position,
    placement: row.placement,
    session: row.session,
    visitor: row.visitor,
    atMs: row.at.getTime(),
    quantityMilli: row.quantity_milli,
    inCartBeforeMilli: row.in_cart_before_milli,
    verified: row.verified,
    bot: row.bot,
    staff: row.staff,
    withheld: row.withheld,
  };
}

/** An order as the rule of attribution sees it. */
export function toOrder(row: MeasuredOrderRow, lines: readonly MeasuredLineRow[]): CreditableOrder {
  return {
    orderId: row.id,
    key: row.external_id,
    orderedAtMs: row.ordered_at.getTime(),
    session: row.session,
    visitor: row.visitor,
    exclusion: exclusionOf(row),
    discountMinor: row.discount_minor,
    lines: lines.map(toLine),
  };
}

function toLine(line: MeasuredLineRow): CreditableLine {
  return {
    lineNo: line.line_no,
    item: line.item_id,
    quantityMilli: line.quantity_milli,
    unitPriceMinor: line.unit_price_minor,
    discountMinor: line.discount_minor,
    includedTaxMinor: line.included_tax_minor,
    refundedMilli: line.refunded_milli,
    refundedMinor: line.refunded_minor,
    recId: line.rec_id,
  };
}

function exclusionOf({ status, deleted, test }: MeasuredOrderRow): OrderExclusion | null {
  if (deleted) return 'deleted';
  if (test) return 'test';
  if (status === 'cancelled' || status === 'refunded') return status;
  return status === 'delivered' || status === 'completed' ? null : 'open';
}
