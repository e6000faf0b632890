import type { LearningOrder } from '../items.ts';
import type { TestBasket } from './evaluated-model.ts';

/**
 * Orders as the protocols ask about them: items by their dense indices, those that nobody knows left out.
 *
 * @param indexOf - index of an item id, or -1 for one that is not known.
 * @example
 * const [first] = toTestBaskets([createOrder({ orderId: 1, basket: [7, 9] })], (id) => (id === 9 ? 0 : -1));
 * first.basket // => [0]
 */
export function toTestBaskets(orders: readonly LearningOrder[], indexOf: (id: number) => number): TestBasket[] {
  return orders.map(({ basket, orderedAtMs, customerId }) => ({
    basket: basket
      .map(indexOf)
      .filter((item) => item >= 0)
      .sort((a, b) => a - b),
    orderedAtMs,
    customerId,
  }));
}
