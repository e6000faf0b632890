import { expectedTogether } from '../basket/expected-together.ts';
import type { PairCounts } from '../basket/pair-counts.ts';
import { shrunkLiftMean } from '../basket/shrunk-lift.ts';
import type { SparseVector } from './sparse-vector.ts';

/**
 * An item's companions: the logarithm of the shrunk lift (prior 1) with every item it was ordered with, by index. Two
 * items with the same companions play the same part in a meal.
 *
 * @example
 * const pairs = new PairCounts();
 * for (const basket of [[0, 1], [0, 1], [0, 1], [2]]) pairs.add(basket);
 * // T = 7, w = 3 / (7 - 3), E = .75 x 3 = 2.25; lambda = (3 + 3) / (2.25 + 3) = 8/7
 * logLiftRow(pairs, 0).get(1) // => 0.1335314
 */
export function logLiftRow(pairs: PairCounts, item: number): SparseVector {
  const row = new Map<number, number>();
  pairs.forEachNeighbour(item, (other, together) => {
    const expected = expectedTogether(pairs, [item, other]);
    row.set(other, Math.log(shrunkLiftMean({ together, expected, priorLift: 1 })));
  });
  return row;
}
