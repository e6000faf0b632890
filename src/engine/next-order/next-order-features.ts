import { type Habits, readHabits } from './item-habits.ts';
import type { ItemFigures, NextOrderCounts } from './next-order-counts.ts';

/** The features of an item for a customer, in the order of their weights. */
export const NEXT_ORDER_FEATURES = [
  'bought',
  'log_count',
  'log_decayed_count',
  'frequency',
  'in_last',
  'bought_share',
  'bought_trend',
  'other_share',
  'other_trend',
  'other_near',
] as const;

/** Number of features. */
export const FEATURE_COUNT = NEXT_ORDER_FEATURES.length;

/** Place of the first feature of items that the customer never ordered; those before are 0 for them, and the other way. */
const OTHER = 7;

/** How strongly nearness is spread before its logarithm is taken: ln(1 + 100 x). */
const NEAR_SCALE = 100;

/** Everything the features of one question are read from. */
export interface FeatureContext {
  readonly habits: Habits;
  readonly figures: ItemFigures;
  /** Mean cosine to the customer's favourites, by dense item index; computed when first asked for. */
  readonly near: () => Float64Array;
}

/**
 * Reads the context of a question: one customer, one moment, the orders as counted now.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.apply({ removed: null, added: createOrder({ orderId: 1, customerId: 7, basket: [5] }) });
 * readFeatureContext(model.nextOrder, { customerId: 7, nowMs: 0 }).habits.orders // => 1
 */
export function readFeatureContext(
  counts: NextOrderCounts,
  { customerId, nowMs }: { readonly customerId: number | null; readonly nowMs: number },
): FeatureContext {
  const { favourites, settings, itemCount } = counts;
  const habits = readHabits(customerId === null ? [] : counts.ordersOf(customerId), settings.basketDecay);
  let known: Float64Array | null = null;
  const near = () => {
    known ??= favourites.near(favouriteWeights(habits, settings.favourites), itemCount);
    return known;
  };
  return { habits, figures: counts.figuresAt(nowMs), near };
}

/**
 * Writes the features of one item into `out` from `offset` on: `FEATURE_COUNT` numbers, where zeros are.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.apply({ removed: null, added: createOrder({ orderId: 1, customerId: 7, basket: [5] }) });
 * const context = readFeatureContext(model.nextOrder, { customerId: 7, nowMs: 0 });
 * const out = new Float64Array(FEATURE_COUNT);
 * writeFeatures(context, 0, { out, offset: 0 });
 * [...out.slice(0, 5)] // => [1, 0.693147, 0.693147, 1, 1]
 */
export function writeFeatures(
  { figures, habits, near }: FeatureContext,
  item: number,
  { out, offset }: { readonly out: Float64Array; readonly offset: number },
): void {
  out.fill(0, offset, offset + FEATURE_COUNT);
  const habit = habits.items.get(item);
  const logShare = figures.logShare[item] ?? 0;
  const logTrend = figures.logTrend[item] ?? 0;
  if (habit === undefined) {
    out[offset + OTHER] = logShare;
    out[offset + OTHER + 1] = logTrend;
    const nearness = near()[item] ?? 0;
    out[offset + OTHER + 2] = nearness === 0 ? 0 : Math.log1p(NEAR_SCALE * nearness);
    return;
  }
  out[offset] = 1;
  out[offset + 1] = Math.log1p(habit.count);
  out[offset + 2] = Math.log1p(habit.decayedCount);
  out[offset + 3] = habit.count / habits.orders;
  out[offset + 4] = habit.basketsAgo === 0 ? 1 : 0;
  out[offset + 5] = logShare;
  out[offset + 6] = logTrend;
}

/** The customer's items by decayed count, the largest ones, made to add up to 1. */
function favouriteWeights(habits: Habits, limit: number): Map<number, number> {
  const weighed = [...habits.items].map(([item, { decayedCount }]) => ({ item, weight: decayedCount }));
  const largest = weighed.sort((a, b) => b.weight - a.weight || a.item - b.item).slice(0, limit);
  const total = largest.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(largest.map(({ item, weight }) => [item, weight / total]));
}
