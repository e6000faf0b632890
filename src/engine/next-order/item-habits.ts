import type { BasketEntry } from '../model/basket-log.ts';

/** What one customer's orders say of one item. */
export interface ItemHabit {
  /** Orders with the item, at least 1. */
  readonly count: number;
  /** Orders since the last one with the item: 0 = it was in the last order. */
  readonly basketsAgo: number;
  /** Sum of r^age over the orders with the item, the age counted in orders: above 0 and up to `count`. */
  readonly decayedCount: number;
}

/** A customer's orders, read item by item. */
export interface Habits {
  /** Number of the customer's orders. */
  readonly orders: number;
  /** Dense item index -> habit, for every item that was ever ordered. */
  readonly items: ReadonlyMap<number, ItemHabit>;
}

/**
 * Reads a customer's orders, oldest first.
 *
 * Source of the decay: H. Hu, X. He, J. Gao, Z.-L. Zhang (2020), Modeling Personalized Item Frequency Information for
 * Next-basket Recommendation (TIFU-KNN), the decay within a group, without groups.
 *
 * @param basketDecay r, weight of an order against the one after it, above 0 and up to 1
 *
 * @example
 * const entry = { timeMs: 0, customerId: 7, completed: true };
 * const orders = [{ ...entry, orderId: 1, basket: [4, 5] }, { ...entry, orderId: 2, basket: [5] }];
 * readHabits(orders, 0.5).items.get(5) // => { count: 2, basketsAgo: 0, decayedCount: 1.5 }
 */
export function readHabits(orders: readonly BasketEntry[], basketDecay: number): Habits {
  const items = new Map<number, ItemHabit>();
  orders.forEach(({ basket }, place) => {
    const basketsAgo = orders.length - 1 - place;
    const weight = basketDecay ** basketsAgo;
    for (const item of basket) {
      const { count, decayedCount } = items.get(item) ?? { count: 0, decayedCount: 0 };
      items.set(item, { count: count + 1, basketsAgo, decayedCount: decayedCount + weight });
    }
  });
  return { orders: orders.length, items };
}
