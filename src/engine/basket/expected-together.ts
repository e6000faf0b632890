import type { ItemPair } from './item-pair.ts';
import type { PairCounts } from './pair-counts.ts';

/**
 * How much room an item leaves for others: S_i / (T - n_i), the places beside it (sum of |b| - 1 over the baskets with
 * it) as a share of all places that other items take (T is the sum of all basket sizes). 0 when nothing else was ever
 * ordered.
 *
 * @example
 * const pairs = new PairCounts();
 * for (const basket of [[0, 1], [0, 2], [1, 2]]) pairs.add(basket);
 * companionShare(pairs, 0) // => 0.5
 */
export function companionShare(pairs: PairCounts, item: number): number {
  const others = pairs.linesTotal - pairs.ordersWith(item);
  return others === 0 ? 0 : pairs.companionSlots(item) / others;
}

/**
 * In how many baskets two items would meet by chance alone, given how large the baskets are:
 *
 *   E_ij = (w_i n_j + w_j n_i) / 2,   w_i = S_i / (T - n_i)
 *
 * Each of the S_i places beside i is taken by j with probability n_j / (T - n_i): an item is never its own companion.
 * Both directions are averaged. Summed over all pairs this is exactly the observed number of pairs, so independent items
 * show a lift of 1 on average whatever the sizes; n_i n_j / N does not: large baskets alone raise or lower it (1.14 on
 * average in one public data set of independent items, .77 in another).
 *
 * @returns a number of baskets, at least 0; 0 when there are none
 * @example
 * const pairs = new PairCounts();
 * for (const basket of [[0, 1], [0, 2], [1, 2]]) pairs.add(basket);
 * expectedTogether(pairs, [0, 1]) // => 1
 */
export function expectedTogether(pairs: PairCounts, [i, j]: ItemPair): number {
  return (companionShare(pairs, i) * pairs.ordersWith(j) + companionShare(pairs, j) * pairs.ordersWith(i)) / 2;
}
