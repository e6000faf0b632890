import type { CategoryPairCounts } from '../basket/category-pair-counts.ts';
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
 *   E_gh = (S_g n_h + S_h n_g) / (2 T)   for g != h,   E_gg = (S_g n_g - sum_i S_i n_i) / (2 T)
 *
 * with n_g and S_g the sums of n_i and S_i over the items i of g: an item is not its own companion.
 */
export class CategoryLifts {
  readonly #counts: CategoryLiftCounts;
  readonly #orders: Float64Array;
  readonly #slots: Float64Array;
  readonly #self: Float64Array;
  readonly #known: Float64Array;

  constructor(counts: CategoryLiftCounts) {
    const { pairs, categoryOf, categories } = counts;
    this.#counts = counts;
    this.#orders = new Float64Array(categories);
    this.#slots = new Float64Array(categories);
    this.#self = new Float64Array(categories);
    this.#known = new Float64Array(categories * categories);
    for (const [item, category] of categoryOf.entries()) {
      if (category < 0) continue;
      const [orders, slots] = [pairs.ordersWith(item), pairs.companionSlots(item)];
      this.#orders[category] += orders;
      this.#slots[category] += slots;
      this.#self[category] += orders * slots;
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

  #expected(g: number, h: number): number {
    const total = this.#counts.pairs.linesTotal;
    if (total === 0) return 0;
    const [orders, slots] = [this.#orders, this.#slots];
    if (g === h) return (Number(slots[g]) * Number(orders[g]) - Number(this.#self[g])) / (2 * total);
    return (Number(slots[g]) * Number(orders[h]) + Number(slots[h]) * Number(orders[g])) / (2 * total);
  }
}
