import { expect, test } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { StoreModel } from '../model/store-model.ts';
import { runPopularNow } from './run-popular-now.ts';

const HOUR_MS = 3_600_000;

function storeOf(items: number): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(
    Array.from({ length: items }, (_, index) => createItem({ id: index + 1, name: `Item ${index + 1}` })),
  );
  return model;
}

test('each order is asked about before it is learned', () => {
  const model = storeOf(12);
  const orders = [1, 2].map((orderId) => createOrder({ orderId, orderedAtMs: orderId * HOUR_MS, basket: [11, 12] }));
  const [allTime] = runPopularNow(model, { orders });
  // Nothing known: items 1 to 10 are listed, 11 and 12 are not; then both are known.
  expect([...(allTime?.byOrder.sums ?? [])]).toEqual([0, 1]);
  expect(allTime).toMatchObject({ name: 'popularity', orders: 2, recall10: { mean: 0.5 } });
});

test('what is popular at this hour beats best sellers where breakfast and dinner differ', () => {
  const model = storeOf(24);
  const basketAt = (hour: number) => Array.from({ length: 6 }, (_, place) => (hour === 8 ? 1 : 13) + place);
  const orders = Array.from({ length: 120 }, (_, place) => {
    const hour = place % 3 === 0 ? 8 : 20;
    return createOrder({ orderId: place + 1, orderedAtMs: (place * 24 + hour) * HOUR_MS, basket: basketAt(hour) });
  });
  for (const order of orders.slice(0, 90)) model.apply({ removed: null, added: order });
  const [allTime, , now] = runPopularNow(model, { orders: orders.slice(90) });
  expect(now?.name).toBe('popular_now');
  expect(now?.recall10.mean).toBe(1);
  // Ten of twelve: a third of the orders finds four of its six items.
  expect(allTime?.recall10.mean).toBeCloseTo((2 * 1 + 4 / 6) / 3, 12);
});
