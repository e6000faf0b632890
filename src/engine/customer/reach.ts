/** How many of the customers of a month ago came back, and how many of those who came were shown something. */
export interface ReachCounts {
  /** Customers who had ordered before the month began. */
  readonly known: number;
  /** Of them, those who ordered within the month. */
  readonly returned: number;
  /** Known customers who ordered within the month, new ones among them. */
  readonly came: number;
  /** Of those, the ones to whom suggestions were shown; null = nobody is known to have been shown any. */
  readonly shown: number | null;
}

/**
 * Share of customers who return and see a suggestion within a month: (returned + 1) / (known + 2) x shown / came. The first factor is the
 * share of the month before, held to a half while nobody was known then; the second is 1 where it cannot be known.
 *
 * @returns 0..1
 * @example
 * reachOf({ known: 98, returned: 49, came: 60, shown: 30 }) // => 0.25
 * reachOf({ known: 0, returned: 0, came: 3, shown: null }) // => 0.5
 */
export function reachOf({ known, returned, came, shown }: ReachCounts): number {
  const seen = shown === null || came === 0 ? 1 : shown / came;
  return ((returned + 1) / (known + 2)) * seen;
}
