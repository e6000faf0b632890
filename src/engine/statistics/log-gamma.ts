const HALF_LOG_TWO_PI = 0.9189385332046728;
const SERIES_FROM = 10;

/** B_2k / (2k (2k - 1)) for k = 8 .. 1: the coefficients of Stirling's series, highest power first. */
const STIRLING_COEFFICIENTS = [-3617 / 122400, 1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12];

/** Stirling's series at x >= 10, where the first term left out is below 2e-18. */
function sumStirlingSeries(x: number): number {
  const inverseSquare = 1 / (x * x);
  let sum = 0;
  for (const coefficient of STIRLING_COEFFICIENTS) sum = sum * inverseSquare + coefficient;
  return sum / x;
}

/**
 * Natural logarithm of the gamma function: ln Gamma(x), and so ln (n!) = logGamma(n + 1).
 *
 * Stirling's series for x >= 10; below, the recurrence Gamma(x + 1) = x Gamma(x) moves x up to it.
 * Absolute error below 1e-14 for x <= 10, relative error below 1e-15 above.
 *
 * Source: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.41 and 6.1.15.
 *
 * @param x - a positive number
 * @returns ln Gamma(x); NaN when x is not positive
 * @example
 * logGamma(5) // => 3.1780538303479458
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let shifted = x;
  let product = 1;
  while (shifted < SERIES_FROM) {
    product *= shifted;
    shifted += 1;
  }
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LOG_TWO_PI;
  return stirling + sumStirlingSeries(shifted) - Math.log(product);
}

/**
 * What Stirling's approximation of ln (x!) leaves out: ln Gamma(x + 1) - ((x + 1/2) ln x - x + ln(2 pi) / 2).
 *
 * Probabilities built from this and `deviance` keep all their digits where a difference of large
 * `logGamma` values would lose them.
 *
 * Source: C. Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
 *
 * @param x - a positive number
 * @returns a number between 0 and 1/(12 x)
 * @example
 * stirlingError(1) // => 0.08106146679532726
 */
export function stirlingError(x: number): number {
  if (x >= SERIES_FROM) return sumStirlingSeries(x);
  return logGamma(x + 1) - (x + 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
}
