import { normalQuantile } from '../../statistics/normal-distribution.ts';

/** What a test has to be able to show. */
export interface WantedPower {
  /** The uplift that must not be missed, as a share: .05 = 5 %. Above 0. */
  readonly uplift: number;
  /** Two-sided error probability; .05 unless told. The hybrid rule ends at .04. */
  readonly alpha?: number;
  /** Probability of finding that uplift; .8 unless told. */
  readonly power?: number;
}

/**
 * z of 1 - alpha / 2 plus z of the power: how many standard errors the wanted difference must measure.
 *
 * @example
 * powerScore({ alpha: 0.05, power: 0.8 }) // => 2.801585218
 */
export function powerScore({ alpha = 0.05, power = 0.8 }: { alpha?: number; power?: number }): number {
  return normalQuantile(1 - alpha / 2) + normalQuantile(power);
}

/**
 * Units needed in EACH of two equal arms to see a relative uplift of a proportion: n = (z_a + z_b)^2 (p(1 - p) + q(1 - q)) / (q - p)^2
 * with q = p (1 + uplift), rounded up.
 *
 * Source: J. L. Fleiss (1981), Statistical Methods for Rates and Proportions, without continuity correction.
 *
 * @param rate - the control's proportion p, between 0 and 1
 * @throws RangeError when the uplifted rate is not a rate.
 * @example
 * unitsPerArmForProportion(0.1, { uplift: 0.1 }) // => 14749
 */
export function unitsPerArmForProportion(rate: number, wanted: WantedPower): number {
  const other = rate * (1 + wanted.uplift);
  if (!(rate > 0 && other > rate && other < 1)) {
    throw new RangeError(`Cannot plan from ${rate} to ${other}: expected rates between 0 and 1 and an uplift above 0`);
  }
  const variance = rate * (1 - rate) + other * (1 - other);
  return Math.ceil((powerScore(wanted) ** 2 * variance) / (other - rate) ** 2);
}

/** How units vary and how they are divided. */
export interface MeanDesign {
  /** Standard deviation of a unit over its mean; about .94 for cart-triggered units after CUPED, 3.7 for any visitor. */
  readonly variation: number;
  /** Share of the units in the treated arm, between 0 and 1. */
  readonly treatedShare: number;
}

/**
 * Units needed in BOTH arms together to see a relative uplift of a mean: N = (z_a + z_b)^2 CV^2 / (uplift^2 f (1 - f)), rounded up.
 *
 * Source: the two-sample normal test solved for N; R. Kohavi, D. Tang, Y. Xu (2020), Trustworthy Online Controlled Experiments,
 * chapter 17.
 *
 * @example
 * totalUnitsForMean({ variation: 1.2, treatedShare: 0.5 }, { uplift: 0.05 }) // => 18084
 */
export function totalUnitsForMean({ variation, treatedShare: f }: MeanDesign, wanted: WantedPower): number {
  return Math.ceil((powerScore(wanted) * variation) ** 2 / (wanted.uplift ** 2 * f * (1 - f)));
}
