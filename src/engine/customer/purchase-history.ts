import type { BasketLog } from '../model/basket-log.ts';

/** Days after which a past order counts half as a habit. */
export const HABIT_HALF_LIFE_DAYS = 90;

const DAY_MS = 86_400_000;

/** What a customer has ordered, in dense item indices. */
export interface PurchaseHistory {
  /** Number of the customer's orders. */
  readonly orders: number;
  /** Orders with each item. */
  readonly counts: ReadonlyMap<number, number>;
  /** Items of the latest order. */
  readonly lastBasket: readonly number[];
  /** Recency-weighted habit of each item, 0 to the number of orders. */
  readonly habit: ReadonlyMap<number, number>;
}

/**
 * The history of a customer as of `nowMs`. The habit of an item is sum over its orders of 2^(-age / 90 days): frequency
 * and recency in one number. An order without a time, or from the future, counts as if it were made now.
 *
 * @example
 * const log = new BasketLog();
 * log.add({ orderId: 1, timeMs: 0, customerId: 7, completed: true, basket: [2] });
 * log.add({ orderId: 2, timeMs: 90 * 86_400_000, customerId: 7, completed: true, basket: [2, 3] });
 * [...readHistory(log, 7, { nowMs: 90 * 86_400_000 }).habit] // => [[2, 1.5], [3, 1]]
 */
export function readHistory(log: BasketLog, customerId: number, { nowMs }: { nowMs: number }): PurchaseHistory {
  const orders = log.ofCustomer(customerId);
  const counts = new Map<number, number>();
  const habit = new Map<number, number>();
  for (const order of orders) {
    const weight = recencyWeight(order.timeMs, nowMs);
    for (const item of order.basket) {
      counts.set(item, (counts.get(item) ?? 0) + 1);
      habit.set(item, (habit.get(item) ?? 0) + weight);
    }
  }
  return { orders: orders.length, counts, habit, lastBasket: orders.at(-1)?.basket ?? [] };
}

/**
 * Weight of an order by its age: 2^(-age / 90 days), 1 for an order of now, of the future or of no known time.
 *
 * @example
 * recencyWeight(0, 90 * 86_400_000) // => 0.5
 * recencyWeight(null, 0) // => 1
 */
export function recencyWeight(timeMs: number | null, nowMs: number): number {
  const ageDays = timeMs === null ? 0 : Math.max(0, (nowMs - timeMs) / DAY_MS);
  return 2 ** (-ageDays / HABIT_HALF_LIFE_DAYS);
}
