import type { BasketArrays } from './basket-arrays.ts';
import { type PackedSparse, SparseCounts } from './sparse-counts.ts';
import { type PackedTriangle, TriangleCounts } from './triangle-counts.ts';

/** Up to this many items every pair has a place of its own: 4.5 MB at 1500 items, 50 MB at 5000. */
export const DENSE_ITEM_LIMIT = 5000;

const INITIAL_CAPACITY = 64;
/** Each growth copies the triangle: a quarter more keeps both the copies and the unused places few. */
const GROWTH = 1.25;

/** Settings of {@link PairCounts}. */
export interface PairCountsOptions {
  /** Items above which counts are kept sparse. Default 5000. */
  readonly denseItemLimit?: number;
}

/** Pair counts as plain arrays, which another thread can be given. */
export interface PackedPairCounts {
  readonly orders: number;
  readonly linesTotal: number;
  readonly ordersWith: Int32Array<ArrayBuffer>;
  readonly companionSlots: Int32Array<ArrayBuffer>;
  readonly pairs: PackedTriangle | PackedSparse;
}

/**
 * In how many baskets each item, and each pair of items, occurs: exact integers, and exactly reversible.
 *
 * Items are dense indices, baskets ascending lists of distinct items. An empty basket counts as nothing. Up to 5000
 * items the pairs lie in a triangle, above in one small hash table for each item.
 *
 * Law: the counts depend only on the baskets now in, not on the way there.
 *
 * @example
 * const pairs = new PairCounts();
 * pairs.add([0, 2]);
 * pairs.add([0, 1, 2]);
 * pairs.together(2, 0) // => 2
 * pairs.ordersWith(1) // => 1
 * pairs.companionSlots(0) // => 3
 */
export class PairCounts {
  readonly #denseItemLimit: number;
  #pairs: TriangleCounts | SparseCounts = new TriangleCounts();
  #capacity = 0;
  #items = 0;
  #ordersWith = new Int32Array(0);
  #companionSlots = new Int32Array(0);
  #orders = 0;
  #linesTotal = 0;

  constructor({ denseItemLimit = DENSE_ITEM_LIMIT }: PairCountsOptions = {}) {
    this.#denseItemLimit = denseItemLimit;
    this.#growTo(INITIAL_CAPACITY);
  }

  /** The counts as {@link PairCounts.pack} gave them, without a copy: the arrays belong to the counts from then on. */
  static unpack({ orders, linesTotal, ordersWith, companionSlots, pairs }: PackedPairCounts): PairCounts {
    const counts = new PairCounts();
    counts.#orders = orders;
    counts.#linesTotal = linesTotal;
    counts.#items = ordersWith.length;
    counts.#capacity = ordersWith.length;
    counts.#ordersWith = ordersWith;
    counts.#companionSlots = companionSlots;
    counts.#pairs = pairs.kind === 'triangle' ? TriangleCounts.unpack(pairs) : SparseCounts.unpack(pairs);
    return counts;
  }

