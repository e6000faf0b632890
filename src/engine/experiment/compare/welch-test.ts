import { tQuantile, twoSidedTP } from '../../statistics/t-distribution.ts';
import { type Interval, intervalAround } from '../interval.ts';
import type { ArmMoments } from './arm-moments.ts';
import { type RelativeUplift, relativeUplift } from './relative-uplift.ts';

/** Two arms of a metric that is a number per unit. */
export interface TwoArms {
  readonly treated: ArmMoments;
  readonly control: ArmMoments;
}

/** What two means say about each other. */
export interface MeanTest {
  /** mT - mC. */
  readonly difference: number;
  /** Student's t; 0 when neither arm varies. */
  readonly statistic: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
  readonly interval: Interval;
  /** Square root of sT^2 / nT + sC^2 / nC. */
  readonly standardError: number;
  /** Relative uplift, null when the control's mean is 0 or below. */
  readonly uplift: RelativeUplift | null;
}

/**
 * Compares two means without taking the variances as equal: t = (mT - mC) / SE, SE^2 = vT + vC with v = s^2 / n, and
 * (vT + vC)^2 / (vT^2 / (nT - 1) + vC^2 / (nC - 1)) degrees of freedom.
 *
 * Source: B. L. Welch (1947), The generalization of "Student's" problem, Biometrika 34.
 *
 * @param alpha - the probability of missing of the interval, such as .05 for 95 %
 * @example
 * const arms = { treated: { n: 412, mean: 27.4, variance: 331.24 }, control: { n: 405, mean: 25.9, variance: 306.25 } };
 * welchTest(arms, 0.05).statistic // => 1.200902102
 * welchTest(arms, 0.05).interval // => [-0.951757413, 3.951757413]
 */
export function welchTest({ treated, control }: TwoArms, alpha: number): MeanTest {
  const [vT, vC] = [treated.variance / treated.n, control.variance / control.n];
  const difference = treated.mean - control.mean;
  const standardError = Math.sqrt(vT + vC);
  const degreesOfFreedom = welchDegreesOfFreedom({ treated, control });
  const statistic = standardError === 0 ? 0 : difference / standardError;
  return {
    difference,
    statistic,
    degreesOfFreedom,
    pValue: twoSidedTP(statistic, degreesOfFreedom),
    interval: intervalAround(difference, tQuantile(1 - alpha / 2, degreesOfFreedom) * standardError),
    standardError,
    uplift: relativeUplift({ mean: treated.mean, variance: vT }, { mean: control.mean, variance: vC }),
  };
}

/**
 * Degrees of freedom of Welch's test; nT + nC - 2 where neither arm varies.
 *
 * Source: F. E. Satterthwaite (1946), An approximate distribution of estimates of variance components, Biometrics Bulletin 2.
 *
 * @example
 * welchDegreesOfFreedom({ treated: { n: 3, mean: 0, variance: 1 }, control: { n: 3, mean: 0, variance: 1 } }) // => 4
 */
export function welchDegreesOfFreedom({ treated, control }: TwoArms): number {
  const [vT, vC] = [treated.variance / treated.n, control.variance / control.n];
  const spread = vT ** 2 / (treated.n - 1) + vC ** 2 / (control.n - 1);
  return spread === 0 ? treated.n + control.n - 2 : (vT + vC) ** 2 / spread;
}
