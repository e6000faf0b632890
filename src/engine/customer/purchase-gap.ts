/** Typical days between orders where too few customers came back to say. */
const UNKNOWN_GAP_DAYS = 30;
const FEWEST_RETURNING = 5;
/** The store's typical gap counts as much as so many pauses of the customer's own. */
const STORE_GAP_WEIGHT = 3;

/** The pauses between a customer's orders. */
export interface OrderGaps {
  readonly gapCount: number;
  readonly gapDaysSum: number;
}

/**
 * Typical gap of a store: the median of its customers' mean gaps, of those with two or more orders of known time; 30 days
 * below 5 of them.
 *
 * @example
 * storeGapDays([4, 6, 8, 10, 40].map((gapDaysSum) => ({ gapCount: 1, gapDaysSum }))) // => 8
 */
export function storeGapDays(customers: readonly OrderGaps[]): number {
  const means = customers.filter(({ gapCount }) => gapCount > 0).map((gaps) => gaps.gapDaysSum / gaps.gapCount);
  if (means.length < FEWEST_RETURNING) return UNKNOWN_GAP_DAYS;
  means.sort((a, b) => a - b);
  const middle = means.length >> 1;
  const upper = means[middle] ?? UNKNOWN_GAP_DAYS;
  return means.length % 2 === 1 ? upper : (upper + (means[middle - 1] ?? upper)) / 2;
}

/**
 * Typical gap of a customer: the own pauses, held to the store's typical gap as if that were three more of them.
 *
 *     g = (sum of own gaps + 3 x store) / (number of own gaps + 3)
 *
 * @returns days
 * @example
 * typicalGapDays({ gapCount: 2, gapDaysSum: 20 }, 30) // => 22
 */
export function typicalGapDays({ gapCount, gapDaysSum }: OrderGaps, storeDays: number): number {
  return (gapDaysSum + STORE_GAP_WEIGHT * storeDays) / (gapCount + STORE_GAP_WEIGHT);
}
