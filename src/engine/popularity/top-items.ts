import { roundScore } from './round-score.ts';

/** Up to this length a list is kept sorted while it is filled; a longer one is sorted at the end. */
const INSERTION_LIMIT = 100;

/** An item with its score. */
export interface ScoredItem {
  readonly item: number;
  readonly score: number;
}

/** How items are scored, and how many are wanted. */
export interface TopItemsOptions {
  readonly scoreOf: (item: number) => number;
  /** Longest list wanted, 0 or more. Default: all. */
  readonly limit?: number;
}

/**
 * The items with the highest scores, best first, equal scores by ascending index: what a full sort would put first,
 * without sorting the rest.
 *
 * @param candidates - item indices in any order.
 *
 * @example
 * topItems([0, 1, 2], { scoreOf: (item) => item % 2, limit: 2 }).map(({ item }) => item) // => [1, 0]
 */
export function topItems(candidates: Iterable<number>, options: TopItemsOptions): ScoredItem[] {
  const { scoreOf, limit = Number.POSITIVE_INFINITY } = options;
  if (limit <= INSERTION_LIMIT) return insertTop(candidates, scoreOf, Math.floor(limit));
  const scored: ScoredItem[] = [];
  for (const item of candidates) scored.push({ item, score: scoreOf(item) });
  return scored.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, limit);
}

/** More than rounding moves a score. */
const ROUNDING = 1e-6;

/** Which of the scored items are wanted. */
export interface TopScoresOptions {
  /** Longest list wanted, 0 or more. */
  readonly limit: number;
  /** Asked only of items whose score would bring them in; the others are passed over. Default: all. */
  readonly admits?: (item: number) => boolean;
}

/**
 * {@link topItems} of scores that are written down already, by item index, compared as `roundScore` has them.
 *
 * @example
 * topScores([0, 1, 2], new Float64Array([5, 9, 9]), { limit: 2 }) // => [1, 2]
 * topScores([0, 1, 2], new Float64Array([5, 9, 9]), { limit: 2, admits: (item) => item !== 1 }) // => [2, 0]
 */
export function topScores(candidates: readonly number[], scores: Float64Array, options: TopScoresOptions): number[] {
  const { limit, admits = () => true } = options;
  const top: number[] = [];
  const topScore: number[] = [];
  if (limit <= 0) return top;
  let least = Number.NEGATIVE_INFINITY;
  for (const item of candidates) {
    // Most items are far below: only the others are worth rounding.
    if ((scores[item] as number) < least || !admits(item)) continue;
    const score = roundScore(scores[item] as number);
    let place = top.length;
    while (place > 0) {
      const above = topScore[place - 1] as number;
      if (score < above || (score === above && item > (top[place - 1] as number))) break;
      place--;
      if (place + 1 === limit) continue;
      top[place + 1] = top[place] as number;
      topScore[place + 1] = above;
    }
    if (place === limit) continue;
    top[place] = item;
    topScore[place] = score;
    if (top.length === limit) least = (topScore[limit - 1] as number) - ROUNDING;
  }
  return top;
}

function insertTop(candidates: Iterable<number>, scoreOf: (item: number) => number, limit: number): ScoredItem[] {
  const top: ScoredItem[] = [];
  if (limit <= 0) return top;
  let last: ScoredItem | null = null;
  for (const item of candidates) {
    const score = scoreOf(item);
    if (last !== null && !isBefore(item, score, last)) continue;
    let place = top.length === limit ? limit - 1 : top.length;
    for (; place > 0; place -= 1) {
      const above = top[place - 1] as ScoredItem;
      if (!isBefore(item, score, above)) break;
      top[place] = above;
    }
    top[place] = { item, score };
    if (top.length === limit) last = top[limit - 1] as ScoredItem;
  }
  return top;
}

function isBefore(item: number, score: number, other: ScoredItem): boolean {
  return score > other.score || (score === other.score && item < other.item);
}
