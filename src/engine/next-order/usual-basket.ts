import type { BasketEntry } from '../model/basket-log.ts';

/** A whole order to offer again. */
export interface UsualBasket {
  /** Dense item indices, ascending. */
  readonly basket: readonly number[];
  /** How many of the customer's orders were exactly this. */
  readonly times: number;
}

/**
 * "Your usual": the whole basket that a customer ordered most often, at least twice (of equals the one ordered later),
 * else the last one. Null without orders.
 *
 * @param orders the customer's orders, oldest first
 *
 * @example
 * const entry = { timeMs: 0, customerId: 7, completed: true };
 * const orders = [[1, 2], [1, 2], [3]].map((basket, i) => ({ ...entry, orderId: i + 1, basket }));
 * usualBasket(orders) // => { basket: [1, 2], times: 2 }
 */
export function usualBasket(orders: readonly BasketEntry[]): UsualBasket | null {
  const times = new Map<string, number>();
  for (const { basket } of orders) times.set(keyOf(basket), (times.get(keyOf(basket)) ?? 0) + 1);
  let usual: UsualBasket | null = null;
  for (const { basket } of orders.toReversed()) {
    const found = times.get(keyOf(basket)) ?? 0;
    if (basket.length > 0 && found > (usual?.times ?? 0)) usual = { basket, times: found };
  }
  return usual;
}

function keyOf(basket: readonly number[]): string {
  return basket.join(',');
}
