/** Below this distance, relative to the sum of both, the logarithm is expanded in a series. */
const SERIES_WITHIN = 0.1;

/**
 * Half the Poisson deviance of a count from its mean: x ln(x / m) + m - x, without cancellation where x is near m.
 *
 * With v = (x - m) / (x + m) and ln(x / m) = 2 (v + v^3/3 + v^5/5 + ...) this is
 * (x - m) v + 2 x (v^3/3 + v^5/5 + ...).
 *
 * Source: C. Loader (2000), Fast and Accurate Computation of Binomial Probabilities (there `bd0`).
 *
 * @param x - observed, at least 0
 * @param mean - expected, above 0
 * @returns a number >= 0, 0 only where x = mean
 * @example
 * deviance(2, 1) // => 0.38629436111989063
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean;
  if (Math.abs(x - mean) >= SERIES_WITHIN * (x + mean)) return x * Math.log(x / mean) + mean - x;
  const v = (x - mean) / (x + mean);
  let sum = (x - mean) * v;
  let power = 2 * x * v;
  for (let odd = 3; ; odd += 2) {
    power *= v * v;
    const next = sum + power / odd;
    if (next === sum || Number.isNaN(next)) return next;
    sum = next;
  }
}
