import type { BasketEntry } from '../model/basket-log.ts';
import { favouriteItems } from './favourite-items.ts';

/** Weights are made whole numbers of this unit, so that a sum is exact in whatever order it is taken. */
const UNIT = 2 ** -20;

/**
 * Every customer's favourite items, findable by customer and by item: what says which items go to the same people. What is
 * read depends only on the orders now in, not on the way there.
 *
 * @example
 * const favourites = new CustomerFavourites(64);
 * const entry = { orderId: 1, timeMs: 0, customerId: 7, completed: true, basket: [1, 3] };
 * favourites.replace(7, [entry]);
 * favourites.customersOf(3) // => 1
 */
export class CustomerFavourites {
  readonly #limit: number;
  /** A customer keeps the slot once given. */
  readonly #slots = new Map<number, number>();
  readonly #itemsBySlot: (readonly number[])[] = [];
  readonly #slotsByItem: Set<number>[] = [];

  /** @param limit items that a customer has at most, see `favouriteItems` */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Takes a customer's orders as they are now, oldest first. */
  replace(customerId: number, orders: readonly BasketEntry[]): void {
    const slot = this.#slots.get(customerId) ?? this.#itemsBySlot.length;
    this.#slots.set(customerId, slot);
    for (const item of this.#itemsBySlot[slot] ?? []) this.#slotsByItem[item]?.delete(slot);
    const items = favouriteItems(orders, this.#limit);
    this.#itemsBySlot[slot] = items;
    for (const item of items) {
      while (this.#slotsByItem.length <= item) this.#slotsByItem.push(new Set());
      this.#slotsByItem[item]?.add(slot);
    }
  }

  /** Customers with the item among their favourites: u_i. */
  customersOf(item: number): number {
    return this.#slotsByItem[item]?.size ?? 0;
  }

  /**
   * How near each item is to weighted items: the sum of w_i cos(i, j), with cos(i, j) = U_ij / sqrt(u_i u_j) of the
   * customers who like each item and both. With weights that add up to 1 in 0..1, to six decimals. Every customer who
   * likes one of the items passes what they have in common on to all of theirs, so no pair is kept.
   *
   * Source: B. Sarwar, G. Karypis, J. Konstan, J. Riedl (2001), Item-Based Collaborative Filtering Recommendation
   * Algorithms; over customers instead of ratings.
   *
   * @param weights dense item index -> w_i, 0..1
   * @returns the sums by dense index, `itemCount` of them
   */
  near(weights: ReadonlyMap<number, number>, itemCount: number): Float64Array {
    const sums = new Float64Array(itemCount);
    const inCommon = new Float64Array(this.#itemsBySlot.length);
    for (const [item, weight] of weights) {
      const slots = this.#slotsByItem[item];
      if (slots === undefined || slots.size === 0) continue;
      const units = Math.round(weight / Math.sqrt(slots.size) / UNIT);
      for (const slot of slots) inCommon[slot] = (inCommon[slot] as number) + units;
    }
    for (let slot = 0; slot < inCommon.length; slot++) {
      const units = inCommon[slot] as number;
      if (units !== 0) addTo(sums, this.#itemsBySlot[slot] ?? [], units);
    }
    for (let item = 0; item < itemCount; item++) {
      if (sums[item] !== 0) sums[item] = ((sums[item] as number) * UNIT) / Math.sqrt(this.customersOf(item));
    }
    return sums;
  }
}

function addTo(sums: Float64Array, items: readonly number[], step: number): void {
  for (const item of items) sums[item] = (sums[item] as number) + step;
}
