import { normalCdf, normalDensity, normalQuantile } from '../../statistics/normal-distribution.ts';
import type { RelativeUplift } from '../compare/relative-uplift.ts';
import { type Interval, intervalAround } from '../interval.ts';

/** A normal prior. */
export interface NormalPrior {
  readonly mean: number;
  /** Standard deviation, above 0. */
  readonly standardDeviation: number;
}

/** What is believed of an uplift after a test. */
export interface UpliftPosterior extends NormalPrior {
  readonly interval: Interval;
  /** Probability that the uplift is above 0. */
  readonly chancePositive: number;
  /** What shipping the treatment loses on average where it is worse, as a share: E max(0, -L). */
  readonly expectedLoss: number;
}

/** Before there is anything to pool with: centred on 0, so that no data promise nothing. */
export const UPLIFT_PRIOR: NormalPrior = { mean: 0, standardDeviation: 0.1 };

/**
 * Posterior of an uplift: precision-weighted mean of prior and estimate, 1 / V = 1 / sd^2 + 1 / SE^2. A winner is shown by this
 * mean, because the estimate of what was chosen for being large is too large. Chances to win are for reading only: looked at
 * daily, they promise what a fixed test looked at daily does.
 *
 * Source: the normal-normal model, A. Gelman et al., Bayesian Data Analysis, 3rd edition, 2.5.
 *
 * @param options.prior - N(0, .1^2) unless told
 * @example
 * upliftPosterior({ uplift: 0.12, standardError: 0.09 }).mean // => 0.06629834254
 */
export function upliftPosterior(
  { uplift, standardError }: RelativeUplift,
  { prior = UPLIFT_PRIOR, alpha = 0.05 }: { prior?: NormalPrior; alpha?: number } = {},
): UpliftPosterior {
  const [priorWeight, dataWeight] = [1 / prior.standardDeviation ** 2, 1 / standardError ** 2];
  const variance = 1 / (priorWeight + dataWeight);
  const mean = variance * (priorWeight * prior.mean + dataWeight * uplift);
  const standardDeviation = Math.sqrt(variance);
  const score = mean / standardDeviation;
  return {
    mean,
    standardDeviation,
    interval: intervalAround(mean, normalQuantile(1 - alpha / 2) * standardDeviation),
    chancePositive: normalCdf(score),
    expectedLoss: standardDeviation * normalDensity(score) - mean * normalCdf(-score),
  };
}
