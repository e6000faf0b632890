import cdf from '@stdlib/stats-base-dists-t-cdf';
import quantile from '@stdlib/stats-base-dists-t-quantile';

/**
 * Student's distribution function: P(T <= x) with `df` degrees of freedom, which need not be whole. For an upper tail
 * take `tCdf(-x, df)`, which keeps all digits.
 *
 * Source: `@stdlib/stats-base-dists-t-cdf`.
 *
 * @param x - any number
 * @param df - degrees of freedom, above 0
 * @returns a probability between 0 and 1
 * @example
 * tCdf(2.1, 7.5) // => 0.9643814642709609
 */
export function tCdf(x: number, df: number): number {
  return cdf(x, df);
}

/**
 * Student's quantile: the x with P(T <= x) = p.
 *
 * @param p - a probability between 0 and 1
 * @param df - degrees of freedom, above 0
 * @example
 * tQuantile(0.975, 12.34) // => 2.1721732968097824
 */
export function tQuantile(p: number, df: number): number {
  return quantile(p, df);
}

/**
 * Two-sided p-value of Student's statistic: P(|T| >= |x|).
 *
 * @example
 * twoSidedTP(2.1721732968097824, 12.34) // => 0.05
 */
export function twoSidedTP(x: number, df: number): number {
  return Math.min(1, 2 * tCdf(-Math.abs(x), df));
}
