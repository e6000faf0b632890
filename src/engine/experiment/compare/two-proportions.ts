import { normalQuantile, twoSidedNormalP } from '../../statistics/normal-distribution.ts';
import { type Interval, intervalAround } from '../interval.ts';
import { newcombeInterval } from './newcombe-interval.ts';
import type { Proportion } from './proportion.ts';
import { type RelativeUplift, relativeUplift } from './relative-uplift.ts';

/** Two arms of a yes-or-no metric. */
export interface TwoProportions {
  readonly treated: Proportion;
  readonly control: Proportion;
}

/** What two proportions say about each other. */
export interface ProportionTest {
  /** pT - pC. */
  readonly difference: number;
  /** Pooled statistic z; 0 when nobody or everybody succeeded. */
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
  /** Newcombe's interval of the difference. */
  readonly interval: Interval;
  /** The textbook interval d -+ z SE, SE^2 = pT(1 - pT)/nT + pC(1 - pC)/nC. */
  readonly waldInterval: Interval;
  /** SE of the textbook interval: not pooled. */
  readonly standardError: number;
  /** SE under no difference: pooled. */
  readonly pooledStandardError: number;
  /** Relative uplift, null when the control has no success. */
  readonly uplift: RelativeUplift | null;
}

/**
 * Compares two proportions: z = (pT - pC) / sqrt(p (1 - p) (1/nT + 1/nC)) with p = (xT + xC) / (nT + nC), without a
 * continuity correction. Where an expected count is below 5, take {@link fisherExactP} for the p-value instead
 * ({@link isThin} tells).
 *
 * Sources: K. Pearson (1900) for the statistic, the square root of his chi-square; Newcombe (1998) for the interval.
 *
 * @param alpha - the probability of missing of the intervals, such as .05 for 95 %
 * @example
 * const arms = { treated: { successes: 120, n: 1000 }, control: { successes: 100, n: 1000 } };
 * compareProportions(arms, 0.05).statistic // => 1.42930085
 * compareProportions(arms, 0.05).pValue // => 0.1529177819
 */
export function compareProportions(arms: TwoProportions, alpha: number): ProportionTest {
  const { treated, control } = arms;
  const [pT, pC] = [treated.successes / treated.n, control.successes / control.n];
  const difference = pT - pC;
  const pooled = (treated.successes + control.successes) / (treated.n + control.n);
  const pooledStandardError = Math.sqrt(pooled * (1 - pooled) * (1 / treated.n + 1 / control.n));
  const statistic = pooledStandardError === 0 ? 0 : difference / pooledStandardError;
  const [varT, varC] = [(pT * (1 - pT)) / treated.n, (pC * (1 - pC)) / control.n];
  const standardError = Math.sqrt(varT + varC);
  return {
    difference,
    statistic,
    pValue: twoSidedNormalP(statistic),
    interval: newcombeInterval(arms, alpha),
    waldInterval: intervalAround(difference, normalQuantile(1 - alpha / 2) * standardError),
    standardError,
    pooledStandardError,
    uplift: relativeUplift({ mean: pT, variance: varT }, { mean: pC, variance: varC }),
  };
}

/** An expected count below this makes the normal approximation poor. */
const SMALLEST_EXPECTED = 5;

/**
 * True when an expected count of the two-by-two table is below 5: then Fisher's exact test gives the p-value.
 *
 * Source: W. G. Cochran (1954), Some methods for strengthening the common chi-square tests, Biometrics 10.
 *
 * @example
 * isThin({ treated: { successes: 5, n: 50 }, control: { successes: 1, n: 50 } }) // => true
 */
export function isThin({ treated, control }: TwoProportions): boolean {
  const successes = treated.successes + control.successes;
  const rarer = Math.min(successes, treated.n + control.n - successes);
  return (rarer * Math.min(treated.n, control.n)) / (treated.n + control.n) < SMALLEST_EXPECTED;
}
