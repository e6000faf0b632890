/** The seeds' rule of thumb: 15 % of what customers have brought so far. Not measured. */
export const HEURISTIC_SHARE = 0.15;
/** Share of what recommendations are followed by that would not have been bought anyway: mean and deviation before any measurement. */
export const KAPPA_PRIOR = { mean: 0.25, deviation: 0.25 } as const;
const NORMAL_975 = 1.959964;

/** What one customer's first recommendation may bring. */
export interface ExpectedAcceptance {
  readonly priceMinor: number;
  /** Probability that it is bought, 0..1. */
  readonly probability: number;
  /** Variance of that probability, as it is known. */
  readonly variance: number;
}

/** An amount with the interval in which it lies with probability 95 %, minor units. */
export interface LiftEstimate {
  readonly attributableMinor: number;
  readonly estimateMinor: number;
  readonly lowMinor: number;
  readonly highMinor: number;
}

/**
 * What recommendations may add in 30 days: the value of those that are likely to be followed, times the share kappa of it
 * that would not have come anyway.
 *
 *     A = sum of price x reach x P        estimate = kappa A
 *     Var = A^2 Var(kappa) + kappa^2 sum of (price x reach)^2 Var(P)
 *     interval = estimate -+ 1.96 sqrt(Var)
 *
 * @param reach share of customers who come back within 30 days and see it, 0..1
 * @example
 * estimateLift([{ priceMinor: 10_000, probability: 0.5, variance: 0 }], 0.5) // => { attributableMinor: 2500, estimateMinor: 625, lowMinor: -600, highMinor: 1850 }
 */
export function estimateLift(customers: Iterable<ExpectedAcceptance>, reach: number): LiftEstimate {
  const { mean, deviation } = KAPPA_PRIOR;
  let attributable = 0;
  let spread = 0;
  for (const { priceMinor, probability, variance } of customers) {
    attributable += priceMinor * reach * probability;
    spread += (priceMinor * reach) ** 2 * variance;
  }
  const half = NORMAL_975 * Math.sqrt(attributable ** 2 * deviation ** 2 + mean ** 2 * spread);
  return {
    attributableMinor: Math.round(attributable),
    estimateMinor: Math.round(mean * attributable),
    lowMinor: Math.round(mean * attributable - half),
    highMinor: Math.round(mean * attributable + half),
  };
}
