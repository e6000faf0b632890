import { winProbabilities } from './win-probabilities.ts';

/** How many showings the model's own word is worth. */
export const PRIOR_WEIGHT = 20;

/** More showings than this count as this many with the same share of successes: tastes change, and a doubt must stay. */
const MOST_TRIALS = 500;

/** Probabilities are held off 0 and 1, where the prior would be a certainty. */
const LEAST_PROBABILITY = 1e-4;

/** An item that may explore. */
export interface ThompsonCandidate {
  /** Probability that the guest takes it, by the model: 0 to 1. */
  readonly probability: number;
  /** How often it was shown, and taken then; 0 when nothing is known. */
  readonly trials?: number;
  readonly successes?: number;
}

/** The item that explores, and how likely it was chosen to. */
export interface ThompsonChoice<T> {
  readonly candidate: T;
  /** Above 0, at most 1: exactly the probability with which this draw chose it. */
  readonly propensity: number;
}

/**
 * Chooses the item of one exploring place by Thompson sampling: each with the probability that it is the best one, by
 *
 *   Beta(20 P + successes, 20 (1 - P) + trials - successes)
 *
 * whose mean is the model's P until the item was shown. The probabilities are computed first (`winProbabilities`) and one
 * number is drawn from them; so what is noted as propensity is what was done, whatever the integral's last digits.
 *
 * Source: Thompson 1933, doi:10.1093/biomet/25.3-4.285; Chapelle & Li 2011, "An empirical evaluation of Thompson sampling".
 *
 * @param candidates without those that have a place
 * @param draw from [0, 1), the same for the same answer
 * @returns null when there is no candidate
 * @throws RangeError when `draw` is not within [0, 1) or successes exceed trials
 * @example
 * // Beta(2, 18) against Beta(1, 19): 28/37 and 9/37
 * thompsonSlot([{ probability: 0.1 }, { probability: 0.05 }], 0.5).propensity // => 0.756757
 * thompsonSlot([{ probability: 0.1 }, { probability: 0.05 }], 0.8).propensity // => 0.243243
 */
export function thompsonSlot<T extends ThompsonCandidate>(
  candidates: readonly T[],
  draw: number,
): ThompsonChoice<T> | null {
  if (!(draw >= 0 && draw < 1)) throw new RangeError(`The draw ${draw} is not within 0 (included) and 1 (excluded).`);
  const propensities = winProbabilities(candidates.map(posteriorOf));
  let left = draw;
  let chosen: ThompsonChoice<T> | null = null;
  for (const [index, candidate] of candidates.entries()) {
    const propensity = propensities[index] ?? 0;
    if (propensity <= 0) continue;
    chosen = { candidate, propensity };
    left -= propensity;
    if (left < 0) break;
  }
  return chosen;
}

function posteriorOf({ probability, trials = 0, successes = 0 }: ThompsonCandidate) {
  if (!(successes >= 0 && successes <= trials)) throw new RangeError(`${successes} successes in ${trials} trials.`);
  const mean = Math.min(Math.max(probability, LEAST_PROBABILITY), 1 - LEAST_PROBABILITY);
  const counted = Math.min(1, MOST_TRIALS / trials);
  return {
    alpha: PRIOR_WEIGHT * mean + counted * successes,
    beta: PRIOR_WEIGHT * (1 - mean) + counted * (trials - successes),
  };
}
