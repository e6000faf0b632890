import type { TimelineOrder } from './order-timeline.ts';

const MINUTE_MS = 60_000;

/**
 * After so many minutes an order is echoed half as much. Of 2, 3, 5, 8 and 10 minutes none was better than this by more than
 * chance on the learning parts of six stores.
 */
export const ECHO_HALF_LIFE_MINUTES = 5;

/** An order is heard for eight half-lives: 40 minutes. */
const ECHO_MS = 8 * ECHO_HALF_LIFE_MINUTES * MINUTE_MS;

/**
 * What was ordered in the last minutes, by item: e_j = sum of 2^(-a / 5) / |b| over the orders with j, a = their age in minutes,
 * below 40, and |b| their items: an order is one guest's, whose word is divided among the items. Who belongs together orders
 * and pays one after another, and often the same.
 *
 * Source: A. G. Hawkes (1971), Spectra of some self-exciting and mutually exciting point processes, Biometrika 58.
 *
 * @param latestFirst - orders up to now, the latest first.
 * @param nowMs - milliseconds since 1970-01-01T00:00Z.
 * @returns a number above 0 for each item of these orders.
 *
 * @example
 * const orders = [{ orderId: 2, timeMs: 600_000, basket: [3] }, { orderId: 1, timeMs: 300_000, basket: [3, 8] }];
 * [...countEcho(orders, 600_000)] // => [[3, 1.25], [8, 0.25]]
 */
export function countEcho(latestFirst: Iterable<TimelineOrder>, nowMs: number): Map<number, number> {
  const echo = new Map<number, number>();
  for (const { timeMs, basket } of latestFirst) {
    const ageMs = nowMs - timeMs;
    if (ageMs >= ECHO_MS) break;
    const heard = 2 ** (-ageMs / (ECHO_HALF_LIFE_MINUTES * MINUTE_MS)) / basket.length;
    for (const item of basket) echo.set(item, (echo.get(item) ?? 0) + heard);
  }
  return echo;
}

/** From so many items on, the same basket again in the minutes that are heard is taken for an order that was sent twice. */
const REPEATED_ITEMS = 3;

/**
 * Whether an order is one of the last minutes once more, item by item, and long enough not to be two guests' coffees. What was
 * sent twice says nothing of what others will order.
 *
 * @param latestFirst - orders up to the order's time, the latest first, without itself.
 *
 * @example
 * const orders = [{ orderId: 1, timeMs: 0, basket: [3, 5, 8] }, { orderId: 2, timeMs: 60_000, basket: [3, 5, 8] }];
 * isSentTwice(orders[1], [orders[0]]) // => true
 */
export function isSentTwice({ timeMs, basket }: TimelineOrder, latestFirst: Iterable<TimelineOrder>): boolean {
  if (basket.length < REPEATED_ITEMS) return false;
  for (const earlier of latestFirst) {
    if (timeMs - earlier.timeMs >= ECHO_MS) return false;
    if (earlier.basket.length === basket.length && earlier.basket.every((item, n) => item === basket[n])) return true;
  }
  return false;
}
