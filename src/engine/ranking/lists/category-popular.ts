import { roundScore } from '../../popularity/round-score.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import { type Candidate, sortCandidates } from '../request.ts';

/**
 * The best sellers among the eligible items: 3 x orders in 7 days + orders in 30 days + all orders, the 7 days being
 * inside the 30. With a category in the request it is that category's list.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * model.apply({ removed: null, added: createOrder({ orderId: 1, basket: [2] }) });
 * const view = createRankingView(model, createRequest({ nowMs: 0 }));
 * rankCategoryPopular(view).map(({ item }) => model.items.idAt(item)) // => [2]
 */
export function rankCategoryPopular(view: RankingView): RankedItem[] {
  const scored = view.eligible
    .map((item) => ({ item, score: roundScore(view.model.popularity.weightedPopularity(item)) }))
    .filter((entry) => entry.score > 0);
  const level = view.request.categoryId === null ? 'popular' : 'category';
  return sortCandidates(scored).map(({ item, score }) => ({
    item,
    describe: () => ({
      item,
      score,
      type: 'category-popular',
      level,
      strategy: 'weighted-popularity@1',
      badge: null,
      ...describePopular(view, item),
    }),
  }));
}

/**
 * What can be said of an item by its sales alone. Confidence is the share of all orders that hold it. Of an item that
 * nobody has ordered nothing is claimed.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' })]);
 * const view = createRankingView(model, createRequest({ nowMs: 0 }));
 * describePopular(view, 0) // => { confidence: 0, reason: 'On the menu', socialProof: null }
 */
export function describePopular(
  view: RankingView,
  item: number,
): Pick<Candidate, 'confidence' | 'reason' | 'socialProof'> {
  const { popularity } = view.model;
  const orders = popularity.ordersWith(item);
  if (orders === 0) return { confidence: 0, reason: 'On the menu', socialProof: null };
  const lastWeek = popularity.countIn('sevenDays', item);
  const category = menuItem(view, item).categoryName;
  return {
    confidence: orders / popularity.orders,
    reason: category === null ? 'Popular choice' : `Popular ${category}`,
    socialProof: lastWeek === 0 ? null : `${lastWeek} ${lastWeek === 1 ? 'order' : 'orders'} last week`,
  };
}
