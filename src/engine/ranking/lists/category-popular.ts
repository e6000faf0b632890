import { roundScore } from '../../popularity/round-score.ts';
import { topItems } from '../../popularity/top-items.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import type { Candidate } from '../request.ts';

/** Below this number of own orders other stores may speak for an item. */
const FEW_ORDERS = 3;
/** From this share of other stores' orders on an item is called popular there: one order in twenty. */
const POPULAR_ELSEWHERE = 0.05;

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
  const { popularity } = view.model;
  const ordered = view.eligible.filter((item) => popularity.ordersWith(item) > 0);
  const scoreOf = (item: number) => roundScore(popularity.weightedPopularity(item));
  const level = view.request.categoryId === null ? 'popular' : 'category';
  return topItems(ordered, { scoreOf, limit: view.poolSize }).map(({ item, score }) => ({
    item,
    probability: popularity.ordersWith(item) / popularity.orders,
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
 * nobody has ordered nothing is claimed, unless other stores speak for it.
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
  if (isPopularElsewhere(view, item)) {
    const confidence = orders === 0 ? 0 : orders / popularity.orders;
    return { confidence, reason: 'Popular in similar restaurants', socialProof: null };
  }
  if (orders === 0) return { confidence: 0, reason: 'On the menu', socialProof: null };
  const lastWeek = popularity.countIn('sevenDays', item);
  const category = menuItem(view, item).categoryName;
  return {
    confidence: orders / popularity.orders,
    reason: category === null ? 'Popular choice' : `Popular ${category}`,
    socialProof: lastWeek === 0 ? null : `${lastWeek} ${lastWeek === 1 ? 'order' : 'orders'} last week`,
  };
}

/**
 * Whether other stores have to speak for an item and do: it has fewer than 3 orders here, and is in one order in twenty
 * there.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' })]);
 * model.setDonors(new Map([[1, 0.2]]));
 * isPopularElsewhere(createRankingView(model, createRequest({ nowMs: 0 })), 0) // => true
 */
export function isPopularElsewhere({ model }: RankingView, item: number): boolean {
  if (model.popularity.ordersWith(item) >= FEW_ORDERS) return false;
  return (model.donorShareOf(item) ?? 0) >= POPULAR_ELSEWHERE;
}
