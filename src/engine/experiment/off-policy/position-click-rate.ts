/** What was seen and clicked in one slot. */
export interface PositionTally {
  /** How likely this slot is looked at, against the first: 1 for the first. */
  readonly attention: number;
  readonly impressions: number;
  readonly clicks: number;
}

/**
 * Click rate of each slot as if it had been the first: clicks / (attention x impressions). Lower slots are looked at less, which
 * is no fault of what they show.
 *
 * Source: T. Joachims, A. Swaminathan, T. Schnabel (2017), Unbiased Learning-to-Rank with Biased Feedback, WSDM.
 *
 * @returns one rate for each slot; null where nothing was seen
 * @example
 * positionClickRates([{ attention: 1, impressions: 1000, clicks: 80 }, { attention: 0.6, impressions: 1000, clicks: 36 }]) // => [0.08, 0.06]
 */
export function positionClickRates(slots: readonly PositionTally[]): (number | null)[] {
  return slots.map(({ attention, impressions, clicks }) => {
    const seen = attention * impressions;
    return seen > 0 ? clicks / seen : null;
  });
}
