import { tellPopularHour } from '../../popularity/day-part.ts';
import { type PopularNowItem, rankPopularNow } from '../../popularity/popular-now.ts';
import { roundScore } from '../../popularity/round-score.ts';
import { rankTrending, type TrendingItem } from '../../popularity/trending.ts';
import type { RankedItem } from '../ranked-item.ts';
import type { RankingView } from '../ranking-view.ts';
import type { Candidate } from '../request.ts';
import { describePopular } from './category-popular.ts';

/**
 * The popular items behind the trending ones are ranked to this many times the wanted length: enough to leave room for
 * what other lists of the page show already, and for choosing a varied list among them.
 */
const POPULAR_PER_SLOT = 4;

/**
 * What sells now far above its usual rate for this hour and weekday: at least 3 orders in the last 2 hours, and by the
 * store's rule either a posterior probability of 80 % of being above 1.25 times the usual, or the plain count.
 *
 * Behind it, and alone when nothing is trending, what is popular at this hour: ranked by `rankPopularNow`, under its own
 * name (type `category-popular`, strategy `popular-now@1`, no badge). An item that nobody has ordered is in neither.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * for (const orderId of [1, 2, 3]) model.apply({ removed: null, added: createOrder({ orderId, orderedAtMs: 0, basket: [1] }) });
 * model.apply({ removed: null, added: createOrder({ orderId: 4, orderedAtMs: 0, basket: [2] }) });
 * const view = createRankingView(model, createRequest({ nowMs: 60_000, trendingRule: 'count' }));
 * rankTrendingNow(view).map(({ describe }) => describe().socialProof) // => ['3 recent orders', '1 order last week']
 * rankTrendingNow(view).map(({ describe }) => describe().badge) // => ['Hot', null]
 */
export function rankTrendingNow(view: RankingView): RankedItem[] {
  const { model, request, hourOfWeek } = view;
  const trending = rankTrending(model.popularity, {
    nowMs: request.nowMs,
    hourOfWeek,
    candidates: view.eligible,
    rule: request.trendingRule,
  });
  const shown = new Set(trending.map(({ item }) => item));
  const popular = rankPopularNow(model.popularity, {
    candidates: view.eligible.filter((item) => model.popularity.ordersWith(item) > 0 && !shown.has(item)),
    hourOfWeek,
    halfLifeDays: model.parameters.salesHalfLifeDays,
    weekdayOrders: model.parameters.salesWeekdayOrders,
    echoWeight: model.parameters.salesEchoWeight,
    limit: POPULAR_PER_SLOT * request.limit,
  });
  return [
    ...trending.map((row) => ({ item: row.item, describe: () => describeTrending(view, row) })),
    ...popular.map((row) => ({ item: row.item, describe: () => describePopularNow(view, row) })),
  ];
}

function describeTrending({ model, request }: RankingView, row: TrendingItem): Candidate {
  return {
    item: row.item,
    type: 'trending',
    level: 'popular',
    strategy: `trending-${request.trendingRule}@1`,
    score: roundScore(row.recentOrders * row.ratioLower),
    confidence: row.recentOrders / model.popularity.ordersIn('twoHours'),
    reason: 'Trending right now',
    socialProof: `${row.recentOrders} recent orders`,
    badge: 'Hot',
  };
}

function describePopularNow(view: RankingView, { item, score }: PopularNowItem): Candidate {
  const usual = describePopular(view, item);
  const { hourOfWeek } = view;
  return {
    item,
    type: 'category-popular',
    level: view.request.categoryId === null ? 'popular' : 'category',
    strategy: 'popular-now@1',
    score,
    confidence: usual.confidence,
    reason: tellPopularHour(view.model.popularity, { item, hourOfWeek }) ?? usual.reason,
    socialProof: usual.socialProof,
    badge: null,
  };
}
