const DAY_MS = 86_400_000;

/** When a customer is expected next. */
export interface NextVisit {
  /** Last order + one typical gap. */
  readonly expectedAtMs: number;
  /** Days since the last order. */
  readonly daysSinceLast: number;
  /** Days that the customer is late; 0 = not late. */
  readonly overdueDays: number;
}

/**
 * When a customer's next order is to be expected: one typical gap (`typicalGapDays`) after the last one.
 *
 * @returns null for somebody without an order of known time
 * @example
 * const day = 86_400_000;
 * estimateNextVisit({ lastAtMs: 0, gapDays: 22 }, 30 * day) // => { expectedAtMs: 1900800000, daysSinceLast: 30, overdueDays: 8 }
 */
export function estimateNextVisit(
  { lastAtMs, gapDays }: { lastAtMs: number | null; gapDays: number },
  nowMs: number,
): NextVisit | null {
  if (lastAtMs === null) return null;
  const daysSinceLast = Math.max(0, (nowMs - lastAtMs) / DAY_MS);
  return {
    expectedAtMs: Math.round(lastAtMs + gapDays * DAY_MS),
    daysSinceLast,
    overdueDays: Math.max(0, daysSinceLast - gapDays),
  };
}
