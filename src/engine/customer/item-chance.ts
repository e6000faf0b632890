/** The store's share of orders counts as much as so many orders of the customer. */
const STORE_WEIGHT = 4;

/**
 * Probability that an item is in a customer's next order: the own share of orders with it, held to the store's share as if
 * that were four more orders. For somebody without orders it is the store's share.
 *
 *     P = (n_i + 4 p_i) / (n + 4)
 *
 * @param storeShare p_i, share of the store's completed orders with the item, 0..1
 * @returns 0..1
 * @example
 * itemChance({ withItem: 3, orders: 6 }, 0.25) // => 0.4
 */
export function itemChance({ withItem, orders }: { withItem: number; orders: number }, storeShare: number): number {
  return (withItem + STORE_WEIGHT * storeShare) / (orders + STORE_WEIGHT);
}
