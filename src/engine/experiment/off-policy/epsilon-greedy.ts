/** With which probability a slot shows what it shows. */
export interface EpsilonGreedyPropensity {
  /** Of the best candidate. */
  readonly greedy: number;
  /** Of each other candidate. */
  readonly other: number;
}

/**
 * Propensities of a slot that shows the best of k candidates, except for a share epsilon of the time, when it shows any of the k
 * with the same probability: 1 - epsilon + epsilon / k, and epsilon / k.
 *
 * Source: R. S. Sutton and A. G. Barto, Reinforcement Learning, 2nd edition, 2.2.
 *
 * @param epsilon - between 0 and 1
 * @param candidates - k, at least 1
 * @example
 * epsilonGreedyPropensity(0.1, 5) // => { greedy: 0.92, other: 0.02 }
 */
export function epsilonGreedyPropensity(epsilon: number, candidates: number): EpsilonGreedyPropensity {
  const other = epsilon / candidates;
  return { greedy: 1 - epsilon + other, other };
}
