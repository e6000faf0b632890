import { betaBound } from '../../statistics/beta-bound.ts';
import type { Proportion } from '../compare/proportion.ts';
import type { Interval } from '../interval.ts';

/** What is known of a rate before it is counted here. */
export interface RatePrior {
  /** Between 0 and 1. */
  readonly mean: number;
  /** Worth this many units, above 0. */
  readonly strength: number;
}

/**
 * A rate in the light of others: Beta(m s + x, (1 - m) s + n - x), its mean (m s + x) / (s + n) and its interval.
 *
 * Source: the beta-binomial model, A. Gelman et al., Bayesian Data Analysis, 3rd edition, 2.4.
 *
 * @param options.alpha - probability outside the interval; .05 unless told
 * @example
 * shrinkRate({ successes: 3, n: 40 }, { prior: { mean: 0.05, strength: 20 } }).mean // => 0.06666666667
 */
export function shrinkRate(
  { successes, n }: Proportion,
  { prior, alpha = 0.05 }: { prior: RatePrior; alpha?: number },
): { mean: number; interval: Interval } {
  const posterior = {
    alpha: prior.mean * prior.strength + successes,
    beta: (1 - prior.mean) * prior.strength + n - successes,
  };
  return {
    mean: posterior.alpha / (posterior.alpha + posterior.beta),
    interval: [betaBound(posterior, alpha / 2), betaBound(posterior, 1 - alpha / 2)],
  };
}
