/** Strength of the category prior, in expected meetings: k_g. */
export const CATEGORY_PRIOR_ORDERS = 10;

/** What is known of a pair of categories. */
export interface CategoryPairEvidence {
  /** Meetings of items of the two categories: C_gh. */
  readonly together: number;
  /** Meetings by chance alone: E_gh. */
  readonly expected: number;
  /** What is known above the categories: 1 until other stores' experience comes in. */
  readonly parentLift?: number;
}

/**
 * The lift to expect of two items before their own orders are looked at, from their categories:
 * (C_gh + k_g L) / (E_gh + k_g), k_g = 10, L the parent's lift (1 unless told). Between 0 and whatever the categories
 * show; 1 when they have not met anything yet.
 *
 * @example
 * liftPrior({ together: 40, expected: 10 }) // => 2.5
 * liftPrior({ together: 0, expected: 0 }) // => 1
 */
export function liftPrior({ together, expected, parentLift = 1 }: CategoryPairEvidence): number {
  return (together + CATEGORY_PRIOR_ORDERS * parentLift) / (expected + CATEGORY_PRIOR_ORDERS);
}
