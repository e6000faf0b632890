import type { TimeZone } from '../calendar/time-zone.ts';
import { type CustomerOrder, sortCustomerOrders } from './customer-order.ts';
import { readTierStays, type TierStay } from './tier-stays.ts';

const DAY_MS = 86_400_000;
const MOST_ITEMS = 20;
const MOST_CATEGORIES = 10;

/** How often a customer ordered an item. */
export interface ItemOrders {
  readonly itemId: number;
  readonly orders: number;
  /** The latest order with it; null = of no known time. */
  readonly lastAtMs: number | null;
}

/** How much of what a customer orders is of one category. */
export interface CategoryShare {
  readonly categoryId: number;
  /** Different items of the customer's orders that are of this category. */
  readonly lines: number;
  /** Of all the customer's lines of known category, 0..1. */
  readonly share: number;
}

/** What the orders say of a customer. */
export interface CustomerProfile {
  /** Net of refunds, minor units. */
  readonly ltvMinor: number;
  readonly orderCount: number;
  readonly firstAtMs: number | null;
  readonly lastAtMs: number | null;
  /** Pauses between orders of known time; their mean is `gapDaysSum / gapCount`. */
  readonly gapCount: number;
  readonly gapDaysSum: number;
  /** Highest tier that was bought. */
  readonly tierLevel: number | null;
  readonly tiers: readonly TierStay[];
  /** The 20 most ordered. */
  readonly items: readonly ItemOrders[];
  /** The 10 most ordered from. */
  readonly categories: readonly CategoryShare[];
  /** Orders by the hour of the store's clocks, 24 numbers. */
  readonly hours: readonly number[];
  /** The whole basket that was ordered most often, the latest of equals. */
  readonly basket: { readonly itemIds: readonly number[]; readonly orders: number };
}

/**
 * The profile of a customer, from nothing but the orders that count: any sequence of changes that ends in the same orders
 * ends in the same profile.
 *
 * @example
 * const line = { itemId: 5, categoryId: null, tier: null, keptMinor: 950 };
 * const orders = [0, 10, 30].map((day, index) => ({ orderId: index + 1, orderedAtMs: day * 86_400_000, lines: [line] }));
 * const { ltvMinor, orderCount, gapDaysSum, gapCount } = buildProfile(orders, createTimeZone('UTC'));
 * [ltvMinor, orderCount, gapDaysSum / gapCount] // => [2850, 3, 15]
 */
export function buildProfile(unsorted: readonly CustomerOrder[], zone: TimeZone): CustomerProfile {
  const orders = sortCustomerOrders(unsorted);
  const times = orders.flatMap(({ orderedAtMs }) => (orderedAtMs === null ? [] : [orderedAtMs]));
  const [firstAtMs = null, lastAtMs = null] = [times[0], times.at(-1)];
  const tiers = readTierStays(orders);
  return {
    ltvMinor: orders.reduce((sum, { lines }) => lines.reduce((part, line) => part + line.keptMinor, sum), 0),
    orderCount: orders.length,
    firstAtMs,
    lastAtMs,
    gapCount: Math.max(0, times.length - 1),
    gapDaysSum: firstAtMs === null || lastAtMs === null ? 0 : (lastAtMs - firstAtMs) / DAY_MS,
    tierLevel: tiers.at(-1)?.tier ?? null,
    tiers,
    items: countItems(orders),
    categories: shareCategories(orders),
    hours: countHours(times, zone),
    basket: findPreferredBasket(orders),
  };
}

function countItems(orders: readonly CustomerOrder[]): ItemOrders[] {
  const byItem = new Map<number, ItemOrders>();
  for (const order of orders) {
    for (const itemId of itemsOf(order)) {
      const known = byItem.get(itemId)?.orders ?? 0;
      byItem.set(itemId, { itemId, orders: known + 1, lastAtMs: order.orderedAtMs });
    }
  }
  const latest = ({ lastAtMs }: ItemOrders) => lastAtMs ?? 0;
  return [...byItem.values()]
    .sort((a, b) => b.orders - a.orders || latest(b) - latest(a) || a.itemId - b.itemId)
    .slice(0, MOST_ITEMS);
}

function shareCategories(orders: readonly CustomerOrder[]): CategoryShare[] {
  const counts = new Map<number, number>();
  let all = 0;
  for (const { lines } of orders) {
    const categoryOf = new Map(lines.map((line) => [line.itemId, line.categoryId]));
    for (const categoryId of categoryOf.values()) {
      if (categoryId === null) continue;
      counts.set(categoryId, (counts.get(categoryId) ?? 0) + 1);
      all++;
    }
  }
  return [...counts]
    .map(([categoryId, lines]) => ({ categoryId, lines, share: lines / all }))
    .sort((a, b) => b.lines - a.lines || a.categoryId - b.categoryId)
    .slice(0, MOST_CATEGORIES);
}

function countHours(times: readonly number[], zone: TimeZone): number[] {
  const hours = Array<number>(24).fill(0);
  for (const time of times) {
    const { hour } = zone.wallClockAt(time);
    hours[hour] = (hours[hour] ?? 0) + 1;
  }
  return hours;
}

function findPreferredBasket(orders: readonly CustomerOrder[]): CustomerProfile['basket'] {
  const counts = new Map<string, { itemIds: number[]; orders: number }>();
  let best: { itemIds: number[]; orders: number } = { itemIds: [], orders: 0 };
  for (const order of orders) {
    const itemIds = itemsOf(order);
    const key = itemIds.join(' ');
    const entry = { itemIds, orders: (counts.get(key)?.orders ?? 0) + 1 };
    counts.set(key, entry);
    if (entry.orders >= best.orders) best = entry;
  }
  return best;
}

function itemsOf({ lines }: CustomerOrder): number[] {
  return [...new Set(lines.map(({ itemId }) => itemId))].sort((a, b) => a - b);
}
