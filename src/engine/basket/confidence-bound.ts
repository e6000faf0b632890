import { betaBound } from '../statistics/beta-bound.ts';
import type { AssociationCounts } from './association.ts';

/** Strength of the prior, in orders: m. */
export const CONFIDENCE_PRIOR_ORDERS = 5;

const LOWER_PROBABILITY = 0.05;

/**
 * Lower bound of a pair's confidence: the true share is above it with probability 95 %.
 *
 * Posterior Beta(C + m c0, n_A - C + m (1 - c0)), m = 5: before any order the consequent is as likely beside the
 * antecedent as anywhere, c0 = n_B / N.
 *
 * @returns a share between 0 and 1; 0 when nothing is known
 * @example
 * confidenceLowerBound({ together: 30, antecedentOrders: 60, consequentOrders: 200, orders: 1000 }) // => 0.3761
 */
export function confidenceLowerBound(counts: AssociationCounts): number {
  const { together, antecedentOrders, consequentOrders, orders } = counts;
  if (orders === 0) return 0;
  const prior = consequentOrders / orders;
  return betaBound(
    {
      alpha: together + CONFIDENCE_PRIOR_ORDERS * prior,
      beta: antecedentOrders - together + CONFIDENCE_PRIOR_ORDERS * (1 - prior),
    },
    LOWER_PROBABILITY,
  );
}
