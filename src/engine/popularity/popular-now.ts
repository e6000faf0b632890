import type { ItemPopularity, SalesMoment } from './item-popularity.ts';
import { roundScore } from './round-score.ts';
import { topItems } from './top-items.ts';

/** What to rank, for when, and with which habits of the store. */
export interface PopularNowOptions extends SalesMoment {
  /** Dense item indices to choose from: the available ones. */
  readonly candidates: Iterable<number>;
  /** What an order of this moment adds to the next one, in parts of a whole order, 0 to 1: x. Default 0. */
  readonly echoWeight?: number | undefined;
  /** Longest list wanted. Default: all candidates. */
  readonly limit?: number;
}

/** One item of the list of what is popular at this hour. */
export interface PopularNowItem {
  readonly item: number;
  /** Expected share of the orders now that hold the item: late share x hour lift + what the last minutes add, to six decimals. */
  readonly score: number;
  /** Share of the late orders, shrunk: `ItemPopularity.lateShare`. */
  readonly share: number;
  /** How many times more often than usual at this hour, shrunk: `ItemPopularity.salesLift`; 1 without an hour. */
  readonly hourLift: number;
}

/**
 * Ranks items by how popular they are at this hour of the week: score_j = late_j x lift_j, the share of the late
 * orders, those of a half-life ago counting half, times the lift of the hour, both shrunk, small orders weighing more in
 * both. Where a store's guests order one after another what those before them did, the last minutes add to it: score_j = late_j
 * x lift_j + x T e_j, e_j of `countEcho`, T = the sum of late x lift over all items, what one order holds. Highest first, equal
 * scores by ascending index. The window of 90 days and the minutes are those of the popularity's own clock.
 *
 * @example
 * const popularity = new ItemPopularity({ itemCount: 2 });
 * popularity.add({ orderId: 1, timeMs: null, basket: [1], hourOfWeek: null });
 * rankPopularNow(popularity, { candidates: [0, 1], hourOfWeek: 12, limit: 1 })[0].score // => 0.516129
 */
export function rankPopularNow(popularity: ItemPopularity, options: PopularNowOptions): PopularNowItem[] {
  const { candidates, hourOfWeek, halfLifeDays, weekdayOrders, echoWeight = 0, limit } = options;
  const usual = popularity.sharesNow(options);
  const shares = echoWeight === 0 ? usual : addEcho(usual, { echo: popularity.echo(), echoWeight });
  const liftOf = (item: number) =>
    hourOfWeek === null ? 1 : popularity.salesLift({ item, hourOfWeek }, weekdayOrders);
  const lateShareOf = (item: number) => popularity.lateShare(item, halfLifeDays);
  // A candidate beyond the known items has no entry; its share is the prior's.
  const scoreOf = (item: number) => roundScore(shares[item] ?? lateShareOf(item) * liftOf(item));
  return topItems(candidates, { scoreOf, limit }).map(({ item, score }) => {
    return { item, score, share: lateShareOf(item), hourLift: liftOf(item) };
  });
}

/** The shares with what the last minutes add; the given ones where nothing was ordered then. */
function addEcho(
  usual: Readonly<Float64Array>,
  { echo, echoWeight }: { readonly echo: ReadonlyMap<number, number>; readonly echoWeight: number },
): Readonly<Float64Array> {
  if (echo.size === 0) return usual;
  let whole = 0;
  for (const share of usual) whole += share;
  const shares = usual.slice();
  for (const [item, heard] of echo) shares[item] = (shares[item] ?? 0) + echoWeight * whole * heard;
  return shares;
}
