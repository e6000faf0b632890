import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LearningOrder } from '../items.ts';
import { packOrders, unpackOrders } from './snapshot.ts';

const ORDERS: fc.Arbitrary<LearningOrder[]> = fc.array(
  fc.record(
    {
      orderId: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      orderedAtMs: fc.option(fc.integer({ min: -1e14, max: 1e14 })),
      customerId: fc.option(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
      basket: fc.uniqueArray(fc.integer({ min: 1, max: 2 ** 48 - 1 }), { maxLength: 8 }),
      completed: fc.boolean(),
      rating: fc.integer({ min: 1, max: 5 }),
    },
    { requiredKeys: ['orderId', 'orderedAtMs', 'customerId', 'basket', 'completed'] },
  ),
);

describe('packOrders and unpackOrders', () => {
  it('give back every order as it was', () => {
    fc.assert(
      fc.property(ORDERS, (orders) => {
        const bytes = packOrders(orders);
        const items = orders.reduce((sum, { basket }) => sum + basket.length, 0);
        expect(bytes.length).toBe(8 + 29 * orders.length + 6 * items);
        expect(unpackOrders(bytes)).toEqual(orders);
      }),
      { seed: 3 },
    );
  });

  it('read bytes that lie inside a larger buffer', () => {
    const bytes = packOrders([
      { orderId: 1, orderedAtMs: 0, customerId: null, basket: [2 ** 32 + 1], completed: false },
    ]);
    const larger = new Uint8Array(bytes.length + 7);
    larger.set(bytes, 5);
    expect(unpackOrders(larger.subarray(5, 5 + bytes.length))).toEqual(unpackOrders(bytes));
  });

  it('refuse bytes that end too early, wherever they are cut', () => {
    const bytes = packOrders([{ orderId: 1, orderedAtMs: null, customerId: 4, basket: [2, 3], completed: true }]);
    for (let length = 0; length < bytes.length; length++) {
      expect(() => unpackOrders(bytes.subarray(0, length))).toThrow(RangeError);
    }
  });
});
