import { normalQuantile } from '../../statistics/normal-distribution.ts';
import type { TwoArms } from '../compare/welch-test.ts';
import { type Interval, intervalAround } from '../interval.ts';
import type { NormalPrior } from '../pooling/uplift-posterior.ts';

/** Before anything is measured: a quarter of what is attributed is extra, give or take a quarter. */
export const KAPPA_PRIOR: NormalPrior = { mean: 0.25, standardDeviation: 0.25 };

/** Net revenue of both arms, and what was attributed to suggestions in the treated one. */
export interface AttributedArms extends TwoArms {
  /** Attributed revenue of a treated unit. */
  readonly attributed: {
    readonly mean: number;
    /** Sample variance of a unit. */
    readonly variance: number;
    /** Sample covariance of revenue and attributed revenue of a treated unit. */
    readonly covariance: number;
  };
}

/** How much of the attributed revenue is extra. */
export interface IncrementalityRatio {
  /** D / a: incremental over attributed. */
  readonly kappa: number;
  readonly standardError: number;
  /** After the prior. */
  readonly mean: number;
  readonly standardDeviation: number;
  readonly interval: Interval;
  /** False when a is known to fewer than 5 standard errors: then the interval is too narrow, and Fieller's should be taken. */
  readonly reliable: boolean;
}

const RELIABLE_FROM = 5;

/**
 * kappa = (mT - mC) / a with a = attributed revenue of a treated unit, by the delta method
 * Var = [sT^2 / nT + sC^2 / nC + kappa^2 sa^2 / nT - 2 kappa cov(Y, a) / nT] / a^2, drawn towards the prior in proportion to the
 * precisions. It turns attributed revenue, which is exact the same day, into an honest daily figure.
 *
 * Source: Deng, Knoblich, Lu (2018) for the variance; the prior is a choice of ours.
 *
 * @param prior - N(.25, .25^2) unless told
 * @throws RangeError when nothing is attributed.
 * @example
 * const treated = { n: 9000, mean: 8.12, variance: 213.16 };
 * const control = { n: 1000, mean: 7.7, variance: 193.21 };
 * const attributed = { mean: 1.3, variance: 16.81, covariance: 28 };
 * measureIncrementalityRatio({ treated, control, attributed }).mean // => 0.274068133
 */
export function measureIncrementalityRatio(
  arms: AttributedArms,
  prior: NormalPrior = KAPPA_PRIOR,
): IncrementalityRatio {
  const { treated, control, attributed } = arms;
  if (!(attributed.mean > 0)) {
    throw new RangeError(`Cannot relate to attributed revenue of ${attributed.mean}: expected more than 0`);
  }
  const kappa = (treated.mean - control.mean) / attributed.mean;
  const spread = treated.variance + kappa ** 2 * attributed.variance - 2 * kappa * attributed.covariance;
  const variance = (spread / treated.n + control.variance / control.n) / attributed.mean ** 2;
  const [priorWeight, dataWeight] = [1 / prior.standardDeviation ** 2, 1 / variance];
  const standardDeviation = Math.sqrt(1 / (priorWeight + dataWeight));
  const mean = (priorWeight * prior.mean + dataWeight * kappa) / (priorWeight + dataWeight);
  return {
    kappa,
    standardError: Math.sqrt(variance),
    mean,
    standardDeviation,
    interval: intervalAround(mean, normalQuantile(0.975) * standardDeviation),
    reliable: attributed.mean >= RELIABLE_FROM * Math.sqrt(attributed.variance / treated.n),
  };
}
