import { normalCdf, normalQuantile } from '../../statistics/normal-distribution.ts';
import { type Interval, intervalAround } from '../interval.ts';
import type { RelativeUplift } from './relative-uplift.ts';

/** Is the uplift too small to matter? */
export interface Equivalence {
  /** The larger of the two one-sided p-values. */
  readonly pValue: number;
  /** Interval of 1 - 2 alpha, 90 % at alpha .05: it lies within -+margin exactly when equivalent. */
  readonly interval: Interval;
  readonly equivalent: boolean;
}

/**
 * Two one-sided tests (TOST): the uplift is shown to lie within -margin .. margin when both "below -margin" and "above margin"
 * are rejected. p = P(Z <= -(margin - |L|) / SE).
 *
 * Source: D. J. Schuirmann (1987), A comparison of the two one-sided tests procedure, J. Pharmacokinetics and Biopharmaceutics 15.
 *
 * @param options.margin - the largest uplift that does not matter, as a share, above 0
 * @param options.alpha - level of each test; .05 unless told
 * @example
 * testEquivalence({ uplift: 0.004, standardError: 0.009 }, { margin: 0.02 }).pValue // => 0.03772017981
 */
export function testEquivalence(
  { uplift, standardError }: RelativeUplift,
  { margin, alpha = 0.05 }: { margin: number; alpha?: number },
): Equivalence {
  const pValue = normalCdf((Math.abs(uplift) - margin) / standardError);
  const interval = intervalAround(uplift, normalQuantile(1 - alpha) * standardError);
  return { pValue, interval, equivalent: pValue < alpha };
}
