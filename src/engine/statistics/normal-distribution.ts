import cdf from '@stdlib/stats-base-dists-normal-cdf';
import quantile from '@stdlib/stats-base-dists-normal-quantile';

/** Below this probability the package's quantile loses digits, and from 1e-19 on it answers -Infinity. */
const QUANTILE_FROM = 1e-3;
const NEWTON_STEPS = 10;

/**
 * Standard normal distribution function: P(Z <= z). For an upper tail take `normalCdf(-z)`, which keeps all digits.
 *
 * Source: `@stdlib/stats-base-dists-normal-cdf`; worst absolute error seen 1e-15.
 *
 * @param z - any number
 * @returns a probability between 0 and 1
 * @example
 * normalCdf(1.96) // => 0.9750021048517795
 */
export function normalCdf(z: number): number {
  return cdf(z, 0, 1);
}

/**
 * Standard normal density at z: exp(-z^2 / 2) / sqrt(2 pi).
 *
 * @example
 * normalDensity(0) // => 0.3989422804014327
 */
export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

/**
 * Standard normal quantile: the z with P(Z <= z) = p.
 *
 * In the tails the package loses its digits (1e-8 of z at p = 1e-10, -Infinity from 1e-19 on). So below p = .001 the root is found by
 * Newton's method on ln P(Z <= z), from the leading term of the tail, z = -sqrt(-2 ln p), and above 1/2 by symmetry.
 *
 * @param p - a probability; 0 gives -Infinity, 1 gives Infinity
 * @throws RangeError when p is not between 0 and 1
 * @example
 * normalQuantile(0.975) // => 1.959963984540054
 * normalQuantile(1e-20) // => -9.262340089798408
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`Cannot take the normal quantile of ${p}: expected 0 to 1`);
  if (p === 0) return Number.NEGATIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  return p < QUANTILE_FROM ? tailQuantile(p) : quantile(p, 0, 1);
}

function tailQuantile(p: number): number {
  const wanted = Math.log(p);
  let z = -Math.sqrt(-2 * wanted);
  for (let step = 0; step < NEWTON_STEPS; step++) {
    const tail = normalCdf(z);
    z -= (Math.log(tail) - wanted) * (tail / normalDensity(z));
  }
  return z;
}

/**
 * Two-sided p-value of a standard normal statistic: P(|Z| >= |z|) = 2 P(Z <= -|z|).
 *
 * @example
 * twoSidedNormalP(1.959963984540054) // => 0.05
 */
export function twoSidedNormalP(z: number): number {
  return Math.min(1, 2 * normalCdf(-Math.abs(z)));
}
