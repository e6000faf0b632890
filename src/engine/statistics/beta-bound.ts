import quantile from '@stdlib/stats-base-dists-beta-quantile';

/** A beta distribution: density proportional to x^(alpha - 1) (1 - x)^(beta - 1), mean alpha / (alpha + beta). */
export interface BetaParameters {
  /** At least 0; at 0 all the mass sits at 0. */
  readonly alpha: number;
  /** At least 0; at 0 all the mass sits at 1. */
  readonly beta: number;
}

/**
 * Quantile of a beta distribution: the value which the variable is below with the given probability. A small
 * probability gives a lower bound, a large one an upper bound.
 *
 * Source: inverse of the regularised incomplete beta function, `@stdlib/stats-base-dists-beta-quantile`.
 *
 * @param parameters - alpha and beta, at least 0, not both 0
 * @param probability - between 0 and 1
 * @returns a number between 0 and 1
 * @throws RangeError when a parameter is negative or both are 0
 * @example
 * betaBound({ alpha: 1, beta: 1 }, 0.05) // => 0.05
 */
export function betaBound(parameters: BetaParameters, probability: number): number {
  const total = parameters.alpha + parameters.beta;
  if (!(parameters.alpha >= 0 && parameters.beta >= 0 && total > 0)) {
    throw new RangeError(
      `Cannot bound a beta distribution of alpha ${parameters.alpha} and beta ${parameters.beta}: expected numbers of at least 0, not both 0`,
    );
  }
  if (parameters.alpha === 0) return 0;
  if (parameters.beta === 0) return 1;
  return quantile(probability, parameters.alpha, parameters.beta);
}
