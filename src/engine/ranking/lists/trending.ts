import { rankTrending } from '../../popularity/trending.ts';
import type { RankingView } from '../ranking-view.ts';
import { roundScore } from '../../popularity/round-score.ts';
import type { Candidate } from '../request.ts';

/**
 * What sells now far above its usual rate for this hour and weekday: at least 3 orders in the last 2 hours, and by the
 * store's rule either a posterior probability of 80 % of being above 1.25 times the usual, or the plain count.
 */
export function rankTrendingNow(view: RankingView): Candidate[] {
  const { model, request, hourOfWeek } = view;
  const recentOrders = model.popularity.ordersIn('twoHours');
  const rows = rankTrending(model.popularity, {
    nowMs: request.nowMs,
    hourOfWeek,
    candidates: view.eligible,
    rule: request.trendingRule,
  });
  return rows.map((row) => ({
    item: row.item,
    type: 'trending',
    level: 'popular',
    strategy: `trending-${request.trendingRule}@1`,
    score: roundScore(row.recentOrders * row.ratioLower),
    confidence: row.recentOrders / recentOrders,
    reason: 'Trending right now',
    socialProof: `${row.recentOrders} recent orders`,
    badge: 'Hot',
  }));
}
