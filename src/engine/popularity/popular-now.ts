import type { ItemPopularity, SalesMoment } from './item-popularity.ts';
import { roundScore } from './round-score.ts';
import { topItems } from './top-items.ts';

/** What to rank, for when, and with which habits of the store. */
export interface PopularNowOptions extends SalesMoment {
  /** Dense item indices to choose from: the available ones. */
  readonly candidates: Iterable<number>;
  /** Longest list wanted. Default: all candidates. */
  readonly limit?: number;
}

/** One item of the list of what is popular at this hour. */
export interface PopularNowItem {
  readonly item: number;
  /** Expected share of the orders at this hour that hold the item: late share x hour lift, to six decimals. */
  readonly score: number;
  /** Share of the late orders, shrunk: `ItemPopularity.lateShare`. */
  readonly share: number;
  /** How many times more often than usual at this hour, shrunk: `ItemPopularity.salesLift`; 1 without an hour. */
  readonly hourLift: number;
}

/**
 * Ranks items by how popular they are at this hour of the week: score_j = late_j x lift_j, the share of the late
 * orders, those of a half-life ago counting half, times the lift of the hour, both shrunk, small orders weighing more in
 * both. Highest first, equal scores by ascending index. The window of 90 days is that of the popularity's own clock.
 *
 * @example
 * const popularity = new ItemPopularity({ itemCount: 2 });
 * popularity.add({ orderId: 1, timeMs: null, basket: [1], hourOfWeek: null });
 * rankPopularNow(popularity, { candidates: [0, 1], hourOfWeek: 12, limit: 1 })[0].score // => 0.516129
 */
export function rankPopularNow(popularity: ItemPopularity, options: PopularNowOptions): PopularNowItem[] {
  const { candidates, hourOfWeek, halfLifeDays, weekdayOrders, limit } = options;
  const shares = popularity.sharesNow(options);
  const liftOf = (item: number) =>
    hourOfWeek === null ? 1 : popularity.salesLift({ item, hourOfWeek }, weekdayOrders);
  const lateShareOf = (item: number) => popularity.lateShare(item, halfLifeDays);
  // A candidate beyond the known items has no entry; its share is the prior's.
  const scoreOf = (item: number) => roundScore(shares[item] ?? lateShareOf(item) * liftOf(item));
  return topItems(candidates, { scoreOf, limit }).map(({ item, score }) => {
    return { item, score, share: lateShareOf(item), hourLift: liftOf(item) };
  });
}
