import { gammaQuantileWilsonHilferty, gammaUpperTail } from '../statistics/gamma-distribution.ts';
import type { ItemHour } from './hour-lift.ts';
import type { ItemPopularity } from './item-popularity.ts';
import { roundScore } from './round-score.ts';

/**
 * How a store decides what is trending: `posterior` compares with the item's usual rate at this hour and weekday,
 * `count` takes plain numbers of orders.
 */
export type TrendingRule = 'posterior' | 'count';

/** Strength of the Gamma prior of the rate ratio, in expected orders: k. */
const TRENDING_PRIOR_ORDERS = 5;
/** An item is trending when it sells this many times its usual rate ... */
const TRENDING_RATIO = 1.25;
/** ... with at least this probability. */
const TRENDING_PROBABILITY = 0.8;
/** Standard normal score of the 10 % quantile, which `ratioLower` is. */
const NORMAL_SCORE_10 = -1.2815515655446004;

/** What to judge, when, and by which rule. */
export interface TrendingOptions {
  /** The present, in milliseconds since 1970-01-01T00:00Z: the popularity's clock is set to it. */
  readonly nowMs: number;
  /** Hour of the week that the store's clocks show now, 0 = Monday 00 .. 167 = Sunday 23. */
  readonly hourOfWeek: number;
  /** Dense item indices to choose from: the available ones. */
  readonly candidates: Iterable<number>;
  readonly rule: TrendingRule;
  /** Orders in the last two hours below which nothing is trending. Default 3. */
  readonly minOrders?: number;
}

/** A trending item. */
export interface TrendingItem {
  readonly item: number;
  /** Orders with the item in the last two hours: c. */
  readonly recentOrders: number;
  /** Orders with the item that two hours like these usually bring: E. */
  readonly expected: number;
  /** Lower bound of the ratio of the present to the usual rate: it is higher with probability 90 %. */
  readonly ratioLower: number;
  readonly trending: true;
}

/**
 * The items that sell unusually well right now, best first; empty when none does.
 *
 * For every candidate: c = orders with it in the last two hours, and E = (orders in the last two hours) x p90 x hour
 * lift, what they would be if the item sold as usual at this hour and weekday. A busy evening alone makes nothing trend:
 * the number of orders is in E. The ratio r of the present to the usual rate has the posterior Gamma(c + k, E + k),
 * k = 5.
 *
 * - `posterior`: trending when P(r > 1.25) >= .8 and c >= `minOrders`; ordered by c x `ratioLower` (10 % quantile by
 *   Wilson and Hilferty, rounded to six decimals), then index.
 * - `count`: trending when c >= `minOrders`; ordered by c, then index.
 *
 * Source: Gamma-Poisson rate ratio as in DuMouchel & Pregibon (2001), "Empirical Bayes screening for multi-item
 * associations".
 *
 * @throws RangeError when `nowMs` is not a finite number.
 *
 * @example
 * const popularity = new ItemPopularity({ itemCount: 30 });
 * for (let id = 1; id <= 8; id += 1) popularity.add({ orderId: id, timeMs: id, basket: [0], hourOfWeek: 72 });
 * const options = { nowMs: 60_000, hourOfWeek: 72, candidates: [0, 1], rule: 'count' };
 * rankTrending(popularity, options).map(({ item, recentOrders }) => [item, recentOrders]) // => [[0, 8]]
 */
export function rankTrending(popularity: ItemPopularity, options: TrendingOptions): TrendingItem[] {
  const { nowMs, hourOfWeek, candidates, rule, minOrders = 3 } = options;
  popularity.advanceTo(nowMs);
  const trending: (TrendingItem & { readonly order: number })[] = [];
  for (const item of candidates) {
    const recentOrders = popularity.countIn('twoHours', item);
    if (recentOrders < minOrders) continue;
    const expected = expectedOrders(popularity, { item, hourOfWeek });
    const posterior = { shape: recentOrders + TRENDING_PRIOR_ORDERS, rate: expected + TRENDING_PRIOR_ORDERS };
    if (rule === 'posterior' && gammaUpperTail(posterior, TRENDING_RATIO) < TRENDING_PROBABILITY) continue;
    const ratioLower = gammaQuantileWilsonHilferty(posterior, NORMAL_SCORE_10);
    const order = rule === 'posterior' ? roundScore(recentOrders * ratioLower) : recentOrders;
    trending.push({ item, recentOrders, expected, ratioLower, trending: true, order });
  }
  trending.sort((a, b) => b.order - a.order || a.item - b.item);
  return trending.map(({ order: _, ...item }) => item);
}

/** E of {@link rankTrending}: what the orders of the last two hours would usually hold of the item. */
function expectedOrders(popularity: ItemPopularity, { item, hourOfWeek }: ItemHour): number {
  return popularity.ordersIn('twoHours') * popularity.recentShare(item) * popularity.hourLift(item, hourOfWeek);
}
