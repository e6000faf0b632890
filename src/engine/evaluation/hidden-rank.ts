/** Which item is looked for, and which are out of the race. */
export interface HiddenItem {
  readonly hidden: number;
  /** 1 for each item of the context: it cannot be suggested. */
  readonly excluded: Uint8Array;
}

/**
 * Rank of the hidden item among all items that are not in the context, 1 = first:
 *
 *   rank = 1 + better + ties / 2
 *
 * `better` items score higher, `ties` others score the same: in a random order of equals half of them come before it, so a
 * model gains nothing by giving everything one score. A hidden item of -Infinity is not in the list at all: its rank is
 * Infinity, however short the list.
 *
 * Every item of the catalogue takes part, also one that no order of the learning part has: a new dish may be ordered too,
 * and a model that can say something about it shall gain by that.
 *
 * @throws RangeError when a score of an item that takes part is not a number.
 *
 * @example
 * rankHidden(Float64Array.of(5, 2, 2, 9), { hidden: 1, excluded: Uint8Array.of(0, 0, 0, 1) }) // => 2.5
 */
export function rankHidden(scores: Float64Array, { hidden, excluded }: HiddenItem): number {
  const wanted = scores[hidden] ?? Number.NaN;
  let better = 0;
  let same = 0;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] as number;
    if (score < wanted || excluded[item] === 1) continue;
    if (score > wanted) better++;
    else if (score === wanted) same++;
    else throw new RangeError(`A model gave item ${item} the score ${score} and item ${hidden} ${wanted}: not numbers`);
  }
  if (wanted === Number.NEGATIVE_INFINITY) return Number.POSITIVE_INFINITY;
  return 1 + better + (same - 1) / 2;
}
