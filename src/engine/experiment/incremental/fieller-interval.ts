import { normalQuantile } from '../../statistics/normal-distribution.ts';
import type { Interval } from '../interval.ts';

/** A quotient of two estimates: how sure each is, and how they move together. */
export interface EstimatedQuotient {
  readonly numerator: number;
  readonly denominator: number;
  /** Square of the numerator's standard error. */
  readonly numeratorVariance: number;
  readonly denominatorVariance: number;
  readonly covariance: number;
}

/**
 * Fieller's interval of a quotient D / a: every k for which D - k a is within z of its own standard error of 0,
 *
 *     (D - k a)^2 <= z^2 (V_D - 2 k C + k^2 V_a)
 *
 * which are the roots of (a^2 - z^2 V_a) k^2 - 2 (D a - z^2 C) k + D^2 - z^2 V_D = 0. It does not take a as known, so it holds
 * where the delta method is too narrow: when a is small against its standard error.
 *
 * Source: E. C. Fieller (1954), Some Problems in Interval Estimation, Journal of the Royal Statistical Society B 16.
 *
 * @param alpha - .05 unless told
 * @returns null when a is not told from 0 at this alpha: then no quotient can be ruled out
 * @example
 * const sure = { numerator: 6, denominator: 4, numeratorVariance: 1, denominatorVariance: 0, covariance: 0 };
 * fiellerInterval(sure) // => [1.010009, 1.989991]
 * fiellerInterval({ ...sure, denominatorVariance: 1 }) // => [0.85525, 3.09259]
 */
export function fiellerInterval(quotient: EstimatedQuotient, alpha = 0.05): Interval | null {
  const { numerator, denominator, numeratorVariance, denominatorVariance, covariance } = quotient;
  const square = normalQuantile(1 - alpha / 2) ** 2;
  const curve = denominator ** 2 - square * denominatorVariance;
  if (!(curve > 0)) return null;
  const centre = numerator * denominator - square * covariance;
  const spread = centre ** 2 - curve * (numerator ** 2 - square * numeratorVariance);
  const reach = Math.sqrt(Math.max(0, spread));
  return [(centre - reach) / curve, (centre + reach) / curve];
}
