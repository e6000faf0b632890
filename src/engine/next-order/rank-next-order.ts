import { roundScore } from '../popularity/round-score.ts';
import { topItems } from '../popularity/top-items.ts';
import { scoreByHistory } from './history-then-popularity.ts';
import type { NextOrderCounts } from './next-order-counts.ts';
import { FEATURE_COUNT, type FeatureContext, readFeatureContext, writeFeatures } from './next-order-features.ts';

/** Whose next order, when, and what of the menu may be suggested. */
export interface NextOrderQuestion {
  /** Null for a guest nobody knows. */
  readonly customerId: number | null;
  readonly nowMs: number;
  /** Dense item indices; every item that has one when left out. */
  readonly candidates?: Iterable<number>;
  /** Most items of the list. */
  readonly limit: number;
  /** Instead of those that the store was taught; null: own history first, then popularity. */
  readonly weights?: readonly number[] | null;
}

/** An item of the list with what the customer's own orders say of it. */
export interface NextOrderItem {
  /** Dense item index. */
  readonly item: number;
  /** Log-odds up to a constant, rounded to six decimals: to be compared within one answer. */
  readonly score: number;
  /** Customer's orders with the item. */
  readonly timesOrdered: number;
  /** Customer's orders. */
  readonly ordersInAll: number;
  readonly inLastOrder: boolean;
  /** Mean cosine to the customer's favourites, 0..1; 0 for an item they ordered before. */
  readonly near: number;
}

/**
 * What a customer is likely to order next, most likely first: score = w.x over the features of each candidate; equal
 * scores by index. Who has not ordered yet gets what sells most now, whatever the weights. Without weights the list is own
 * history first, then what sold most ever.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.apply({ removed: null, added: createOrder({ orderId: 1, customerId: 7, basket: [5] }) });
 * rankNextOrder(model.nextOrder, { customerId: 7, nowMs: 0, limit: 1 })[0].inLastOrder // => true
 */
export function rankNextOrder(counts: NextOrderCounts, question: NextOrderQuestion): NextOrderItem[] {
  const context = readFeatureContext(counts, question);
  const { limit, candidates = Array(counts.itemCount).keys(), weights = counts.weights } = question;
  return topItems(candidates, { scoreOf: chooseScore(counts, context, weights), limit }).map((entry) => ({
    ...entry,
    ...readFacts(context, entry.item),
  }));
}

function chooseScore(
  counts: NextOrderCounts,
  context: FeatureContext,
  weights: readonly number[] | null,
): (item: number) => number {
  const { habits, figures } = context;
  if (weights === null) {
    return scoreByHistory(counts, new Map([...habits.items].map(([item, { count }]) => [item, count])));
  }
  if (habits.orders > 0) return scoreByWeights(context, weights);
  return (item) => roundScore((figures.logShare[item] ?? 0) + (figures.logTrend[item] ?? 0));
}

function scoreByWeights(context: FeatureContext, weights: readonly number[]): (item: number) => number {
  const features = new Float64Array(FEATURE_COUNT);
  const place = { out: features, offset: 0 };
  return (item) => {
    writeFeatures(context, item, place);
    let score = 0;
    for (let k = 0; k < FEATURE_COUNT; k++) score += (weights[k] as number) * (features[k] as number);
    return roundScore(score);
  };
}

function readFacts({ habits, near }: FeatureContext, item: number) {
  const habit = habits.items.get(item);
  return {
    timesOrdered: habit?.count ?? 0,
    ordersInAll: habits.orders,
    inLastOrder: habit?.basketsAgo === 0,
    near: habit === undefined ? (near()[item] ?? 0) : 0,
  };
}
