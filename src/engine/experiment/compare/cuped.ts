import type { ArmMoments } from './arm-moments.ts';

/** Sums over the units of one arm: the outcome Y and what is known of the unit from before, X. */
export interface CovariateSums {
  /** Units, at least 2; a new visitor has X = 0. */
  readonly n: number;
  readonly sumY: number;
  readonly sumX: number;
  readonly sumYY: number;
  readonly sumXX: number;
  readonly sumXY: number;
}

/** Two arms after adjustment. */
export interface CupedComparison {
  /** Slope of Y on X over both arms; 0 when X does not vary. */
  readonly theta: number;
  /** The arms' means and variances of Y - theta (X - mean X of both arms). */
  readonly treated: ArmMoments;
  readonly control: ArmMoments;
}

/**
 * CUPED: subtracts from each unit's outcome what its past already told. Y' = Y - theta (X - mean X), theta = cov(Y, X) / var(X) over
 * both arms together; per arm Var Y' = vY + theta^2 vX - 2 theta cXY. The difference of the arms stays unbiased because X comes
 * from before the randomisation; its variance falls by the share that X explains.
 *
 * Source: A. Deng, Y. Xu, R. Kohavi, T. Walker (2013), Improving the Sensitivity of Online Controlled Experiments, WSDM.
 *
 * @throws RangeError when an arm has fewer than 2 units.
 * @example
 * const treated = { n: 2, sumY: 7, sumX: 3, sumYY: 25, sumXX: 5, sumXY: 11 };
 * const control = { n: 2, sumY: 5, sumX: 3, sumYY: 13, sumXX: 5, sumXY: 8 };
 * adjustByCovariate({ treated, control }) // => { theta: 1, treated: { n: 2, mean: 3.5, variance: 0 }, control: { n: 2, mean: 2.5, variance: 0 } }
 */
export function adjustByCovariate(arms: { treated: CovariateSums; control: CovariateSums }): CupedComparison {
  const both = addCovariateSums(arms.treated, arms.control);
  const spreadX = centredProducts(both, 'XX');
  const theta = spreadX > 0 ? centredProducts(both, 'XY') / spreadX : 0;
  const meanX = both.sumX / both.n;
  const adjust = (sums: CovariateSums) => adjustArm(sums, { theta, meanX });
  return { theta, treated: adjust(arms.treated), control: adjust(arms.control) };
}

function adjustArm(sums: CovariateSums, { theta, meanX }: { theta: number; meanX: number }): ArmMoments {
  const { n, sumY, sumX } = sums;
  if (!(n >= 2)) throw new RangeError(`Cannot adjust an arm of ${n} units: expected at least 2`);
  const squares =
    centredProducts(sums, 'YY') + theta ** 2 * centredProducts(sums, 'XX') - 2 * theta * centredProducts(sums, 'XY');
  return { n, mean: sumY / n - theta * (sumX / n - meanX), variance: Math.max(0, squares) / (n - 1) };
}

/** Sum of (A - mean A)(B - mean B). */
function centredProducts(sums: CovariateSums, pair: 'YY' | 'XX' | 'XY'): number {
  const { n, sumY, sumX } = sums;
  if (pair === 'YY') return sums.sumYY - sumY ** 2 / n;
  if (pair === 'XX') return sums.sumXX - sumX ** 2 / n;
  return sums.sumXY - (sumX * sumY) / n;
}

function addCovariateSums(a: CovariateSums, b: CovariateSums): CovariateSums {
  return {
    n: a.n + b.n,
    sumY: a.sumY + b.sumY,
    sumX: a.sumX + b.sumX,
    sumYY: a.sumYY + b.sumYY,
    sumXX: a.sumXX + b.sumXX,
    sumXY: a.sumXY + b.sumXY,
  };
}
