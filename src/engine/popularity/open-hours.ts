import { HOURS_PER_WEEK } from '../calendar/hour-of-week.ts';

/** An hour is open from this share of the orders of the average hour that has any. */
const OPEN_SHARE = 0.05;

/**
 * In which hours of the week a store sells, as far as its orders tell: true for an hour with at least 5 % of the orders
 * of the average hour that has any (a stray order at night opens nothing), and for a single hour without between two
 * such hours.
 *
 * @param ordersByHour - orders in each of the 168 hours of the week, 0 = Monday 00.
 * @returns 168 answers; all false without orders.
 *
 * @example
 * const orders = Array.from({ length: 168 }, (_, hour) => (hour === 12 || hour === 14 ? 10 : 0));
 * openHours(orders).slice(11, 16) // => [false, true, true, true, false]
 */
export function openHours(ordersByHour: ArrayLike<number>): boolean[] {
  const counts = Array.from({ length: HOURS_PER_WEEK }, (_, hour) => ordersByHour[hour] ?? 0);
  const busy = counts.filter((orders) => orders > 0);
  const average = busy.reduce((sum, orders) => sum + orders, 0) / Math.max(1, busy.length);
  const sells = counts.map((orders) => orders > 0 && orders >= OPEN_SHARE * average);
  const at = (hour: number) => sells[(hour + HOURS_PER_WEEK) % HOURS_PER_WEEK] ?? false;
  return sells.map((isOpen, hour) => isOpen || (at(hour - 1) && at(hour + 1)));
}
