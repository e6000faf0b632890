import { roundScore } from '../../popularity/round-score.ts';
import { rankTrending } from '../../popularity/trending.ts';
import type { RankedItem } from '../ranked-item.ts';
import type { RankingView } from '../ranking-view.ts';

/**
 * What sells now far above its usual rate for this hour and weekday: at least 3 orders in the last 2 hours, and by the
 * store's rule either a posterior probability of 80 % of being above 1.25 times the usual, or the plain count.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' })]);
 * for (const orderId of [1, 2, 3]) model.apply({ removed: null, added: createOrder({ orderId, orderedAtMs: 0, basket: [1] }) });
 * const view = createRankingView(model, createRequest({ nowMs: 60_000, trendingRule: 'count' }));
 * rankTrendingNow(view).map(({ describe }) => describe().socialProof) // => ['3 recent orders']
 */
export function rankTrendingNow(view: RankingView): RankedItem[] {
  const { model, request, hourOfWeek } = view;
  const rows = rankTrending(model.popularity, {
    nowMs: request.nowMs,
    hourOfWeek,
    candidates: view.eligible,
    rule: request.trendingRule,
  });
  const recentOrders = model.popularity.ordersIn('twoHours');
  return rows.map((row) => ({
    item: row.item,
    describe: () => ({
      item: row.item,
      type: 'trending',
      level: 'popular',
      strategy: `trending-${request.trendingRule}@1`,
      score: roundScore(row.recentOrders * row.ratioLower),
      confidence: row.recentOrders / recentOrders,
      reason: 'Trending right now',
      socialProof: `${row.recentOrders} recent orders`,
      badge: 'Hot',
    }),
  }));
}
