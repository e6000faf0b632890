import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { LearningOrder } from '../items.ts';
import { compareModels } from '../model/compare-models.ts';
import { StoreModel } from '../model/store-model.ts';
import { FEATURES } from '../scoring/features.ts';
import { hideItems } from './hidden-choices.ts';

const NOW_MS = Date.UTC(2026, 5, 15, 12);
const IDS = [11, 12, 13, 14, 15, 16];
const WIDTH = FEATURES.length;
const NO_LIMITS = { maxQuestions: 1e6, maxNumbers: 1e9 };

function modelOf(orders: readonly LearningOrder[]): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(IDS.map((id) => createItem({ id, name: `Dish ${id}`, categoryId: id % 2 })));
  model.advanceTo(NOW_MS);
  for (const added of orders) model.apply({ removed: null, added });
  return model;
}

const ORDERS: fc.Arbitrary<LearningOrder[]> = fc
  .array(
    fc.record({
      orderedAtMs: fc.option(fc.integer({ min: 0, max: 90 }).map((n) => NOW_MS - n * 86_400_000)),
      customerId: fc.option(fc.integer({ min: 1, max: 2 })),
      basket: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 4 }),
    }),
    { maxLength: 12 },
  )
  .map((drawn) => drawn.map((order, n) => createOrder({ ...order, orderId: n + 1 })));

describe('hideItems', () => {
  it('asks for every item of every order with two or more, among all that are not in the rest', () => {
    const model = modelOf([createOrder({ orderId: 1, basket: [11, 12] })]);
    const orders = [
      createOrder({ orderId: 2, basket: [12, 14, 16] }),
      createOrder({ orderId: 3, basket: [13] }),
      createOrder({ orderId: 4, basket: [11, 15, 99] }),
    ];
    const { taken, starts, features, featureCount } = hideItems(model, orders, NO_LIMITS);
    // Rests of two leave 4 candidates of 6, rests of one 5. Item 99 is unknown: order 4 has two items.
    expect([...starts]).toEqual([0, 4, 8, 12, 17, 22]);
    // Indices 1, 3, 5: hide 1 of {0 1 2 4}, 3 of {0 2 3 4}, 5 of {0 2 4 5}; hide 0 of {0 1 2 3 5}, 4 of {1 2 3 4 5}.
    expect([...taken]).toEqual([0 + 1, 4 + 2, 8 + 3, 12 + 0, 17 + 3]);
    expect([featureCount, features.length]).toEqual([WIDTH, 22 * WIDTH]);
  });

  it('describes each candidate as the scorer does', () => {
    const model = modelOf([
      createOrder({ orderId: 1, basket: [11, 12] }),
      createOrder({ orderId: 2, basket: [11, 13] }),
    ]);
    const order = createOrder({ orderId: 3, orderedAtMs: Date.UTC(2026, 5, 15, 9), customerId: 5, basket: [11, 12] });
    const { features } = hideItems(model, [order], NO_LIMITS);
    // 15 June 2026 is a Monday: hour 9 of the week. The first question hides item 0 beside {1}: candidates 0, 2, 3, 4, 5.
    const described = new Float32Array(IDS.length * WIDTH);
    model.scorer.describe({ cart: [1], hourOfWeek: 9, customerId: 5, nowMs: NOW_MS }, described);
    for (const [row, item] of [0, 2, 3, 4, 5].entries()) {
      expect([...features.subarray(row * WIDTH, (row + 1) * WIDTH)]).toEqual([
        ...described.subarray(item * WIDTH, (item + 1) * WIDTH),
      ]);
    }
  });

  it('takes an order that the model holds out while it is asked for, and leaves the model as it was', () => {
    fc.assert(
      fc.property(ORDERS, (orders) => {
        const model = modelOf(orders);
        const asked = hideItems(model, orders, NO_LIMITS);
        expect(compareModels(model, modelOf(orders))).toEqual([]);
        let row = 0;
        for (const order of orders) {
          const others = modelOf(orders.filter(({ orderId }) => orderId !== order.orderId));
          const expected = hideItems(others, [order], NO_LIMITS);
          for (const value of expected.features) {
            expect(Math.abs((asked.features[row++] as number) - value)).toBeLessThan(1e-5);
          }
        }
        expect(asked.features).toHaveLength(row);
      }),
      { seed: 32, numRuns: 12 },
    );
  });

  it('asks no more than it may, spread over the orders', () => {
    const orders = Array.from({ length: 30 }, (_, n) => createOrder({ orderId: n + 1, basket: [11, 12 + (n % 5)] }));
    const count = (limits: Partial<typeof NO_LIMITS>) => hideItems(modelOf([]), orders, { ...NO_LIMITS, ...limits });
    expect(count({}).taken).toHaveLength(60);
    const few = count({ maxQuestions: 6 });
    expect(few.taken).toHaveLength(6);
    expect(few.starts).toHaveLength(7);
    // Six items with all features take 6 x F numbers a question.
    expect(count({ maxNumbers: 6 * WIDTH * 4 + 1 }).taken).toHaveLength(4);
    expect(count({ maxNumbers: 0 }).taken).toHaveLength(0);
    // Six of sixty questions: every tenth, the first of the orders 1, 6, 11, ..., which hides item 11 beside item 12.
    expect([...few.taken].map((place, n) => place - (few.starts[n] as number))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('has nothing to ask of single items', () => {
    expect(hideItems(modelOf([]), [createOrder({ orderId: 1, basket: [11] })], NO_LIMITS).taken).toHaveLength(0);
    expect([...hideItems(modelOf([]), [], NO_LIMITS).starts]).toEqual([0]);
  });
});
