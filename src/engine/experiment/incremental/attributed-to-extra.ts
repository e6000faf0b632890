import { normalQuantile } from '../../statistics/normal-distribution.ts';
import { intervalAround } from '../interval.ts';
import type { NormalPrior } from '../pooling/uplift-posterior.ts';
import type { ExtraRevenue } from './extra-revenue.ts';

/**
 * Extra revenue of a day, a placement or a campaign: attributed x kappa, interval attributed x (kappa -+ 1.96 sd).
 *
 * @param attributed - attributed revenue, in any unit of money
 * @param kappa - mean and standard deviation after the prior, by {@link measureIncrementalityRatio}
 * @example
 * attributedToExtra(1000, { mean: 0.3, standardDeviation: 0.1 }) // => { estimate: 300, interval: [104.0036, 495.9964] }
 */
export function attributedToExtra(attributed: number, kappa: NormalPrior): ExtraRevenue {
  const estimate = attributed * kappa.mean;
  const halfWidth = normalQuantile(0.975) * Math.abs(attributed) * kappa.standardDeviation;
  return { estimate, interval: intervalAround(estimate, halfWidth) };
}
