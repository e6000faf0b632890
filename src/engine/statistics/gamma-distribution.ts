import { deviance } from './deviance.ts';
import { stirlingError } from './log-gamma.ts';

/** A gamma distribution: density proportional to x^(shape - 1) e^(-rate x), mean shape / rate. */
export interface GammaParameters {
  /** Above 0. */
  readonly shape: number;
  /** Above 0, in 1 / units of x. */
  readonly rate: number;
}

const TOLERANCE = 1e-16;
const TINY = 1e-300;
const MAX_STEPS = 1_000_000;

function requirePositiveParameters({ shape, rate }: GammaParameters): void {
  if (shape > 0 && rate > 0) return;
  throw new RangeError(`Cannot use a gamma distribution of shape ${shape} and rate ${rate}: both must be above 0`);
}

/** x^a e^-x / Gamma(a + 1), in Loader's form, which keeps its digits for large a. */
function leadingFactor(a: number, x: number): number {
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** Lower tail P(a, x) by its power series 1 + x/(a+1) + x^2/((a+1)(a+2)) + ..., good for x < a + 1. */
function lowerTailBySeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let step = 1; term > TOLERANCE * sum; step++) {
    term *= x / (a + step);
    sum += term;
  }
  return leadingFactor(a, x) * sum;
}

/** Upper tail Q(a, x) by Legendre's continued fraction in Lentz's form, good for x >= a + 1. */
function upperTailByFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let step = 1; step < MAX_STEPS; step++) {
    const numerator = -step * (step - a);
    b += 2;
    d = 1 / (numerator * d + b || TINY);
    c = b + numerator / c || TINY;
    const change = c * d;
    fraction *= change;
    if (Math.abs(change - 1) < 4 * Number.EPSILON) break;
  }
  return leadingFactor(a, x) * a * fraction;
}

/**
 * Upper tail of a gamma distribution: P(X > x) = Q(shape, rate x), the regularised upper incomplete gamma function.
 *
 * Absolute error below 1e-12 for shapes up to a million.
 *
 * Source: Press et al., Numerical Recipes, 3rd edition, 6.2; the leading factor after Loader (2000).
 *
 * @param parameters - shape and rate, both above 0
 * @param x - in the units of the distribution; at or below 0 the answer is 1
 * @returns a probability between 0 and 1
 * @throws RangeError when shape or rate is not above 0
 * @example
 * gammaUpperTail({ shape: 2, rate: 1 }, 1) // => 0.7357588823428847
 */
export function gammaUpperTail(parameters: GammaParameters, x: number): number {
  requirePositiveParameters(parameters);
  if (x <= 0) return 1;
  const { shape } = parameters;
  const scaled = parameters.rate * x;
  if (scaled === Number.POSITIVE_INFINITY) return 0;
  if (scaled < shape + 1) return Math.max(0, 1 - lowerTailBySeries(shape, scaled));
  return Math.min(1, upperTailByFraction(shape, scaled));
}

/** Standard normal score of the 95 % quantile: pass it for an upper bound, its negative for a lower one. */
export const NORMAL_SCORE_95 = 1.6448536269514722;

/**
 * Approximate quantile of a gamma distribution in closed form: (a / b) (1 - 1 / (9 a) + z / (3 sqrt a))^3 with
 * shape a and rate b; 0 where the bracket is negative (a small shape and a low quantile).
 *
 * The 5 % quantile comes out too low by 23 % at shape 1, 3 % at 2, .9 % at 3, and
 * within .05 % from 9 on.
 *
 * Source: E. B. Wilson and M. M. Hilferty (1931), The Distribution of Chi-square, PNAS 17.
 *
 * @param parameters - shape and rate, both above 0
 * @param normalScore - standard normal quantile of the wanted probability: -1.645 for 5 %, 1.645 for 95 %
 * @returns the quantile, at least 0, in the units of the distribution
 * @throws RangeError when shape or rate is not above 0
 * @example
 * gammaQuantileWilsonHilferty({ shape: 9, rate: 9 }, -1.6448536269514722) // => 0.5214517
 */
export function gammaQuantileWilsonHilferty(parameters: GammaParameters, normalScore: number): number {
  requirePositiveParameters(parameters);
  const { shape, rate } = parameters;
  const cubeRoot = 1 - 1 / (9 * shape) + normalScore / (3 * Math.sqrt(shape));
  return (shape / rate) * Math.max(0, cubeRoot) ** 3;
}
