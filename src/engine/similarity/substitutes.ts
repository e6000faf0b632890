import { expectedTogether } from '../basket/expected-together.ts';
import type { ItemPair } from '../basket/item-pair.ts';
import type { PairCounts } from '../basket/pair-counts.ts';
import { type ShrunkLift, shrinkLift } from '../basket/shrunk-lift.ts';
import { logLiftRow } from './log-lift-row.ts';
import { cosine, type SparseVector } from './sparse-vector.ts';

/** Two items are ordered together less than chance has it when the upper bound of their lift is below this. */
export const SUBSTITUTE_LIFT = 0.8;

/** ... and play the same part when the cosine of their companions is above this. */
export const SUBSTITUTE_COSINE = 0.3;

/** What substitutes are found in. */
export interface SubstituteCounts {
  readonly pairs: PairCounts;
  /** Category index of an item, or -1 for none. */
  readonly categoryOf: (item: number) => number;
  /** Lift to expect of a pair before its own orders are looked at, the same in both directions. Default: 1. */
  readonly priorLift?: (a: number, b: number) => number;
  /** The companions of an item, where they are kept already. Default: `logLiftRow`. */
  readonly companionsOf?: (item: number) => SparseVector;
}

/** Why an item stands in for another. */
export interface SubstituteEvidence {
  /** Dense index of the substitute. */
  readonly item: number;
  /** Orders with both. */
  readonly together: number;
  /** Orders with both by chance alone, given how large baskets are. */
  readonly expected: number;
  /** Posterior of their lift; its upper bound is below .8. */
  readonly lift: ShrunkLift;
  /** Cosine of their companions, above .3 and at most 1. */
  readonly cosine: number;
}

/**
 * The items that are ordered instead of a given one, by index: of the same known category, surely rarer together than
 * chance (95 % bound of the shrunk lift below .8), and ordered with the same companions (cosine of the log lifts above
 * .3). Nobody who has one in the cart wants to be offered the other.
 *
 * It depends on nothing but the counts, so it can be kept for an item until they change; and it is symmetric: b is a
 * substitute of a exactly when a is one of b.
 *
 * @returns ascending by index; empty for an item without a category.
 *
 * @example
 * const pairs = new PairCounts();
 * for (let n = 0; n < 20; n++) for (const basket of [[0, 2], [1, 2], [3]]) pairs.add(basket);
 * const counts = { pairs, categoryOf: (item) => (item < 2 ? 0 : 1) };
 * findSubstitutes(counts, 0).map(({ item, together }) => [item, together]) // => [[1, 0]]
 */
export function findSubstitutes(counts: SubstituteCounts, item: number): SubstituteEvidence[] {
  const found: SubstituteEvidence[] = [];
  for (let other = 0; other < counts.pairs.itemCount; other += 1) {
    const evidence = readSubstitute(counts, [item, other]);
    if (evidence !== null) found.push(evidence);
  }
  return found;
}

/**
 * What makes the second item of a pair a substitute of the first by the rule of {@link findSubstitutes}; null when it is
 * none.
 *
 * @example
 * const pairs = new PairCounts();
 * for (let n = 0; n < 20; n++) for (const basket of [[0, 2], [1, 2], [3]]) pairs.add(basket);
 * // T = 100, n = 20 and 20, S = 20 each: w = 20 / 80, E = 5; the upper bound is 3 / 8 x 1.2796^3 = .785715
 * readSubstitute({ pairs, categoryOf: () => 0 }, [0, 1]).lift.upper // => 0.785715
 * readSubstitute({ pairs, categoryOf: () => 0 }, [0, 2]) // => null
 */
export function readSubstitute(counts: SubstituteCounts, [a, b]: ItemPair): SubstituteEvidence | null {
  const { pairs, categoryOf, priorLift = () => 1, companionsOf = (item) => logLiftRow(pairs, item) } = counts;
  if (a === b || categoryOf(a) < 0 || categoryOf(a) !== categoryOf(b)) return null;
  const together = pairs.together(a, b);
  const expected = expectedTogether(pairs, [a, b]);
  const lift = shrinkLift({ together, expected, priorLift: priorLift(a, b) });
  if (lift.upper >= SUBSTITUTE_LIFT) return null;
  const likeness = cosine(companionsOf(a), companionsOf(b));
  return likeness > SUBSTITUTE_COSINE ? { item: b, together, expected, lift, cosine: likeness } : null;
}

/**
 * Whether two items surely go together: the 5 % bound of their shrunk lift is above 1.
 *
 * @example
 * isComplement(shrinkLift({ together: 9, expected: 3, priorLift: 1 })) // => true
 * isComplement(shrinkLift({ together: 4, expected: 3, priorLift: 1 })) // => false
 */
export function isComplement({ lower }: Pick<ShrunkLift, 'lower'>): boolean {
  return lower > 1;
}
