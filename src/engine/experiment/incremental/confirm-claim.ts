import { type PowerSums, skewnessOf } from '../compare/skewness.ts';
import { unitsForSkew } from '../planning/skew-minimum.ts';
import type { HoldOutResult } from './evaluate-hold-out.ts';
import type { WeekArmSums, WeekSums } from './week-sums.ts';

/** How uneven spending is, and whether a claim stands in spite of it. */
export interface SkewCheck {
  /** Of a visitor-week's revenue over both arms; null where the third powers were not kept. */
  readonly skewness: number | null;
  /** Units the smaller arm needs before the mean is near enough to normal. */
  readonly unitsWanted: number | null;
  /** Of the randomisation test; null where nobody had to ask it. */
  readonly pValue: number | null;
  /** False: the interval claims something and the randomisation test does not, so nothing is claimed. */
  readonly confirmed: boolean;
}

const ALPHA = 0.05;

/**
 * Skewness of the visitor-weeks of several weeks, both arms; null without any, or where third powers are missing.
 *
 * @example
 * const treated = { n: 2, sumY: 0, sumYY: 0, sumYYY: 0 };
 * skewnessOfWeeks([{ treated, control: { n: 2, sumY: 4, sumYY: 16, sumYYY: 64 } }]) // => 1.1547
 */
export function skewnessOfWeeks(weeks: readonly Pick<WeekSums, 'treated' | 'control'>[]): number | null {
  const arms = weeks.flatMap(({ treated, control }) => [treated, control]);
  const add = (value: (arm: WeekArmSums) => number) => arms.reduce((sum, arm) => sum + value(arm), 0);
  const sums: PowerSums = {
    n: add(({ n }) => n),
    sum: add(({ sumY }) => sumY),
    sumOfSquares: add(({ sumYY }) => sumYY),
    sumOfCubes: add(({ sumYYY }) => sumYYY),
  };
  return sums.n > 0 && Number.isFinite(sums.sumOfCubes) ? skewnessOf(sums) : null;
}

/**
 * Does a result have to be asked of the randomisation test? When its interval leaves out 0 and the smaller arm has fewer than
 * 355 skewness^2 units ({@link unitsForSkew}).
 *
 * @param skewness - null counts as too uneven
 * @example
 * const result = { status: 'proven', interval: [1, 9], treatedUnits: 900, heldOutUnits: 100 };
 * needsRelabelling(result, 2) // => true
 * needsRelabelling(result, 0.5) // => false
 */
export function needsRelabelling(
  result: Pick<HoldOutResult, 'status' | 'interval' | 'treatedUnits' | 'heldOutUnits'>,
  skewness: number | null,
): boolean {
  const { status, interval, treatedUnits, heldOutUnits } = result;
  if (status === 'collecting' || (interval[0] <= 0 && interval[1] >= 0)) return false;
  return skewness === null || Math.min(treatedUnits, heldOutUnits) < unitsForSkew(skewness);
}

/**
 * Holds a claim of a small, uneven hold-out against the randomisation test: both have to say so. Where the test was not asked
 * yet, or says no, the result is `open`.
 *
 * Source: the rule of R. Kohavi et al. (2014), Seven Rules of Thumb, KDD, rule 7; the test by R. A. Fisher (1935).
 *
 * @param check.pValue - two-sided; null: not asked
 * @example
 * const result = { status: 'proven', interval: [1, 9], treatedUnits: 900, heldOutUnits: 100 };
 * confirmClaim(result, { skewness: 2, pValue: 0.2 }).status // => 'open'
 * confirmClaim(result, { skewness: 2, pValue: 0.01 }).status // => 'proven'
 */
export function confirmClaim(
  result: HoldOutResult,
  { skewness, pValue }: Pick<SkewCheck, 'skewness' | 'pValue'>,
): HoldOutResult & { readonly skew: SkewCheck } {
  const unitsWanted = skewness === null ? null : unitsForSkew(skewness);
  const isAsked = needsRelabelling(result, skewness);
  const confirmed = !isAsked || (pValue !== null && pValue <= ALPHA);
  const skew: SkewCheck = { skewness, unitsWanted, pValue: isAsked ? pValue : null, confirmed };
  return { ...result, status: confirmed ? result.status : 'open', skew };
}
