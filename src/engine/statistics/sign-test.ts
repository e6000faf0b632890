import { binomialLogProbability } from './binomial-log-probability.ts';

/**
 * Two-sided p-value of the sign test: twice the smaller tail of a fair coin, at most 1.
 *
 * Source: J. Arbuthnot (1710); exact binomial probabilities by Loader (2000).
 *
 * @param heads - successes, a whole number
 * @param tosses - trials, a whole number of at least `heads`
 * @returns 1 when there are no tosses
 * @example
 * signTestP(9, 10) // => 0.021484375
 */
export function signTestP(heads: number, tosses: number): number {
  const atLeast = Math.max(heads, tosses - heads);
  let tail = 0;
  for (let x = atLeast; x <= tosses; x++)
    tail += Math.exp(binomialLogProbability(x, { trials: tosses, probability: 0.5 }));
  return Math.min(1, 2 * tail);
}
