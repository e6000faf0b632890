/**
 * What a recommendation is expected to bring: price x probability, without season and complement, which put items in order
 * but are no probabilities.
 *
 * @param priceMinor null = not known
 * @param probability 0..1; what is above counts as 1
 * @returns whole minor units; 0 where the price is not known
 * @example
 * conversionValue(49_900, 0.5) // => 24950
 */
export function conversionValue(priceMinor: number | null, probability: number): number {
  return priceMinor === null ? 0 : Math.round(priceMinor * Math.min(1, Math.max(0, probability)));
}
