import type { PairCounts } from './pair-counts.ts';

/** What chance needs to know of one side of a pair: an item, or all items of a category together. */
export interface PairMargin {
  /** Baskets with it (for a category: summed over its items). */
  readonly orders: number;
  /** Places beside it: sum of |b| - 1 over those baskets. */
  readonly companionSlots: number;
}

/**
 * In how many baskets two items would meet by chance alone, given how large the baskets are:
 *
 *   E_ij = (S_i n_j + S_j n_i) / (2 T)
 *
 * A basket with i has |b| - 1 other places; each holds j with probability n_j / T, T being the sum of all basket sizes.
 * Both directions are averaged. Summed over all ordered pairs this gives the observed number of pairs (up to i = j), so
 * independent items show a lift of about 1 whatever the sizes; n_i n_j / N does not: large baskets alone raise or lower
 * it (1.12 on average in one public data set of independent items, .82 in another).
 *
 * @param total - T, the sum of all basket sizes
 * @returns a number of baskets, at least 0; 0 when there are none
 * @example
 * expectedByChance({ orders: 10, companionSlots: 10 }, { orders: 20, companionSlots: 20 }, 100) // => 2
 */
export function expectedByChance(a: PairMargin, b: PairMargin, total: number): number {
  return total === 0 ? 0 : (a.companionSlots * b.orders + b.companionSlots * a.orders) / (2 * total);
}

/**
 * {@link expectedByChance} for two items of counted baskets.
 *
 * @example
 * const pairs = new PairCounts();
 * for (const basket of [[0, 1], [0, 2], [1, 2]]) pairs.add(basket);
 * expectedTogether(pairs, 0, 1) // => 0.6667
 */
export function expectedTogether(pairs: PairCounts, i: number, j: number): number {
  return expectedByChance(marginOf(pairs, i), marginOf(pairs, j), pairs.linesTotal);
}

function marginOf(pairs: PairCounts, item: number): PairMargin {
  return { orders: pairs.ordersWith(item), companionSlots: pairs.companionSlots(item) };
}
