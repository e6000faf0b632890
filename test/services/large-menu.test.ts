import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTimeZone } from '../../src/engine/calendar/time-zone.ts';
import { createItem } from '../../src/engine/create-item.ts';
import { createOrder } from '../../src/engine/create-order.ts';
import { EaseModel } from '../../src/engine/ease/ease-model.ts';
import { StoreModel } from '../../src/engine/model/store-model.ts';
import { settleEase } from '../../src/services/learning/settle-ease.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

const ITEMS = 420;

let services: TestServices;

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

test('the EASE model of a large menu is made beside the answers, which do not wait for it', async () => {
  const store = await makeStore(services, 'warehouse');
  const line = (item: number) => ({ item: `i${item % ITEMS}`, name: `Item ${item % ITEMS}` });
  const orders = Array.from({ length: ITEMS }, (_, n) => ({ id: `o${n}`, lines: [line(n), line(n + 1), line(n * 7)] }));
  await sendOrders(services, store, orders);
  const { model } = await services.models.get(store.id);
  expect(model.ease).toBeNull();
  await services.models.settle(store.id);
  expect(model.easeState.needsWork(model.itemCount)).toBe(false);
  const { items, ridge } = model.ease ?? { items: [], ridge: 0 };
  expect(items).toHaveLength(ITEMS);
  const expected = EaseModel.fromCounts(model.pairs, { ridge, items });
  for (const [i, j] of [
    [0, 1],
    [5, 35],
    [419, 0],
  ] as const) {
    expect(model.ease?.weight(i, j)).toBe(expected.weight(i, j));
  }
  expect(expected.weight(0, 1)).toBeGreaterThan(0);

  // An order more is followed; so many that they cannot be are a reason to make it anew.
  await sendOrders(services, store, [{ id: 'next', lines: [line(3), line(9)] }]);
  await services.models.refresh(store.id);
  expect(model.ease?.weight(3, 9)).toBeGreaterThan(expected.weight(3, 9));
  expect(services.warnings).toEqual([]);
});

test('it is made again when an order comes in meanwhile', async () => {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(Array.from({ length: ITEMS }, (_, n) => createItem({ id: n + 1, name: `Item ${n + 1}` })));
  const done = settleEase(model, services.workers);
  model.apply({ removed: null, added: createOrder({ orderId: 1, basket: [1, 2] }) });
  expect(await done).toBe(true);
  expect(model.ease?.weight(0, 1)).toBeGreaterThan(0);
});
