import type { BasketMemory } from '../neighbours/basket-memory.ts';
import { NEIGHBOURS, type NearestBaskets } from '../neighbours/nearest-baskets.ts';

/** Weight of a basket of unknown time among dated ones: as if it were one half-life old. */
const UNDATED_WEIGHT = 0.5;

/**
 * What the baskets most like a cart hold, by two kernels of the cosine s = |S n b| / sqrt(|S| |b|): one that listens to
 * all similar baskets and to late ones more, one that listens to the (nearly) equal ones alone.
 *
 *   similar_j = sum over neighbours b with j of s^8 x 2^(-age / 180 days)
 *   same_j    = sum over neighbours b with j of s^16
 *
 * The powers take the place of a number of neighbours: no cut decides who still speaks. On the validation parts of five
 * histories they found the hidden item more often than the 20 and the 100 nearest weighed by the cosine itself.
 *
 * @example
 * const memory = new BasketMemory();
 * memory.add({ orderId: 1, timeMs: 1, basket: [0, 1] });
 * const nearest = new NearestBasketFinder().find(memory, [0]);
 * const shares = new NeighbourShares();
 * shares.fill(memory, nearest, { cartSize: 1, itemCount: 2 });
 * // s^2 = 1/2
 * [shares.similar[1], shares.same[1]] // => [0.0625, 0.00390625]
 */
export class NeighbourShares {
  /** Sums by item index. */
  similar = new Float64Array(0);
  same = new Float64Array(0);
  similarTotal = 0;
  sameTotal = 0;

  readonly #places = new BasketPlaces();

  /** Sums up the neighbours of a cart of `cartSize` items, by the kernels that are wanted; the others hold nothing. */
  fill(memory: BasketMemory, nearest: NearestBaskets, sums: NeighbourSums): void {
    this.#reset(sums.itemCount);
    this.#places.find(memory, nearest);
    const neighbours = { nearest, places: this.#places, cartSize: sums.cartSize };
    if (sums.similar ?? true) this.similarTotal = addSimilar(this.similar, memory, neighbours);
    if (sums.same ?? true) this.sameTotal = addSame(this.same, memory, neighbours);
  }

  #reset(itemCount: number): void {
    if (this.similar.length === itemCount) {
      // Where nothing was added up all is 0 still.
      if (this.similarTotal > 0) this.similar.fill(0);
      if (this.sameTotal > 0) this.same.fill(0);
    } else {
      this.similar = new Float64Array(itemCount);
      this.same = new Float64Array(itemCount);
    }
    this.similarTotal = 0;
    this.sameTotal = 0;
  }
}

/** What the sums depend on beside memory and neighbours. */
export interface NeighbourSums {
  readonly cartSize: number;
  readonly itemCount: number;
  /** Whether each kernel is wanted. Default: true. */
  readonly similar?: boolean;
  readonly same?: boolean;
}

interface Neighbours {
  readonly nearest: NearestBaskets;
  readonly places: BasketPlaces;
  readonly cartSize: number;
}

/**
 * Where the items of the neighbours lie. Baskets lie all over the memory: one pass that only looks them up lets the
 * processor fetch many at once, where a pass that also adds up their items would wait for each.
 */
class BasketPlaces {
  readonly starts = new Int32Array(NEIGHBOURS);
  readonly ends = new Int32Array(NEIGHBOURS);
  /** The first item of each. */
  readonly firsts = new Int32Array(NEIGHBOURS);

  find({ items, starts }: BasketMemory, { slots, count }: NearestBaskets): void {
    for (let n = 0; n < count; n++) {
      const slot = slots[n] as number;
      const start = starts[slot] as number;
      this.starts[n] = start;
      this.ends[n] = starts[slot + 1] as number;
      this.firsts[n] = items[start] as number;
    }
  }
}

/** Adds up s^8 x 2^(-age / 180 days) by item. Gives the sum over the neighbours. */
function addSimilar(sums: Float64Array, { items, freshness }: BasketMemory, neighbours: Neighbours): number {
  const { nearest, places, cartSize } = neighbours;
  const { slots, overlaps, count } = nearest;
  const latest = latestOf(freshness, nearest);
  let total = 0;
  for (let n = 0; n < count; n++) {
    const [start, end] = [places.starts[n] as number, places.ends[n] as number];
    const square = (overlaps[n] as number) ** 2 / (cartSize * (end - start));
    const fresh = freshness[slots[n] as number] as number;
    const weight = square * square * square * square * (latest === 0 ? 1 : fresh > 0 ? fresh / latest : UNDATED_WEIGHT);
    total += weight;
    for (let place = start; place < end; place++) {
      const item = items[place] as number;
      sums[item] = (sums[item] as number) + weight;
    }
  }
  return total;
}

/** Adds up s^16 by item. Gives the sum over the neighbours. */
function addSame(sums: Float64Array, { items }: BasketMemory, neighbours: Neighbours): number {
  const { nearest, places, cartSize } = neighbours;
  const { overlaps, count } = nearest;
  const { starts, ends, firsts } = places;
  let total = 0;
  for (let n = 0; n < count; n++) {
    const [start, end, first] = [starts[n] as number, ends[n] as number, firsts[n] as number];
    const square = (overlaps[n] as number) ** 2 / (cartSize * (end - start));
    const eighth = square * square * square * square;
    const weight = eighth * eighth;
    total += weight;
    sums[first] = (sums[first] as number) + weight;
    for (let place = start + 1; place < end; place++) {
      const item = items[place] as number;
      sums[item] = (sums[item] as number) + weight;
    }
  }
  return total;
}

/** Weight of the latest neighbour; 0 where no time is known: then all are of the same age. */
function latestOf(freshness: Float64Array, { slots, count }: NearestBaskets): number {
  let latest = 0;
  for (let n = 0; n < count; n++) {
    const fresh = freshness[slots[n] as number] as number;
    if (fresh > latest) latest = fresh;
  }
  return latest;
}
