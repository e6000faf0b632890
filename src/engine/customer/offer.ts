/** Whether and how far a store lets personal offers go. */
export interface OfferBounds {
  /** Highest discount in per cent that the owner allows; null = no offers, as every store begins. */
  readonly maxPercent: number | null;
  /** Whether the customer is in a running test of offers, on the side that gets them. */
  readonly insideTest: boolean;
}

/**
 * The discount of a personal offer: the less likely the purchase is without one, the higher, up to what the owner allows.
 * Never outside a test, so that what offers bring is always measured.
 *
 *     percent = round(max x (1 - probability))
 *
 * @returns whole per cent; null = no offer
 * @example
 * offerPercent(0.25, { maxPercent: 20, insideTest: true }) // => 15
 * offerPercent(0.25, { maxPercent: 20, insideTest: false }) // => null
 */
export function offerPercent(probability: number, { maxPercent, insideTest }: OfferBounds): number | null {
  if (maxPercent === null || !insideTest) return null;
  const percent = Math.round(maxPercent * (1 - Math.min(1, Math.max(0, probability))));
  return percent > 0 ? percent : null;
}