  /** A copy as plain arrays. */
  pack(): PackedPairCounts {
    const pairs = this.#pairs;
    return {
      orders: this.#orders,
      linesTotal: this.#linesTotal,
      ordersWith: this.#ordersWith.slice(0, this.#items),
      companionSlots: this.#companionSlots.slice(0, this.#items),
      pairs: pairs instanceof TriangleCounts ? pairs.pack(this.#items) : pairs.pack(),
    };
  }

  /** Number of baskets: N. */
  get orders(): number {
    return this.#orders;
  }

  /** Sum of the basket sizes: T. */
  get linesTotal(): number {
    return this.#linesTotal;
  }

  /** One more than the highest item index seen. */
  get itemCount(): number {
    return this.#items;
  }

  /** Baskets with the item: n_i. */
  ordersWith(item: number): number {
    return this.#ordersWith[item] ?? 0;
  }

  /** Places beside the item: the sum of |b| - 1 over the baskets b with it, S_i. */
  companionSlots(item: number): number {
    return this.#companionSlots[item] ?? 0;
  }

  /** Baskets with both items: C_ij. */
  together(i: number, j: number): number {
    if (i === j || i < 0 || j < 0) return 0;
    return i < j ? this.#pairs.get(i, j) : this.#pairs.get(j, i);
  }

  /** Counts a basket. @throws RangeError when it is not ascending distinct indices; nothing has changed then. */
  add(basket: ArrayLike<number>): void {
    requireBasket(basket, 0, basket.length);
    if (basket.length > 0) this.#makeRoom((basket[basket.length - 1] as number) + 1);
    this.#change(basket, 1);
  }

  /**
   * Counts many baskets at once: the same as adding one after another, several times as fast on large menus.
   *
   * @throws RangeError when one of them is not ascending distinct indices; nothing has changed then.
   */
  addAll(baskets: BasketArrays): void {
    const { indptr, indices } = baskets;
    this.#makeRoom(requireBaskets(baskets) + 1);
    for (let basket = 1; basket < indptr.length; basket++) {
      const end = indptr[basket] as number;
      const size = end - (indptr[basket - 1] as number);
      for (let line = end - size; line < end; line++) {
        const item = indices[line] as number;
        this.#ordersWith[item]++;
        (this.#companionSlots[item] as number) += size - 1;
      }
      if (size > 0) this.#orders++;
    }
    this.#linesTotal += indices.length;
    this.#pairs.addAll(baskets);
  }

  /** Takes back exactly what {@link PairCounts.add} counted. @throws RangeError when the basket cannot be in. */
  remove(basket: ArrayLike<number>): void {
    requireBasket(basket, 0, basket.length);
    this.#requireIn(basket);
    this.#change(basket, -1);
  }

  /** Visits every item that occurs together with this one, ascending, with the number of baskets with both. */
  forEachNeighbour(item: number, visit: (other: number, together: number) => void): void {
    this.#pairs.forEachNeighbour(item, visit);
  }

  /** Visits every pair that occurs, i < j, by j, then by i. */
  forEachPair(visit: (i: number, j: number, together: number) => void): void {
    this.#pairs.forEachPair(visit);
  }

  #change(basket: ArrayLike<number>, step: 1 | -1): void {
    if (basket.length === 0) return;
    this.#orders += step;
    this.#linesTotal += step * basket.length;
    for (let place = 0; place < basket.length; place++) {
      const item = basket[place] as number;
      this.#ordersWith[item] += step;
      this.#companionSlots[item] += step * (basket.length - 1);
    }
    this.#pairs.addBasket(basket, step);
  }

  #requireIn(basket: ArrayLike<number>): void {
    for (let b = 0; b < basket.length; b++) {
      const item = basket[b] as number;
      if (this.ordersWith(item) === 0)
        throw new RangeError(`Cannot remove a basket with item ${item}: no basket has it.`);
      for (let a = 0; a < b; a++) {
        if (this.together(basket[a] as number, item) > 0) continue;
        throw new RangeError(`Cannot remove a basket with items ${basket[a]} and ${item}: no basket has both.`);
      }
    }
  }

  #makeRoom(itemCount: number): void {
    if (itemCount > this.#capacity) this.#growTo(itemCount);
    this.#items = Math.max(this.#items, itemCount);
  }

  #growTo(itemCount: number): void {
    const roomy = Math.max(itemCount, Math.ceil(this.#capacity * GROWTH));
    const staysDense = itemCount <= this.#denseItemLimit;
    // Never beyond the triangle: the first item above the limit must come here again to turn the counts sparse.
    const capacity = staysDense ? Math.min(roomy, this.#denseItemLimit) : roomy;
    this.#capacity = capacity;
    this.#ordersWith = grow(this.#ordersWith, capacity);
    this.#companionSlots = grow(this.#companionSlots, capacity);
    if (!staysDense && this.#pairs instanceof TriangleCounts) this.#pairs = SparseCounts.from(this.#pairs);
    this.#pairs.growTo(capacity);
  }
}

/** @throws RangeError unless the items from `start` to before `end` ascend. */
function requireBasket(items: ArrayLike<number>, start: number, end: number): void {
  let previous = -1;
  for (let place = start; place < end; place++) {
    const item = items[place] as number;
    if (!Number.isInteger(item) || item <= previous) {
      throw new RangeError(`A basket must be ascending distinct item indices; place ${place - start} holds ${item}.`);
    }
    previous = item;
  }
}

/** The highest item; -1 without any. @throws RangeError unless these are baskets. */
function requireBaskets({ indptr, indices }: BasketArrays): number {
  if (indptr[0] !== 0 || indptr[indptr.length - 1] !== indices.length) {
    throw new RangeError(`The first basket must start at 0 and the last must end at ${indices.length}.`);
  }
  let highest = -1;
  for (let basket = 1; basket < indptr.length; basket++) {
    const [start, end] = [indptr[basket - 1] as number, indptr[basket] as number];
    if (end < start) throw new RangeError(`Basket ${basket - 1} must not end before it starts, at ${start}.`);
    requireBasket(indices, start, end);
    if (end > start) highest = Math.max(highest, indices[end - 1] as number);
  }
  return highest;
}

function grow(counts: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(counts);
  return larger;
}
