import { deviance } from './deviance.ts';
import { stirlingError } from './log-gamma.ts';

/** A binomial distribution. */
export interface BinomialParameters {
  /** Number of trials, an integer of at least 0. */
  readonly trials: number;
  /** Probability of a success, between 0 and 1, both excluded. */
  readonly probability: number;
}

/**
 * Natural logarithm of a binomial probability: ln( C(n, x) p^x (1 - p)^(n - x) ), by the saddle-point expansion.
 *
 * Relative error of the probability near 1e-14 in the body of the distribution, for millions of trials too.
 *
 * Source: C. Loader (2000), Fast and Accurate Computation of Binomial Probabilities.
 *
 * @param successes - an integer from 0 to `trials`
 * @param parameters - trials and probability
 * @returns a number <= 0
 * @example
 * binomialLogProbability(1, { trials: 2, probability: 0.5 }) // => -0.6931471805599453
 */
export function binomialLogProbability(successes: number, { trials, probability }: BinomialParameters): number {
  const failures = trials - successes;
  if (successes === 0) return trials * Math.log1p(-probability);
  if (failures === 0) return trials * Math.log(probability);
  const correction = stirlingError(trials) - stirlingError(successes) - stirlingError(failures);
  const distance = deviance(successes, trials * probability) + deviance(failures, trials * (1 - probability));
  return correction - distance - Math.log((2 * Math.PI * successes * failures) / trials) / 2;
}
