import { adjustByCovariate } from '../compare/cuped.ts';
import { type IncrementalityRatio, measureIncrementalityRatio } from './incrementality-ratio.ts';
import type { WeekArmSums, WeekSums } from './week-sums.ts';

/**
 * kappa over the closed weeks: what the treated visitor-weeks brought more, over what was attributed to them
 * ({@link measureIncrementalityRatio}). Each week is adjusted by its visitors' past and weighs by its treated units, as in
 * the incremental revenue, so that kappa is the quotient of the two figures beside it.
 *
 * @returns null when no week has both arms or nothing was attributed
 * @example
 * measureKappa([]) // => null
 */
export function measureKappa(weeks: readonly Pick<WeekSums, 'treated' | 'control'>[]): IncrementalityRatio | null {
  const usable = weeks.filter(({ treated, control }) => treated.n >= 2 && control.n >= 2);
  const treatedUnits = usable.reduce((sum, { treated }) => sum + treated.n, 0);
  const controlUnits = usable.reduce((sum, { control }) => sum + control.n, 0);
  const total = { treated: 0, treatedVariance: 0, control: 0, controlVariance: 0, a: 0, aVariance: 0, covariance: 0 };
  for (const week of usable) {
    const { theta, treated, control } = adjustByCovariate(week);
    const weight = treated.n / treatedUnits;
    total.treated += weight * treated.mean;
    total.treatedVariance += weight * treated.variance;
    total.control += weight * control.mean;
    total.controlVariance += weight ** 2 * (control.variance / control.n) * controlUnits;
    total.a += weight * (week.treated.sumA / treated.n);
    total.aVariance += weight * spreadOf(week.treated, 'AA');
    total.covariance += weight * (spreadOf(week.treated, 'YA') - theta * spreadOf(week.treated, 'XA'));
  }
  if (usable.length === 0 || !(total.a > 0)) return null;
  return measureIncrementalityRatio({
    treated: { n: treatedUnits, mean: total.treated, variance: total.treatedVariance },
    control: { n: controlUnits, mean: total.control, variance: total.controlVariance },
    attributed: { mean: total.a, variance: total.aVariance, covariance: total.covariance },
  });
}

/** Sample covariance of two of a unit's figures. */
function spreadOf(sums: WeekArmSums, pair: 'AA' | 'YA' | 'XA'): number {
  const { n, sumA } = sums;
  const [products, other] = {
    AA: [sums.sumAA, sumA],
    YA: [sums.sumYA, sums.sumY],
    XA: [sums.sumXA, sums.sumX],
  }[pair] as [number, number];
  return (products - (other * sumA) / n) / (n - 1);
}
