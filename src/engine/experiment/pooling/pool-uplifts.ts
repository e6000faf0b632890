import { tQuantile } from '../../statistics/t-distribution.ts';
import { type Interval, intervalAround } from '../interval.ts';
import { type Estimate, pauleMandel, weighEstimates } from './paule-mandel.ts';

/** Uplifts of true merchants differ by at least this much, whatever a few of them show. */
const SMALLEST_TAU = 0.02;

/** What the others tell about one merchant. */
export interface PooledEstimate {
  readonly mean: number;
  readonly standardDeviation: number;
  readonly interval: Interval;
}

/** Uplifts of several merchants, each read in the light of the others. */
export interface PooledUplifts {
  /** Variance between merchants, floored. */
  readonly tauSquared: number;
  readonly mean: number;
  readonly meanStandardError: number;
  /** t with J - 1 degrees of freedom that the intervals use. */
  readonly quantile: number;
  /** One for each merchant, in the order given. */
  readonly merchants: readonly PooledEstimate[];
  /** For a merchant of whom nothing is known yet. */
  readonly newMerchant: PooledEstimate;
}

/**
 * Pools the uplifts of J merchants: tau^2 by Paule and Mandel, tau at least .02, m the weighted mean, and for each merchant
 * B = s^2 / (s^2 + tau^2), B m + (1 - B) y, variance (1 - B) s^2 + B^2 / sum of w; intervals by t with J - 1 degrees of freedom. Floor and
 * t keep the promise of 95 % (measured 93.5 to 98.8 %; without them 83 to 86 %).
 *
 * Sources: as {@link pauleMandel}; C. N. Morris (1983), Parametric empirical Bayes inference, JASA 78.
 *
 * @param estimates - uplifts with safe standard errors, at least 2; below 5 take a prior centred on 0 instead: {@link upliftPosterior}
 * @param options.smallestTau - floor of tau; .02 unless told
 * @throws RangeError when there are fewer than 2 estimates.
 * @example
 * const estimates = [{ value: 0, standardError: 1 }, { value: 4, standardError: 1 }];
 * poolUplifts(estimates).merchants.map((merchant) => merchant.mean) // => [0.25, 3.75]
 */
export function poolUplifts(
  estimates: readonly Estimate[],
  { smallestTau = SMALLEST_TAU, alpha = 0.05 }: { smallestTau?: number; alpha?: number } = {},
): PooledUplifts {
  if (estimates.length < 2) throw new RangeError(`Cannot pool ${estimates.length} estimates: expected at least 2`);
  const tauSquared = Math.max(pauleMandel(estimates), smallestTau ** 2);
  const pool = weighEstimates(estimates, tauSquared);
  const quantile = tQuantile(1 - alpha / 2, estimates.length - 1);
  const describe = (mean: number, variance: number): PooledEstimate => {
    const standardDeviation = Math.sqrt(variance);
    return { mean, standardDeviation, interval: intervalAround(mean, quantile * standardDeviation) };
  };
  const merchants = estimates.map(({ value, standardError }) => {
    const shrinkage = standardError ** 2 / (standardError ** 2 + tauSquared);
    const variance = (1 - shrinkage) * standardError ** 2 + shrinkage ** 2 * pool.variance;
    return describe(shrinkage * pool.mean + (1 - shrinkage) * value, variance);
  });
  const newMerchant = describe(pool.mean, tauSquared + pool.variance);
  return { tauSquared, mean: pool.mean, meanStandardError: Math.sqrt(pool.variance), quantile, merchants, newMerchant };
}
