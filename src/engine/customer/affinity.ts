/** What goes with what a customer has is worth half as much again. */
export const COMPLEMENT_FACTOR = 1.5;
const HIGHEST_SHOWN = 100;

/** The parts of an affinity. */
export interface AffinityParts {
  /** Chance in a hundred, see `baseWeights` and `itemChance`. */
  readonly weight: number;
  /** A tier above the customer's level, or what goes with what the customer has. */
  readonly isComplement: boolean;
  /** See `seasonFactor`. */
  readonly season: number;
}

/**
 * Affinity of a customer for an item, by which items are put in order:
 *
 *     a = weight x 1.5 if it is a complement x season
 *
 * @returns 0 or more, without an upper limit
 * @example
 * affinity({ weight: 50, isComplement: true, season: 1.3 }) // => 97.5
 */
export function affinity({ weight, isComplement, season }: AffinityParts): number {
  return weight * (isComplement ? COMPLEMENT_FACTOR : 1) * season;
}

/**
 * The affinity as it is shown: at most 100, with one decimal.
 *
 * @example
 * shownScore(121.875) // => 100
 * shownScore(74.96) // => 75
 */
export function shownScore(value: number): number {
  return Math.round(Math.min(HIGHEST_SHOWN, Math.max(0, value)) * 10) / 10;
}
