import { menuItem, type RankingView } from '../ranking-view.ts';
import { roundScore } from '../../popularity/round-score.ts';
import { type Candidate, sortCandidates } from '../request.ts';

/**
 * The best sellers among the eligible items: 3 x orders in 7 days + orders in 30 days + all orders, the 7 days being
 * inside the 30. With a category in the request it is that category's list.
 */
export function rankCategoryPopular(view: RankingView): Candidate[] {
  const scored = view.eligible
    .map((item) => ({ item, score: roundScore(view.model.popularity.weightedPopularity(item)) }))
    .filter((entry) => entry.score > 0);
  const level = view.request.categoryId === null ? ('popular' as const) : ('category' as const);
  return sortCandidates(scored).map(({ item, score }) => ({
    item,
    score,
    type: 'category-popular',
    level,
    strategy: 'weighted-popularity@1',
    badge: null,
    ...describePopular(view, item),
  }));
}

/** What can be said of an item by its sales alone. Confidence is the share of all orders that hold it. */
export function describePopular(
  view: RankingView,
  item: number,
): Pick<Candidate, 'confidence' | 'reason' | 'socialProof'> {
  const { popularity } = view.model;
  const lastWeek = popularity.countIn('sevenDays', item);
  const category = menuItem(view, item).categoryName;
  return {
    confidence: popularity.orders === 0 ? 0 : popularity.ordersWith(item) / popularity.orders,
    reason: category === null ? 'Popular choice' : `Popular ${category}`,
    socialProof: lastWeek === 0 ? null : `${lastWeek} ${lastWeek === 1 ? 'order' : 'orders'} last week`,
  };
}
