import chisquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import { gammaUpperTail } from './gamma-distribution.ts';

/**
 * Chi-square distribution function: P(X <= x) with `df` degrees of freedom.
 *
 * Source: `@stdlib/stats-base-dists-chisquare-cdf`.
 *
 * @param x - at least 0
 * @param df - degrees of freedom, above 0
 * @example
 * chiSquareCdf(3.841458820694124, 1) // => 0.95
 */
export function chiSquareCdf(x: number, df: number): number {
  return chisquareCdf(x, df);
}

/**
 * Upper tail of a chi-square distribution: P(X > x), the p-value of a chi-square test. It is the upper tail of the gamma
 * distribution of shape df / 2 and rate 1/2, which keeps its digits where 1 - P(X <= x) has none left.
 *
 * @param x - at least 0
 * @param df - degrees of freedom, above 0
 * @returns a probability between 0 and 1
 * @example
 * chiSquareUpperTail(10.83, 1) // => 0.0009986863791802136
 */
export function chiSquareUpperTail(x: number, df: number): number {
  return gammaUpperTail({ shape: df / 2, rate: 0.5 }, x);
}
