import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { LearningOrder } from '../items.ts';
import type { StoreModel } from '../model/store-model.ts';
import { rankPopularNow } from '../popularity/popular-now.ts';
import { type ClusteredMean, type ClusterSums, clusteredMean } from './clustered-mean.ts';
import { recallAt } from './rank-metrics.ts';

/** A way to say what is popular at a moment, without a cart. */
export interface PopularityList {
  readonly name: string;
  /** The best items first, dense indices; the model's clock stands at the moment. */
  list(model: StoreModel, orderedAtMs: number | null): readonly number[];
}

/** How one list did. */
export interface PopularNowResult {
  readonly name: string;
  readonly orders: number;
  readonly recall10: ClusteredMean;
  /** Recall of each order, with a count of 1: what the paired bootstrap needs. */
  readonly byOrder: ClusterSums;
}

const LIST_LENGTH = 10;

/** The lists that are compared: best sellers of all time, weighted windows, and what is popular at this hour. */
export const POPULARITY_LISTS: readonly PopularityList[] = [
  { name: 'popularity', list: (model) => topItems(model, (item) => model.popularity.ordersWith(item)) },
  { name: 'weighted_windows', list: (model) => topItems(model, (item) => model.popularity.weightedPopularity(item)) },
  { name: 'popular_now', list: (model, orderedAtMs) => listPopularNow(model, orderedAtMs) },
];

/**
 * Recall@10 of lists that know the hour and no cart. Each test order is asked about in the state of the store at its own
 * moment: learned are the learning part and the test orders before it, and the clock stands at its time. The order is
 * learned after it was asked about. The figure is the mean over all test orders, those of one item included, of the share
 * of the order's items among the ten listed.
 *
 * @param model - has learned the learning part and knows the menu; it learns the test orders too.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Tea' })]);
 * const [allTime] = runPopularNow(model, { orders: [createOrder({ orderId: 1, basket: [1] })] });
 * allTime.recall10.mean // => 1
 */
export function runPopularNow(
  model: StoreModel,
  {
    orders,
    lists = POPULARITY_LISTS,
    onProgress,
  }: {
    readonly orders: readonly LearningOrder[];
    readonly lists?: readonly PopularityList[];
    readonly onProgress?: (done: number, total: number) => void;
  },
): PopularNowResult[] {
  const recalls = lists.map((list) => ({ list, sums: new Float64Array(orders.length) }));
  for (const [place, order] of orders.entries()) {
    if (order.orderedAtMs !== null) model.advanceTo(order.orderedAtMs);
    const basket = order.basket.map((id) => model.items.indexOf(id));
    for (const { list, sums } of recalls) {
      sums[place] = recallAt({ list: list.list(model, order.orderedAtMs), basket }, LIST_LENGTH);
    }
    model.apply({ removed: null, added: order });
    onProgress?.(place + 1, orders.length);
  }
  const counts = new Float64Array(orders.length).fill(1);
  return recalls.map(({ list, sums }) => {
    const byOrder = { sums, counts };
    return { name: list.name, orders: orders.length, recall10: clusteredMean(byOrder), byOrder };
  });
}

function listPopularNow(model: StoreModel, orderedAtMs: number | null): number[] {
  const hourOfWeek = orderedAtMs === null ? null : hourOfWeekAt(orderedAtMs, model.zone);
  const candidates = [...model.menu()].map((entry) => entry.index);
  const { salesHalfLifeDays, salesWeekdayOrders, salesEchoWeight } = model.parameters;
  const habits = { halfLifeDays: salesHalfLifeDays, weekdayOrders: salesWeekdayOrders, echoWeight: salesEchoWeight };
  const options = { candidates, hourOfWeek, ...habits, limit: LIST_LENGTH };
  const ranked = rankPopularNow(model.popularity, options);
  return ranked.map((entry) => entry.item);
}

function topItems(model: StoreModel, scoreOf: (item: number) => number): number[] {
  const scored = [...model.menu()].map(({ index }) => ({ index, score: scoreOf(index) }));
  scored.sort((a, b) => b.score - a.score || a.index - b.index);
  return scored.slice(0, LIST_LENGTH).map((entry) => entry.index);
}
