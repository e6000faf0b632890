import type { PairCounts } from './pair-counts.ts';

/**
 * Pairs of categories, counted through their items: C_gh is the sum of C_ij over the unordered pairs of different items
 * i of category g and j of category h. With it come the categories' own sums, n_g = sum of n_i and S_g = sum of S_i.
 *
 * Items without a category (-1) are left out. Law: incremental = made from the pair counts.
 *
 * @example
 * const counts = new CategoryPairCounts(Int32Array.of(0, 0, 1));
 * counts.add([0, 1, 2]);
 * counts.together(0, 1) // => 2
 * counts.together(0, 0) // => 1
 */
export class CategoryPairCounts {
  readonly #categoryOf: Int32Array;
  readonly #together = new Map<number, number>();

  /** @param categoryOf - category index of each item; -1 = none. */
  constructor(categoryOf: Int32Array) {
    this.#categoryOf = categoryOf;
  }

  /** The same counts from item pairs that are counted already. */
  static fromPairCounts(pairs: PairCounts, categoryOf: Int32Array): CategoryPairCounts {
    const counts = new CategoryPairCounts(categoryOf);
    pairs.forEachPair((i, j, together) => counts.#increase(counts.#keyOfItems(i, j), together));
    return counts;
  }

  /** Pairs of items from the two categories in the same basket: C_gh. */
  together(g: number, h: number): number {
    return this.#together.get(keyOf(g, h)) ?? 0;
  }

  add(basket: ArrayLike<number>): void {
    this.#change(basket, 1);
  }

  remove(basket: ArrayLike<number>): void {
    this.#change(basket, -1);
  }

  #change(basket: ArrayLike<number>, step: number): void {
    for (let b = 1; b < basket.length; b++) {
      for (let a = 0; a < b; a++) this.#increase(this.#keyOfItems(basket[a] as number, basket[b] as number), step);
    }
  }

  /** Key of the categories of two items; null when one of them has none. */
  #keyOfItems(i: number, j: number): number | null {
    const g = this.#categoryOf[i] ?? -1;
    const h = this.#categoryOf[j] ?? -1;
    return g < 0 || h < 0 ? null : keyOf(g, h);
  }

  #increase(key: number | null, step: number): void {
    if (key !== null) this.#together.set(key, (this.#together.get(key) ?? 0) + step);
  }
}

const CATEGORY_LIMIT = 2 ** 20;

function keyOf(g: number, h: number): number {
  return g < h ? g * CATEGORY_LIMIT + h : h * CATEGORY_LIMIT + g;
}
