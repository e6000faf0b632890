import { normalQuantile } from '../../statistics/normal-distribution.ts';
import { type Interval, intervalAround } from '../interval.ts';

/** A mean and the variance of that mean (not of one unit). */
export interface EstimatedMean {
  readonly mean: number;
  /** Square of the mean's standard error. */
  readonly variance: number;
}

/** How much more the treated arm makes, as a share of the control: .05 = 5 % more. */
export interface RelativeUplift {
  readonly uplift: number;
  readonly standardError: number;
}

/**
 * Relative uplift by the delta method: L = mT / mC - 1, Var L = VT / mC^2 + VC mT^2 / mC^4, where VT and VC are the
 * variances of the two means.
 *
 * Source: A. Deng, U. Knoblich, J. Lu (2018), Applying the Delta Method in Metric Analytics, KDD.
 *
 * @returns null when the control's mean is 0 or below, against which nothing is relative
 * @example
 * relativeUplift({ mean: 0.12, variance: 0.0001 }, { mean: 0.1, variance: 0.0001 }) // => { uplift: 0.2, standardError: 0.1562 }
 */
export function relativeUplift(treated: EstimatedMean, control: EstimatedMean): RelativeUplift | null {
  if (!(control.mean > 0)) return null;
  const square = control.mean ** 2;
  const variance = treated.variance / square + (control.variance * treated.mean ** 2) / square ** 2;
  return { uplift: treated.mean / control.mean - 1, standardError: Math.sqrt(variance) };
}

/**
 * Normal interval of an uplift: L -+ z SE, z the quantile of 1 - alpha / 2.
 *
 * @example
 * upliftInterval({ uplift: 0.2, standardError: 0.1 }, 0.05) // => [0.004003601545994624, 0.3959963984540054]
 */
export function upliftInterval({ uplift, standardError }: RelativeUplift, alpha: number): Interval {
  return intervalAround(uplift, normalQuantile(1 - alpha / 2) * standardError);
}
