/** One merchant's or test's estimate. */
export interface Estimate {
  readonly value: number;
  /** Standard error, above 0. */
  readonly standardError: number;
}

/** Weighted mean of estimates with a spread of their own between them. */
export interface WeightedMean {
  /** Variance between the true values. */
  readonly tauSquared: number;
  /** Sum of w y / sum of w, w = 1 / (s^2 + tau^2). */
  readonly mean: number;
  /** 1 / sum of w: the variance of that mean. */
  readonly variance: number;
}

const HALVINGS = 200;

/**
 * How much true values differ between merchants: tau^2 solves sum (y - m)^2 / (s^2 + tau^2) = J - 1, where m is the mean weighted by
 * 1 / (s^2 + tau^2); 0 where the estimates differ less than their errors alone would make them.
 *
 * Source: R. C. Paule and J. Mandel (1982), Consensus values and weighting factors, J. Research NBS 87.
 *
 * @param estimates - at least 2
 * @returns tau^2, at least 0
 * @example
 * const estimates = [{ value: 0, standardError: 1 }, { value: 4, standardError: 1 }];
 * pauleMandel(estimates) // => 7
 */
export function pauleMandel(estimates: readonly Estimate[]): number {
  const excess = (tauSquared: number) => heterogeneity(estimates, tauSquared) - (estimates.length - 1);
  if (excess(0) <= 0) return 0;
  let [low, high] = [0, 1];
  while (excess(high) > 0) high *= 2;
  for (let i = 0; i < HALVINGS && high - low > Number.EPSILON * high; i++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Sum (y - m)^2 / (s^2 + tau^2); falls as tau grows. */
function heterogeneity(estimates: readonly Estimate[], tauSquared: number): number {
  const { mean } = weighEstimates(estimates, tauSquared);
  return estimates.reduce(
    (sum, { value, standardError }) => sum + (value - mean) ** 2 / (standardError ** 2 + tauSquared),
    0,
  );
}

/**
 * Mean of estimates weighted by 1 / (s^2 + tau^2).
 *
 * @example
 * weighEstimates([{ value: 0, standardError: 1 }, { value: 4, standardError: 1 }], 7) // => { tauSquared: 7, mean: 2, variance: 4 }
 */
export function weighEstimates(estimates: readonly Estimate[], tauSquared: number): WeightedMean {
  let [weights, weighted] = [0, 0];
  for (const { value, standardError } of estimates) {
    const weight = 1 / (standardError ** 2 + tauSquared);
    weights += weight;
    weighted += weight * value;
  }
  return { tauSquared, mean: weighted / weights, variance: 1 / weights };
}
