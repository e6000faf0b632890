import { topItems } from '../popularity/top-items.ts';
import type { NextOrderCounts } from './next-order-counts.ts';

/** Above every number of orders with an item. */
const HISTORY_FIRST = 2 ** 40;

/**
 * Weights that make the ranker the baseline, in the order of `NEXT_ORDER_FEATURES`: one own order more outweighs
 * everything else, then popularity decides.
 */
export const HISTORY_FIRST_WEIGHTS: readonly number[] = [0, 1e6, 0, 0, 0, 1, 0, 1, 0, 0];

/**
 * The baseline's score: the customer's own items, the most frequent first, then the best sellers of all time. Equal
 * numbers of own orders go to the better seller.
 *
 * @example
 * const source = { items: { size: 3 }, log: new BasketLog() };
 * const counts = new NextOrderCounts(source);
 * const entry = { orderId: 1, timeMs: 0, customerId: 7, completed: true, basket: [1] };
 * source.log.add(entry);
 * counts.add(entry);
 * scoreByHistory(counts, new Map([[2, 1]]))(2) > scoreByHistory(counts, new Map())(1) // => true
 */
export function scoreByHistory(
  counts: NextOrderCounts,
  timesOrdered: ReadonlyMap<number, number>,
): (item: number) => number {
  return (item) => (timesOrdered.get(item) ?? 0) * HISTORY_FIRST + counts.ordersWith(item);
}

/**
 * The first items of the baseline's order, as dense indices; equal ones by index.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.apply({ removed: null, added: createOrder({ orderId: 1, customerId: 7, basket: [5] }) });
 * listHistoryThenPopularity(model.nextOrder, { customerId: 7, limit: 3 }) // => [0]
 */
export function listHistoryThenPopularity(
  counts: NextOrderCounts,
  { customerId, limit }: { readonly customerId: number; readonly limit: number },
): number[] {
  const times = new Map<number, number>();
  for (const { basket } of counts.ordersOf(customerId)) {
    for (const item of basket) times.set(item, (times.get(item) ?? 0) + 1);
  }
  return topItems(Array(counts.itemCount).keys(), { scoreOf: scoreByHistory(counts, times), limit }).map(
    ({ item }) => item,
  );
}
