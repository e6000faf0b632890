import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { LearningOrder } from '../items.ts';
import { StoreModel } from '../model/store-model.ts';
import { HISTORY_FIRST_WEIGHTS, listHistoryThenPopularity } from './history-then-popularity.ts';
import { FEATURE_COUNT } from './next-order-features.ts';
import { rankNextOrder } from './rank-next-order.ts';

const DAY_MS = 86_400_000;
const ITEM_IDS = [1, 2, 3, 4, 5];
const NOW_MS = 400 * DAY_MS;

const anyOrders = fc
  .array(
    fc.record({
      customerId: fc.constantFrom(1, 2, null),
      day: fc.option(fc.integer({ min: 380, max: 400 })),
      basket: fc.uniqueArray(fc.constantFrom(...ITEM_IDS), { minLength: 1, maxLength: 4 }),
    }),
    { minLength: 2, maxLength: 20 },
  )
  .map((list) =>
    list.map(({ day, ...order }, place) =>
      createOrder({ ...order, orderId: place + 1, orderedAtMs: day === null ? null : day * DAY_MS }),
    ),
  );
const anyWeights = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), {
  minLength: FEATURE_COUNT,
  maxLength: FEATURE_COUNT,
});

function modelOf(orders: readonly LearningOrder[]): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(ITEM_IDS.map((id) => createItem({ id, name: `Dish ${id}` })));
  for (const added of orders) model.apply({ removed: null, added });
  return model;
}

const idsOf = (model: StoreModel, items: readonly number[]) => items.map((item) => model.items.idAt(item));

describe('rankNextOrder', () => {
  it('gives the same answer whatever came, was asked and went before', () => {
    const check = fc.property(anyOrders, fc.nat(19), (orders, cut) => {
      const changed = modelOf(orders.toReversed());
      const question = { customerId: 1, nowMs: NOW_MS, limit: 5 };
      rankNextOrder(changed.nextOrder, question);
      for (const removed of orders.slice(cut)) changed.apply({ removed, added: null });
      const rebuilt = modelOf(orders.slice(0, cut));
      expect(rankNextOrder(changed.nextOrder, question)).toEqual(rankNextOrder(rebuilt.nextOrder, question));
    });
    fc.assert(check, { seed: 11, numRuns: 200 });
  });

  it('is own history, then popularity, with the weights of the baseline and with none', () => {
    const check = fc.property(anyOrders, fc.constantFrom(1, 2), (orders, customerId) => {
      const { nextOrder, log } = modelOf(orders);
      fc.pre(log.ofCustomer(customerId).length > 0);
      const question = { customerId, nowMs: NOW_MS, limit: 5 };
      const list = listHistoryThenPopularity(nextOrder, question);
      for (const weights of [HISTORY_FIRST_WEIGHTS, null]) {
        expect(rankNextOrder(nextOrder, { ...question, weights }).map(({ item }) => item)).toEqual(list);
      }
    });
    fc.assert(check, { seed: 12, numRuns: 200 });
  });

  it('the baseline, by hand: two own orders with 3, one with 1; then 5 sells best, 4 once, 2 never', () => {
    const own = [[3], [1, 3]].map((basket, place) => createOrder({ orderId: place + 1, customerId: 1, basket }));
    const others = [[5], [5], [5, 4]].map((basket, place) => createOrder({ orderId: place + 3, basket }));
    const model = modelOf([...own, ...others]);
    expect(idsOf(model, listHistoryThenPopularity(model.nextOrder, { customerId: 1, limit: 5 }))).toEqual([
      3, 1, 5, 4, 2,
    ]);
  });

  it('lists what sells most to who never ordered, whatever the weights', () => {
    const check = fc.property(anyOrders, anyWeights, (orders, weights) => {
      const sameDay = orders.map((order) => ({ ...order, orderedAtMs: NOW_MS }));
      const sold = (id: number) => orders.filter(({ basket }) => basket.includes(id)).length;
      const expected = ITEM_IDS.toSorted((a, b) => sold(b) - sold(a) || a - b);
      const model = modelOf(sameDay);
      model.nextOrder.teach(weights);
      const list = rankNextOrder(model.nextOrder, { customerId: 99, nowMs: NOW_MS, limit: 5 });
      expect(
        idsOf(
          model,
          list.map(({ item }) => item),
        ),
      ).toEqual(expected);
    });
    fc.assert(check, { seed: 13, numRuns: 100 });
  });

  it("reads the customer's own orders, and keeps to the candidates", () => {
    const baskets = [[4], [3, 4], [3]];
    const model = modelOf(baskets.map((basket, place) => createOrder({ orderId: place + 1, customerId: 1, basket })));
    const candidates = [4, 2].map((id) => model.items.find(id));
    const list = rankNextOrder(model.nextOrder, { customerId: 1, nowMs: NOW_MS, candidates, limit: 5 });
    expect(list).toMatchObject([
      { item: 3, timesOrdered: 2, ordersInAll: 3, inLastOrder: false },
      { item: 1, timesOrdered: 0, ordersInAll: 3, inLastOrder: false },
    ]);
  });

  it('prefers what goes to the same people: near is 2/3, worked by hand', () => {
    // Customers 2 and 3 like items 1 and 2, customer 4 likes item 2 alone, customer 1 likes item 1 alone.
    // U_12 = 2, u_1 = 3, u_2 = 3: cos = 2 / sqrt(9).
    const baskets = [[1], [1, 2], [1, 2], [2]];
    const orders = baskets.map((basket, place) => createOrder({ orderId: place + 1, customerId: place + 1, basket }));
    const model = modelOf([
      ...orders,
      createOrder({ orderId: 9, basket: [5] }),
      createOrder({ orderId: 10, basket: [5] }),
    ]);
    const list = rankNextOrder(model.nextOrder, { customerId: 1, nowMs: NOW_MS, limit: 5 });
    expect(list[1]?.item).toBe(model.items.find(2));
    expect(list[1]?.near).toBeCloseTo(2 / 3, 5);
    expect(list.find(({ item }) => item === model.items.find(5))?.near).toBe(0);
  });
});
