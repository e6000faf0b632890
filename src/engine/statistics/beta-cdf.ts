import cdf from '@stdlib/stats-base-dists-beta-cdf';
import type { BetaParameters } from './beta-bound.ts';

/**
 * Distribution function of a beta distribution: P(X <= x), the regularised incomplete beta function I_x(alpha, beta).
 *
 * Source: `@stdlib/stats-base-dists-beta-cdf`.
 *
 * @param parameters - alpha and beta, both above 0
 * @param x - between 0 and 1
 * @returns a probability between 0 and 1
 * @example
 * betaCdf({ alpha: 2.5, beta: 7 }, 0.3) // => 0.6412224629717216
 */
export function betaCdf({ alpha, beta: other }: BetaParameters, x: number): number {
  return cdf(x, alpha, other);
}
