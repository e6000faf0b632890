import type { CategoryPairCounts } from '../basket/category-pair-counts.ts';
import { companionShare } from '../basket/expected-together.ts';
import { liftPrior } from '../basket/lift-prior.ts';
import type { PairCounts } from '../basket/pair-counts.ts';

/** The counts that category lifts are read from. */
export interface CategoryLiftCounts {
  readonly pairs: PairCounts;
  readonly categoryPairs: CategoryPairCounts;
  /** Category index of each item, -1 = none. */
  readonly categoryOf: Int32Array;
  readonly categories: number;
}

/**
 * The lift that items of two categories show together, shrunk towards 1: the prior of every single pair. Expected
 * meetings are summed over the items,
 *
 *   E_gh = (W_g n_h + W_h n_g) / 2   for g != h,   E_gg = (W_g n_g - sum_i w_i n_i) / 2
 *
 * with n_g and W_g the sums of n_i and w_i over the items i of g (w_i: see `companionShare`).
 */
export class CategoryLifts {
  readonly #counts: CategoryLiftCounts;
  readonly #orders: Float64Array;
  readonly #shares: Float64Array;
  readonly #self: Float64Array;
  readonly #known: Float64Array;

  constructor(counts: CategoryLiftCounts) {
    const { pairs, categoryOf, categories } = counts;
    this.#counts = counts;
    this.#orders = new Float64Array(categories);
    this.#shares = new Float64Array(categories);
    this.#self = new Float64Array(categories);
    this.#known = new Float64Array(categories * categories);
    for (const [item, category] of categoryOf.entries()) {
      if (category < 0) continue;
      const [orders, share] = [pairs.ordersWith(item), companionShare(pairs, item)];
      this.#orders[category] += orders;
      this.#shares[category] += share;
      this.#self[category] += orders * share;
    }
  }

  /** Prior lift of two categories, above 0. */
  liftOf(g: number, h: number): number {
    const place = g * this.#counts.categories + h;
    const known = this.#known[place] ?? 0;
    if (known > 0) return known;
    const together = this.#counts.categoryPairs.together(g, h);
    const lift = liftPrior({ together, expected: this.#expected(g, h) });
    this.#known[place] = lift;
    return lift;
  }

  /** Whether anything of the category was ever in a counted order. */
  isOrdered(g: number): boolean {
    return (this.#orders[g] ?? 0) > 0;
  }

  #expected(g: number, h: number): number {
    const [orders, shares] = [this.#orders, this.#shares];
    if (g === h) return (Number(shares[g]) * Number(orders[g]) - Number(this.#self[g])) / 2;
    return (Number(shares[g]) * Number(orders[h]) + Number(shares[h]) * Number(orders[g])) / 2;
  }
}
