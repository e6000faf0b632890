import type { BasketEntry } from '../model/basket-log.ts';

/**
 * A customer's items by the number of orders with them, then by how late they were ordered, then by index: the first
 * `limit` of them, ascending by index.
 *
 * @param orders the customer's orders, oldest first
 *
 * @example
 * const entry = { timeMs: 0, customerId: 7, completed: true };
 * const orders = [[4, 5], [5], [2]].map((basket, place) => ({ ...entry, orderId: place + 1, basket }));
 * favouriteItems(orders, 2) // => [2, 5]
 */
export function favouriteItems(orders: readonly BasketEntry[], limit: number): number[] {
  const counts = new Map<number, number>();
  const latest = new Map<number, number>();
  orders.forEach(({ basket }, place) => {
    for (const item of basket) {
      counts.set(item, (counts.get(item) ?? 0) + 1);
      latest.set(item, place);
    }
  });
  const items = [...counts.keys()];
  if (items.length > limit) {
    items.sort((a, b) => of(counts, b) - of(counts, a) || of(latest, b) - of(latest, a) || a - b);
  }
  return items.slice(0, limit).sort((a, b) => a - b);
}

function of(map: ReadonlyMap<number, number>, item: number): number {
  return map.get(item) ?? 0;
}
