import type { TimelineOrder } from './order-timeline.ts';
import { sizeWeight } from './size-weight.ts';

const HOUR_MS = 3_600_000;
const HOURS_PER_DAY = 24;
/** An order that weighs less than this beside the latest one moves nothing. */
const LEAST_WEIGHT = 2 ** -20;

/** Orders that weigh the less the older they are. */
export interface DecayedCounts {
  /** Sum of the weights of all orders. */
  readonly orders: number;
  /** Sum of the weights of the orders with an item, by index. */
  readonly withItem: Float64Array;
}

/**
 * Counts orders by their age and size: an order weighs 2^(-age / h) / sqrt(|b|). Ages are whole hours and are counted from the latest order, not
 * from the clock: a store that was closed goes on with what it sold last, and nothing has to be aged. With h = Infinity
 * age counts for nothing.
 *
 * Source: G. Cormode et al. (2009), Forward Decay: A Practical Time Decay Model for Streaming Systems, ICDE.
 *
 * @param latestFirst - orders, the latest first, of items below `itemCount`.
 * @param options.halfLifeDays - h in days, above 0.
 *
 * @example
 * const orders = [{ orderId: 2, timeMs: 172_800_000, basket: [1] }, { orderId: 1, timeMs: 86_400_000, basket: [0, 1] }];
 * const counts = countDecayed(orders, { itemCount: 2, halfLifeDays: 1 });
 * [counts.orders, counts.withItem[0], counts.withItem[1]] // => [1.35355, 0.35355, 1.35355]
 */
export function countDecayed(
  latestFirst: Iterable<TimelineOrder>,
  { itemCount, halfLifeDays }: { readonly itemCount: number; readonly halfLifeDays: number },
): DecayedCounts {
  const withItem = new Float64Array(itemCount);
  let [orders, latestMs, ageHours, weight] = [0, Number.NaN, 0, 1];
  for (const { timeMs, basket } of latestFirst) {
    if (Number.isNaN(latestMs)) latestMs = timeMs;
    const hours = Math.floor((latestMs - timeMs) / HOUR_MS);
    if (hours !== ageHours) weight = 2 ** (-hours / (HOURS_PER_DAY * halfLifeDays));
    if (weight < LEAST_WEIGHT) break;
    ageHours = hours;
    const counted = weight * sizeWeight(basket);
    orders += counted;
    for (const item of basket) withItem[item] = (withItem[item] as number) + counted;
  }
  return { orders, withItem };
}
