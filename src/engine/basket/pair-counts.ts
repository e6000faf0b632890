import { pairKey, SparseCounts } from './sparse-counts.ts';
import { TriangleCounts } from './triangle-counts.ts';

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

/**
 * In how many baskets each item, and each pair of items, occurs: exact integers, and exactly reversible.
 *
 * Items are dense indices, baskets ascending lists of distinct items. An empty basket counts as nothing. Up to 5000
 * items the pairs lie in a triangle, above in a hash table with a list of neighbours for each item.
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
  #triangle: TriangleCounts | null = new TriangleCounts();
  #sparse: SparseCounts | null = null;
  /** For sparse counts: the items that each item has ever been with, unsorted. */
  #neighbours: Set<number>[] = [];
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
    const [low, high] = i < j ? [i, j] : [j, i];
    return this.#triangle ? this.#triangle.get(low, high) : (this.#sparse?.get(pairKey(low, high)) ?? 0);
  }

  /** Counts a basket. @throws RangeError when it is not ascending distinct indices; nothing has changed then. */
  add(basket: ArrayLike<number>): void {
    requireBasket(basket);
    const highest = basket.length === 0 ? -1 : (basket[basket.length - 1] as number);
    if (highest >= this.#capacity) this.#growTo(highest + 1);
    this.#items = Math.max(this.#items, highest + 1);
    this.#change(basket, 1);
  }

  /** Takes back exactly what {@link PairCounts.add} counted. @throws RangeError when the basket cannot be in. */
  remove(basket: ArrayLike<number>): void {
    requireBasket(basket);
    this.#requireIn(basket);
    this.#change(basket, -1);
  }

  /** Visits every item that occurs together with this one, ascending, with the number of baskets with both. */
  forEachNeighbour(item: number, visit: (other: number, together: number) => void): void {
    if (this.#triangle === null) {
      const others = [...(this.#neighbours[item] ?? [])].sort((a, b) => a - b);
      for (const other of others) visit(other, this.together(item, other));
      return;
    }
    for (let other = 0; other < this.#items; other++) {
      const together = this.together(item, other);
      if (together > 0) visit(other, together);
    }
  }

  /** Visits every pair that occurs, i < j, in an order that depends on the counts only. */
  forEachPair(visit: (i: number, j: number, together: number) => void): void {
    if (this.#triangle) {
      this.#triangle.forEachPair(this.#items, visit);
      return;
    }
    for (let i = 0; i < this.#items; i++) {
      this.forEachNeighbour(i, (j, together) => {
        if (j > i) visit(i, j, together);
      });
    }
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
    if (this.#triangle) this.#triangle.addBasket(basket, step);
    else this.#changeSparse(basket, step);
  }

  #changeSparse(basket: ArrayLike<number>, step: 1 | -1): void {
    for (let b = 1; b < basket.length; b++) {
      for (let a = 0; a < b; a++) {
        const [i, j] = [basket[a] as number, basket[b] as number];
        const count = this.#sparse?.add(pairKey(i, j), step);
        if (step > 0 && count === 1) this.#link(i, j);
        else if (count === 0) this.#unlink(i, j);
      }
    }
  }

  #link(i: number, j: number): void {
    this.#neighbours[i]?.add(j);
    this.#neighbours[j]?.add(i);
  }

  #unlink(i: number, j: number): void {
    this.#neighbours[i]?.delete(j);
    this.#neighbours[j]?.delete(i);
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

  #growTo(itemCount: number): void {
    const roomy = Math.max(itemCount, Math.ceil(this.#capacity * GROWTH));
    const staysDense = itemCount <= this.#denseItemLimit;
    // Never beyond the triangle: the first item above the limit must come here again to turn the counts sparse.
    const capacity = staysDense ? Math.min(roomy, this.#denseItemLimit) : roomy;
    this.#capacity = capacity;
    this.#ordersWith = grow(this.#ordersWith, capacity);
    this.#companionSlots = grow(this.#companionSlots, capacity);
    if (!staysDense) this.#becomeSparse();
    if (this.#triangle) this.#triangle.growTo(capacity);
    else while (this.#neighbours.length < capacity) this.#neighbours.push(new Set());
  }

  /** Moves the triangle's counts into the hash table; happens once, when the menu outgrows the limit. */
  #becomeSparse(): void {
    if (this.#triangle === null) return;
    const sparse = new SparseCounts();
    while (this.#neighbours.length < this.#capacity) this.#neighbours.push(new Set());
    this.forEachPair((i, j, together) => {
      sparse.add(pairKey(i, j), together);
      this.#link(i, j);
    });
    this.#sparse = sparse;
    this.#triangle = null;
  }
}

function requireBasket(basket: ArrayLike<number>): void {
  let previous = -1;
  for (let place = 0; place < basket.length; place++) {
    const item = basket[place] as number;
    if (!Number.isInteger(item) || item <= previous) {
      throw new RangeError(`A basket must be ascending distinct item indices; place ${place} holds ${item}.`);
    }
    previous = item;
  }
}

function grow(counts: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(counts);
  return larger;
}
