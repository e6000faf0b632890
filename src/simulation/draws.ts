import type { Random } from './random.ts';

/**
 * One throw of a biased coin: true with the given probability.
 *
 * @param probability - 0 (never) to 1 (always).
 *
 * @example
 * drawChance(() => 0.29, 0.3) // => true
 * drawChance(() => 0.3, 0.3) // => false
 */
export function drawChance(random: Random, probability: number): boolean {
  return random() < probability;
}

/**
 * A whole number, uniform from `from` to `to`, both included.
 *
 * @example
 * drawInteger(() => 0.999, [1, 20]) // => 20
 */
export function drawInteger(random: Random, [from, to]: readonly [number, number]): number {
  return from + Math.floor(random() * (to - from + 1));
}

/**
 * Position of one of the weights, chosen with probability weight / sum of weights.
 *
 * @param weights - not negative, at least one above 0.
 * @throws RangeError when no weight is above 0.
 *
 * @example
 * drawWeighted(() => 0.7, [1, 1, 2]) // => 2
 */
export function drawWeighted(random: Random, weights: ArrayLike<number>): number {
  let total = 0;
  for (let index = 0; index < weights.length; index++) total += weights[index] ?? 0;
  if (!(total > 0)) throw new RangeError('Cannot choose by weight: expected at least one weight above 0');
  let rest = random() * total;
  let last = 0;
  for (let index = 0; index < weights.length; index++) {
    const weight = weights[index] ?? 0;
    if (weight <= 0) continue;
    if (rest < weight) return index;
    rest -= weight;
    last = index;
  }
  // Rounding of the sums can leave a crumb above the last weight.
  return last;
}

/**
 * Number of successes in `trials` independent throws: Binomial(trials, probability).
 *
 * @example
 * drawBinomial(() => 0.5, { trials: 4, probability: 0.6 }) // => 4
 */
export function drawBinomial(random: Random, { trials, probability }: { trials: number; probability: number }): number {
  let successes = 0;
  for (let trial = 0; trial < trials; trial++) if (random() < probability) successes++;
  return successes;
}

/**
 * Standard normal number, by the method of Box and Muller (1958): sqrt(-2 ln u) cos(2 pi v).
 *
 * @example
 * drawNormal(() => 0.5) // => -1.1774
 */
export function drawNormal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  return radius * Math.cos(2 * Math.PI * random());
}

/**
 * Log-normal number: median x exp(sigma x z), z standard normal. Mean = median x exp(sigma^2 / 2).
 *
 * @example
 * drawLogNormal(() => 0, { median: 30, sigma: 0.5 }) // => 30
 */
export function drawLogNormal(random: Random, { median, sigma }: { median: number; sigma: number }): number {
  return median * Math.exp(sigma * drawNormal(random));
}

/**
 * Gamma number with the given shape and scale 1: mean = variance = shape.
 *
 * Marsaglia and Tsang (2000), "A simple method for generating gamma variables": d = shape - 1/3, v = (1 + z/sqrt(9
 * d))^3, accepted when ln u < z^2/2 + d - d v + d ln v; for shapes below 1 the result for shape + 1 times u^(1/shape).
 *
 * @param shape - above 0.
 * @throws RangeError when the shape is not above 0.
 */
export function drawGamma(random: Random, shape: number): number {
  if (!(shape > 0)) throw new RangeError(`Cannot draw from a Gamma distribution of shape ${shape}: expected above 0`);
  if (shape < 1) return drawGamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  for (;;) {
    const z = drawNormal(random);
    const v = (1 + z / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * Poisson number: how many events happen when `mean` are expected.
 *
 * Knuth (TAOCP 2, 3.4.1): uniform numbers are multiplied until the product falls below exp(-mean); means above 500 are
 * halved, since a sum of Poisson numbers is one and exp(-mean) must not underflow.
 *
 * @param mean - 0 or above.
 * @throws RangeError when the mean is negative or not finite.
 *
 * @example
 * drawPoisson(() => 0.5, 1) // => 1
 */
export function drawPoisson(random: Random, mean: number): number {
  if (!(mean >= 0 && mean < Infinity)) throw new RangeError(`Cannot draw events of mean ${mean}: expected 0 or above`);
  if (mean > 500) return drawPoisson(random, mean / 2) + drawPoisson(random, mean / 2);
  const limit = Math.exp(-mean);
  let events = 0;
  for (let product = random(); product > limit; product *= random()) events++;
  return events;
}
