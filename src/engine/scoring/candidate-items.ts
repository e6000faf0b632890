import { readHistory } from '../customer/purchase-history.ts';
import { topScores } from '../popularity/top-items.ts';
import type { FeatureContext } from './feature-values.ts';

/** Up to this many items every one is scored; of a larger menu only the candidates. */
export const DENSE_ITEM_LIMIT = 1000;

/** Items taken by what EASE says of the whole cart. */
const EASE_ITEMS = 100;
/** Best sellers of the hour, of all items and of each category. */
const POPULAR_ITEMS = 300;
const POPULAR_OF_CATEGORY = 10;

/** What the candidates of a question are read from. */
export interface CandidateSources {
  /** Features of all items; only those with a weight speak. */
  readonly context: FeatureContext;
  /** Best sellers of the hour: `popularCandidates`. */
  readonly popular: Iterable<number>;
  /** The strongest companions of each item in the cart, of its late baskets. */
  readonly companions: readonly (readonly number[])[];
  /** Items that somebody named, such as the owner's pins and boosts. */
  readonly named: readonly number[];
  readonly isEligible: (item: number) => boolean;
}

/**
 * The items of a large menu that are worth scoring beside a cart, ascending: the strongest companions of each item in it,
 * all items of the nearest baskets, the 100 best by EASE, what the customer has ordered before, the best sellers of the
 * hour and of each category, and what the owner named.
 *
 * @example
 * const neighbours = { similar: Float64Array.of(0, 0, 0.5, 0), same: Float64Array.of(0, 0, 0, 0) };
 * const context = { source: { ease: null }, question: { customerId: null }, neighbours, ease: new Float64Array(4) };
 * const isEligible = (item) => item > 0;
 * candidateItems({ context, popular: [0], companions: [[1]], named: [], isEligible }) // => [1, 2]
 */
export function candidateItems({ context, popular, companions, named, isEligible }: CandidateSources): number[] {
  const { source, question, neighbours, ease } = context;
  const found = new Set<number>(named);
  const takeAll = (items: Iterable<number>) => {
    for (const item of items) found.add(item);
  };
  takeAll(popular);
  for (const list of companions) takeAll(list);
  const { similar, same } = neighbours;
  for (let item = 0; item < similar.length; item++) if (similar[item] !== 0 || same[item] !== 0) found.add(item);
  if (source.ease !== null) takeAll(topScores(source.ease.items, ease, { limit: EASE_ITEMS }));
  if (question.customerId !== null) {
    takeAll(readHistory(source.log, question.customerId, { nowMs: question.nowMs }).habit.keys());
  }
  return [...found].filter(isEligible).sort((a, b) => a - b);
}

/**
 * The best sellers of the hour, the same for every cart: the 300 best of all items and the 10 best of each category.
 *
 * @param base - what the features of popularity say, by item index.
 * @param categoryIndexes - category of each item, -1 = none.
 * @example
 * popularCandidates(Float64Array.of(1, 3, 2), Int32Array.of(0, 0, 1), { limit: 1, ofCategory: 1 }) // => [1, 2]
 */
export function popularCandidates(
  base: Float64Array,
  categoryIndexes: Int32Array,
  { limit = POPULAR_ITEMS, ofCategory = POPULAR_OF_CATEGORY }: { limit?: number; ofCategory?: number } = {},
): number[] {
  const best = Array.from(base.keys()).sort((a, b) => (base[b] as number) - (base[a] as number) || a - b);
  const taken = new Map<number, number>();
  return best.filter((item, rank) => {
    const category = categoryIndexes[item] ?? -1;
    const before = taken.get(category) ?? 0;
    taken.set(category, before + 1);
    return rank < limit || (category >= 0 && before < ofCategory);
  });
}
