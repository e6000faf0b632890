import { normalQuantile } from '../../statistics/normal-distribution.ts';
import type { TwoArms } from '../compare/welch-test.ts';
import { type Interval, intervalAround } from '../interval.ts';
import type { NormalPrior } from '../pooling/uplift-posterior.ts';
import { fiellerInterval } from './fieller-interval.ts';

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
  /** By the delta method. */
  readonly standardError: number;
  /**
   * Of kappa as it was measured, without the prior: kappa -+ 1.96 standard errors, or {@link fiellerInterval} where
   * attributed revenue is known to fewer than 5 of its own; null when not even that ends.
   */
  readonly measuredInterval: Interval | null;
  /** After the prior. */
  readonly mean: number;
  readonly standardDeviation: number;
  readonly interval: Interval;
  /** False when a is known to fewer than 5 standard errors: then Fieller's interval is taken in place of the delta method's. */
  readonly reliable: boolean;
}

const RELIABLE_FROM = 5;

/**
 * kappa = (mT - mC) / a with a = attributed revenue of a treated unit, by the delta method
 * Var = [sT^2 / nT + sC^2 / nC + kappa^2 sa^2 / nT - 2 kappa cov(Y, a) / nT] / a^2, drawn towards the prior in proportion to the
 * precisions. Where a is below 5 of its own standard errors the delta method is too narrow, and {@link fiellerInterval} takes its
 * place. It turns attributed revenue, which is exact the same day, into an honest daily figure.
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
  const reliable = attributed.mean >= RELIABLE_FROM * Math.sqrt(attributed.variance / treated.n);
  const standardError = Math.sqrt(variance);
  const measuredInterval = reliable
    ? intervalAround(kappa, normalQuantile(0.975) * standardError)
    : fiellerInterval({
        numerator: treated.mean - control.mean,
        denominator: attributed.mean,
        numeratorVariance: treated.variance / treated.n + control.variance / control.n,
        denominatorVariance: attributed.variance / treated.n,
        covariance: attributed.covariance / treated.n,
      });
  const posterior = drawToPrior({ kappa, measuredInterval }, prior);
  return { kappa, standardError, measuredInterval, ...posterior, reliable };
}

/**
 * The prior and what was measured, by their precisions. The interval's longer half counts as 1.96 standard errors; an interval
 * without an end adds nothing to the prior.
 */
function drawToPrior(
  { kappa, measuredInterval }: Pick<IncrementalityRatio, 'kappa' | 'measuredInterval'>,
  prior: NormalPrior,
): Pick<IncrementalityRatio, 'mean' | 'standardDeviation' | 'interval'> {
  const z = normalQuantile(0.975);
  const reach = measuredInterval === null ? null : Math.max(...measuredInterval.map((end) => Math.abs(end - kappa)));
  const [priorWeight, dataWeight] = [1 / prior.standardDeviation ** 2, reach === null ? 0 : (z / reach) ** 2];
  const standardDeviation = Math.sqrt(1 / (priorWeight + dataWeight));
  const mean = (priorWeight * prior.mean + dataWeight * kappa) / (priorWeight + dataWeight);
  return { mean, standardDeviation, interval: intervalAround(mean, z * standardDeviation) };
}
