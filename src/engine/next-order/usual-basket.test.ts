import { describe, expect, it } from 'vitest';
import { usualBasket } from './usual-basket.ts';

describe('usualBasket', () => {
  const ordersOf = (...baskets: number[][]) =>
    baskets.map((basket, place) => ({ orderId: place + 1, timeMs: null, customerId: 1, completed: true, basket }));

  it('is the most frequent basket, of equals the later one, else the last', () => {
    expect(usualBasket(ordersOf([1], [1], [2, 3], [2, 3], [4]))).toEqual({ basket: [2, 3], times: 2 });
    expect(usualBasket(ordersOf([1], [2]))).toEqual({ basket: [2], times: 1 });
    expect(usualBasket([])).toBeNull();
  });
});
