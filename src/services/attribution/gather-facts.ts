import type {
  AttributionWindow,
  CreditableLine,
  CreditableOrder,
  OrderExclusion,
  Touch,
} from '../../engine/attribution/facts.ts';
import type { Facts } from '../../engine/attribution/touch-owners.ts';
import type { StoreScope } from '../../storage/database.ts';
import {
  findGuestOrders,
  findTouches,
  type GuestKeys,
  loadMeasuredOrders,
  type MeasuredLineRow,
  type MeasuredOrderRow,
  type TouchRow,
} from '../../storage/queries/attribution-facts.ts';

/** Where the search begins. */
export interface FactSeeds extends GuestKeys {
  readonly orderIds: readonly number[];
}

/** Facts with the orders as the store has them. */
export interface GatheredFacts extends Facts {
  readonly rows: ReadonlyMap<number, MeasuredOrderRow>;
}

/** What is known already, and what was found in the last round. */
interface Search {
  readonly window: AttributionWindow;
  readonly touches: Map<string, Touch>;
  readonly rows: Map<number, MeasuredOrderRow>;
  readonly orders: Map<number, CreditableOrder>;
  readonly asked: { readonly sessions: Set<string>; readonly visitors: Set<string>; readonly recIds: Set<string> };
}

/**
 * Everything that can decide what these guests' orders owe: their touches, their orders, and whatever these lead to in
 * turn - the other sessions of a visitor in the 7-day window, the session of an order that names only recommendations.
 */
export async function gatherFacts(
  scope: StoreScope,
  seeds: FactSeeds,
  { window }: { window: AttributionWindow },
): Promise<GatheredFacts> {
  const asked = { sessions: new Set<string>(), visitors: new Set<string>(), recIds: new Set<string>() };
  const search: Search = { window, touches: new Map(), rows: new Map(), orders: new Map(), asked };
  let found = await addOrders(scope, search, seeds.orderIds);
  let fresh = takeUnasked(search, mergeKeys([seeds, ...found.map(keysOfOrder)]));
  while (fresh.sessions.length + fresh.visitors.length + fresh.recIds.length > 0) {
    const touches = (await findTouches(scope, { ...fresh, creditable: true, itemIds: null })).map(toTouch);
    for (const touch of touches) search.touches.set(touch.eventId, touch);
    const recIds = [...new Set([...fresh.recIds, ...touches.flatMap(({ recId }) => recId ?? [])])];
    found = await addOrders(scope, search, await findGuestOrders(scope, { ...fresh, recIds }));
    fresh = takeUnasked(search, mergeKeys([...touches.map(keysOfTouch), ...found.map(keysOfOrder)]));
  }
  return { touches: [...search.touches.values()], orders: [...search.orders.values()], window, rows: search.rows };
}

async function addOrders(scope: StoreScope, search: Search, ids: readonly number[]): Promise<CreditableOrder[]> {
  const unknown = ids.filter((id) => !search.rows.has(id));
  const { orders, lines } = await loadMeasuredOrders(scope, unknown);
  const linesOf = Map.groupBy(lines, (line) => line.order_id);
  return orders.map((row) => {
    const order = toOrder(row, linesOf.get(row.id) ?? []);
    search.rows.set(row.id, row);
    search.orders.set(row.id, order);
    return order;
  });
}

function keysOfTouch({ session, visitor }: Touch): GuestKeys {
  return { sessions: named(session), visitors: named(visitor), recIds: [] };
}

function keysOfOrder({ session, visitor, lines }: CreditableOrder): GuestKeys {
  const recIds = session === null ? lines.flatMap(({ recId }) => named(recId)) : [];
  return { sessions: named(session), visitors: named(visitor), recIds };
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

/** The keys that were not asked for before; visitors lead nowhere while only the session counts. */
function takeUnasked({ asked, window }: Search, keys: GuestKeys): GuestKeys {
  const take = (known: Set<string>, names: readonly string[]) => {
    const unasked = [...new Set(names)].filter((name) => !known.has(name));
    for (const name of unasked) known.add(name);
    return unasked;
  };
  return {
    sessions: take(asked.sessions, keys.sessions),
    visitors: window === '7d' ? take(asked.visitors, keys.visitors) : [],
    recIds: take(asked.recIds, keys.recIds),
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

function toOrder(row: MeasuredOrderRow, lines: readonly MeasuredLineRow[]): CreditableOrder {
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
