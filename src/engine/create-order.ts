import type { LearningOrder } from './items.ts';

/**
 * A completed order from what is known of it. Repeated items become one, in ascending order, as the model wants them.
 *
 * @example
 * createOrder({ orderId: 7, basket: [9, 3, 9] }).basket // => [3, 9]
 */
export function createOrder(known: Pick<LearningOrder, 'orderId' | 'basket'> & Partial<LearningOrder>): LearningOrder {
  const basket = [...new Set(known.basket)].sort((a, b) => a - b);
  return { orderedAtMs: null, customerId: null, completed: true, ...known, basket };
}
