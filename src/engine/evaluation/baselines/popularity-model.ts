import type { PairCounts } from '../../basket/pair-counts.ts';
import type { EvaluatedModel } from '../evaluated-model.ts';

/**
 * Best sellers: every item scores the number of orders that hold it, n_j, whatever is in the cart. What every other model
 * has to beat.
 *
 * @example
 * const pairs = new PairCounts();
 * pairs.add([0, 2]);
 * pairs.add([2]);
 * popularityModel(pairs, 4).score({ context: [0], orderedAtMs: null, customerId: null })[2] // => 2
 */
export function popularityModel(pairs: PairCounts, itemCount: number): EvaluatedModel {
  const scores = Float64Array.from({ length: itemCount }, (_, item) => pairs.ordersWith(item));
  return { name: 'popularity', score: () => scores };
}
