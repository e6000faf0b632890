/** Where a customer stands. Everyone is in exactly one segment. */
export const SEGMENTS = ['new', 'repeat', 'loyal', 'at-risk', 'lost'] as const;
/** One of {@link SEGMENTS}. */
export type Segment = (typeof SEGMENTS)[number];

/** From so many counted orders on, somebody who still comes is loyal. */
export const LOYAL_ORDERS = 5;
/** Who stays away longer than this many times the own typical gap is at risk. */
export const AT_RISK_GAPS = 2;
/** The same, for lost. */
export const LOST_GAPS = 4;
/** Nobody is called at risk before so many days. */
export const AT_RISK_DAYS = 14;
/** Nobody is called lost before so many days. */
export const LOST_DAYS = 30;

const DAY_MS = 86_400_000;

/** What the rules look at. */
export interface SegmentFacts {
  readonly orderCount: number;
  readonly lastAtMs: number | null;
  /** See `typicalGapDays`. */
  readonly gapDays: number;
}

/**
 * The segment of a customer, by the first rule that holds:
 *
 *     lost      last order more than max(30 days, 4 typical gaps) ago
 *     at-risk   last order more than max(14 days, 2 typical gaps) ago
 *     loyal     5 or more counted orders
 *     repeat    2 to 4
 *     new       0 or 1
 *
 * Who has no order of known time is never called at risk or lost.
 *
 * @example
 * const day = 86_400_000;
 * const facts = { orderCount: 6, lastAtMs: 0, gapDays: 20 };
 * [30, 41, 81].map((days) => segmentOf(facts, days * day)) // => ['loyal', 'at-risk', 'lost']
 */
export function segmentOf({ orderCount, lastAtMs, gapDays }: SegmentFacts, nowMs: number): Segment {
  const awayDays = lastAtMs === null ? 0 : (nowMs - lastAtMs) / DAY_MS;
  if (awayDays > Math.max(LOST_DAYS, LOST_GAPS * gapDays)) return 'lost';
  if (awayDays > Math.max(AT_RISK_DAYS, AT_RISK_GAPS * gapDays)) return 'at-risk';
  if (orderCount >= LOYAL_ORDERS) return 'loyal';
  return orderCount > 1 ? 'repeat' : 'new';
}
