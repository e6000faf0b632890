/** What is known of a customer: little, a habit, or a habit worth much. */
export type CustomerKind = 'new' | 'repeat' | 'high-ltv';

/** Confidence of recommendations for each kind: uncertain, known behaviour, strong pattern. */
export const KIND_CONFIDENCE: Readonly<Record<CustomerKind, number>> = { new: 0.7, repeat: 0.85, 'high-ltv': 0.9 };

/** Fewer customers have no top decile. */
const FEWEST_FOR_DECILE = 10;

/**
 * The LTV from which on a customer is in the store's top decile: that of the customer at place floor(n / 10), counted from
 * the highest; customers with the same LTV are in too. Customers who brought nothing are never in.
 *
 * @param ltvsMinor of all customers with a counted order, in any order
 * @returns minor units; null below 10 customers
 * @example
 * topDecileLtv([5, 10, 15, 20, 25, 30, 35, 40, 45, 50]) // => 50
 */
export function topDecileLtv(ltvsMinor: readonly number[]): number | null {
  if (ltvsMinor.length < FEWEST_FOR_DECILE) return null;
  const sorted = [...ltvsMinor].sort((a, b) => b - a);
  return sorted[Math.floor(sorted.length / 10) - 1] ?? null;
}

/**
 * New up to one counted order, repeat from two on; high LTV in the store's top decile or from the owner's amount on. The
 * highest confidence wins.
 *
 * @param thresholdsMinor LTVs of which any makes a customer one of high value; null = none
 * @example
 * customerKind({ orderCount: 2, ltvMinor: 19_800 }, [50_000]) // => 'repeat'
 * customerKind({ orderCount: 1, ltvMinor: 299_900 }, [50_000, null]) // => 'high-ltv'
 */
export function customerKind(
  { orderCount, ltvMinor }: { orderCount: number; ltvMinor: number },
  thresholdsMinor: readonly (number | null)[],
): CustomerKind {
  if (ltvMinor > 0 && thresholdsMinor.some((limit) => limit !== null && ltvMinor >= limit)) return 'high-ltv';
  return orderCount > 1 ? 'repeat' : 'new';
}
