import { type AttributionWindow, byTime, type CreditableOrder, type Touch } from './facts.ts';
import { findOwnFault, findTouchFault, touchRangeOf } from './judge-touch.ts';

/** All that is known of some guests: their touches and their orders. */
export interface Facts {
  readonly touches: readonly Touch[];
  readonly orders: readonly CreditableOrder[];
  readonly window: AttributionWindow;
}

/** Which order each touch belongs to. */
export interface TouchOwners {
  /** Sessions that orders without one belong to, by the recommendations that their lines name. */
  readonly placed: ReadonlyMap<number, CreditableOrder>;
  /** Touches of an item that belong to an order, sorted by time; the key is {@link ownerKey}. */
  readonly owned: ReadonlyMap<string, readonly Touch[]>;
  /** Order of each touch that belongs to one, by the event's id. */
  readonly orderOf: ReadonlyMap<string, number>;
}

/**
 * Key of the touches of one item that belong to one order.
 *
 * @example
 * ownerKey(7, 3) // => '7:3'
 */
export function ownerKey(orderId: number, item: number): string {
  return `${orderId}:${item}`;
}

/**
 * Gives each touch to the first order after it that counts, holds the item, and may owe it something: so no unit of any
 * order is credited twice for one touch. The order in which the facts are listed makes no difference, and an event that is
 * listed twice counts once.
 *
 * @example
 * const touch = { eventId: 'e1', type: 'click', item: 3, recId: 'r', session: 's1', visitor: null, atMs: 60, verified: true, bot: false, staff: false, withheld: false };
 * const order = { orderId: 7, key: 'A', orderedAtMs: 100, session: 's1', visitor: null, exclusion: null, lines: [{ item: 3, recId: null }] };
 * [...assignTouches({ touches: [touch, touch], orders: [order], window: 'session' }).orderOf] // => [['e1', 7]]
 */
export function assignTouches({ touches, orders, window }: Facts): TouchOwners {
  const events = [...new Map(touches.map((touch) => [touch.eventId, touch])).values()].sort(byTime);
  const namings = findNamings(events);
  const placed = orders.map((order) => placeOrder(order, namings, window)).sort(byMoment);
  const candidates = indexOrders(placed);
  const owned = new Map<string, Touch[]>();
  const orderOf = new Map<string, number>();
  for (const touch of events) {
    if (findOwnFault(touch) !== null) continue;
    const able = candidates(touch).filter((order) => findTouchFault(touch, order, { window }) === null);
    const owner = able.sort(byMoment)[0];
    if (owner === undefined) continue;
    orderOf.set(touch.eventId, owner.orderId);
    const key = ownerKey(owner.orderId, touch.item);
    const group = owned.get(key);
    if (group) group.push(touch);
    else owned.set(key, [touch]);
  }
  return { placed: new Map(placed.map((order) => [order.orderId, order])), owned, orderOf };
}

/** An order that names no session belongs to the one in which a recommendation of its lines was touched. */
function placeOrder(
  order: CreditableOrder,
  namings: ReadonlyMap<string, readonly Touch[]>,
  window: AttributionWindow,
): CreditableOrder {
  if (order.session !== null) return order;
  const { from, to } = touchRangeOf(order.orderedAtMs, window);
  for (const { recId } of [...order.lines].sort((a, b) => a.lineNo - b.lineNo)) {
    const named = namings.get(recId ?? '')?.find(({ atMs }) => atMs >= from && atMs <= to);
    if (named) return { ...order, session: named.session };
  }
  return order;
}

/** Proved clicks, adds and removes that name a session, earliest first, by their recommendation. */
function findNamings(events: readonly Touch[]): Map<string, Touch[]> {
  const namings = new Map<string, Touch[]>();
  for (const event of events) {
    if (event.type === 'impression' || findOwnFault(event) !== null) continue;
    if (event.recId === null || event.session === null) continue;
    const named = namings.get(event.recId);
    if (named) named.push(event);
    else namings.set(event.recId, [event]);
  }
  return namings;
}

function byMoment(a: CreditableOrder, b: CreditableOrder): number {
  if (a.orderedAtMs !== b.orderedAtMs) return a.orderedAtMs - b.orderedAtMs;
  return a.key < b.key ? -1 : 1;
}

/** Finds the orders that count, hold a touch's item, and share its session, visitor or recommendation. */
function indexOrders(orders: readonly CreditableOrder[]): (touch: Touch) => CreditableOrder[] {
  const index = new Map<string, CreditableOrder[]>();
  for (const order of orders) {
    if (order.exclusion !== null) continue;
    const keys = order.lines.flatMap(({ item }) =>
      linksOf(order, [...new Set(order.lines.map((line) => line.recId))]).map((link) => `${link}:${item}`),
    );
    for (const key of new Set(keys)) {
      const holding = index.get(key);
      if (holding) holding.push(order);
      else index.set(key, [order]);
    }
  }
  return (touch) => linksOf(touch, [touch.recId]).flatMap((link) => index.get(`${link}:${touch.item}`) ?? []);
}

function linksOf(
  { session, visitor }: Pick<Touch, 'session' | 'visitor'>,
  recIds: readonly (string | null)[],
): string[] {
  return [
    ...(session === null ? [] : [`s:${session}`]),
    ...(visitor === null ? [] : [`v:${visitor}`]),
    ...recIds.flatMap((recId) => (recId === null ? [] : [`r:${recId}`])),
  ];
}
