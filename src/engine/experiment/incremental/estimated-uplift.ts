import { normalQuantile } from '../../statistics/normal-distribution.ts';
import { type Interval, intervalAround } from '../interval.ts';
import type { NormalPrior } from '../pooling/uplift-posterior.ts';

/** Something that could be suggested to some customers. */
export interface Opportunity {
  /** Probability that a customer who sees it takes it. */
  readonly acceptance: number;
  /** Variance of that probability; 0 unless told. */
  readonly acceptanceVariance?: number;
  /** Net price of what is taken. */
  readonly net: number;
  /** Customers who will see it in the period. */
  readonly reach: number;
}

/** What a list of opportunities may bring. */
export interface EstimatedUplift {
  /** Sum of acceptance x net x reach: what will be attributed. */
  readonly attributable: number;
  /** kappa x attributable: what will be extra. */
  readonly incremental: number;
  readonly interval: Interval;
}

/**
 * Expected extra revenue of opportunities: kappa x sum of P net reach, with
 * Var = A^2 Var kappa + kappa^2 sum (net reach)^2 Var P, A = sum of P net reach.
 *
 * @param kappa - mean and standard deviation of incremental over attributed
 * @example
 * const opportunities = [{ acceptance: 0.0667, net: 4.5, reach: 120 }, { acceptance: 0.02, net: 12, reach: 60 }];
 * const kappa = { mean: 0.31, standardDeviation: 0.18 };
 * estimateUplift(opportunities, kappa) // => { attributable: 50.418, incremental: 15.62958, interval: [-2.157563551, 33.41672355] }
 */
export function estimateUplift(opportunities: readonly Opportunity[], kappa: NormalPrior): EstimatedUplift {
  let [attributable, acceptanceTerm] = [0, 0];
  for (const { acceptance, acceptanceVariance = 0, net, reach } of opportunities) {
    attributable += acceptance * net * reach;
    acceptanceTerm += (net * reach) ** 2 * acceptanceVariance;
  }
  const variance = (attributable * kappa.standardDeviation) ** 2 + kappa.mean ** 2 * acceptanceTerm;
  const incremental = kappa.mean * attributable;
  return {
    attributable,
    incremental,
    interval: intervalAround(incremental, normalQuantile(0.975) * Math.sqrt(variance)),
  };
}
