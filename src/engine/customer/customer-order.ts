/** A line of an order that counts, as far as a customer's profile looks at it. */
export interface CustomerOrderLine {
  readonly itemId: number;
  readonly categoryId: number | null;
  /** Place of the item on an upgrade ladder; null = on none. */
  readonly tier: number | null;
  /** Net value that is left after refunds, minor units. */
  readonly keptMinor: number;
}

/** A delivered or completed order of a customer, without the lines that were given back. */
export interface CustomerOrder {
  readonly orderId: number;
  /** Null = not known: the order counts, but tells nothing of times. */
  readonly orderedAtMs: number | null;
  /** At least one. */
  readonly lines: readonly CustomerOrderLine[];
}

/**
 * Orders in the order of time, those of no known time first; of the same moment by their numbers.
 *
 * @example
 * const order = (orderId, orderedAtMs) => ({ orderId, orderedAtMs, lines: [] });
 * sortCustomerOrders([order(2, 9), order(3, 4), order(1, 9), order(4, null)]).map(({ orderId }) => orderId) // => [4, 3, 1, 2]
 */
export function sortCustomerOrders(orders: readonly CustomerOrder[]): CustomerOrder[] {
  const moment = ({ orderedAtMs }: CustomerOrder) => orderedAtMs ?? Number.NEGATIVE_INFINITY;
  return [...orders].sort((a, b) => {
    const [first, second] = [moment(a), moment(b)];
    return first === second ? a.orderId - b.orderId : first - second;
  });
}
