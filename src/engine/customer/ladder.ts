/** The steps of a store's upgrade ladder: its different tiers, lowest first. */
export type Ladder = readonly number[];

/**
 * The ladder of a menu.
 *
 * @param tiers of the items, null for those on no ladder
 * @example
 * createLadder([2, 1, null, 4, 2]) // => [1, 2, 4]
 */
export function createLadder(tiers: Iterable<number | null>): Ladder {
  return [...new Set([...tiers].flatMap((tier) => (tier === null ? [] : [tier])))].sort((a, b) => a - b);
}

/**
 * Where on the ladder a customer stands: the number of the highest step at or below a tier, -1 below the first. A tier that
 * was taken off the ladder since counts as the step below it.
 *
 * @example
 * ladderPosition([1, 2, 4], 3) // => 1
 * ladderPosition([1, 2, 4], null) // => -1
 */
export function ladderPosition(ladder: Ladder, tier: number | null): number {
  return tier === null ? -1 : ladder.findLastIndex((step) => step <= tier);
}
