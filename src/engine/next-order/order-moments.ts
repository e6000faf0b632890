import type { LearningOrder } from '../items.ts';

/**
 * Orders by time, then by id; those without a time first.
 *
 * @example
 * const orders = [createOrder({ orderId: 2, basket: [1], orderedAtMs: 5 }), createOrder({ orderId: 1, basket: [1] })];
 * sortByMoment(orders).map((order) => order.orderId) // => [1, 2]
 */
export function sortByMoment(orders: readonly LearningOrder[]): LearningOrder[] {
  return [...orders].sort((a, b) => timeOf(a) - timeOf(b) || a.orderId - b.orderId);
}

/**
 * Sorted orders in groups of one moment: none of a group comes before another. Unknown times are moments apart.
 *
 * @example
 * const orders = [1, 2, 3].map((orderId) => createOrder({ orderId, basket: [1], orderedAtMs: orderId === 3 ? 9 : 5 }));
 * [...groupByMoment(orders)].map((group) => group.length) // => [2, 1]
 */
export function* groupByMoment(sorted: readonly LearningOrder[]): Generator<LearningOrder[]> {
  let group: LearningOrder[] = [];
  for (const order of sorted) {
    const [first] = group;
    if (first && (first.orderedAtMs === null || first.orderedAtMs !== order.orderedAtMs)) {
      yield group;
      group = [];
    }
    group.push(order);
  }
  if (group.length > 0) yield group;
}

/** Finite, so that two unknown times differ by 0. */
function timeOf(order: LearningOrder): number {
  return order.orderedAtMs ?? -Number.MAX_VALUE;
}
