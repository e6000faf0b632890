import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../src/contract/catalog.ts';
import { verifyLoadedStores } from '../../src/services/housekeeping.ts';
import { ModelStore } from '../../src/services/learning/model-store.ts';
import { verifyStore } from '../../src/services/learning/verify.ts';
import { patchOrder } from '../../src/services/orders/change-order.ts';
import { connectClient } from '../../src/storage/database.ts';
import { makeStore, openTestServices, sendOrders, type TestServices } from '../support/test-app.ts';

let services: TestServices;
let store: Store;
let stores = 0;

const line = (item: string) => ({ item, name: item });

beforeAll(async () => {
  services = await openTestServices();
});

afterAll(() => services.close());

beforeEach(async () => {
  store = await makeStore(services, `verified-${++stores}`);
  await sendOrders(services, store, [
    { id: 'o1', customer: 'anna', table: 't1', lines: [line('soup'), line('bread')] },
    { id: 'o2', lines: [line('soup'), line('tea')] },
    { id: 'o3', lines: [line('tea')] },
  ]);
  await patchOrder(services.context, store, { externalId: 'o3', patch: { status: 'cancelled' } });
  await services.models.getFresh(store.id);
});

const verify = (models = services.models) => verifyStore(services.context, models, store.id);

/** Runs SQL behind the application's back. `{store}`, `{o1}` ... stand for internal ids. */
async function tamper(text: string): Promise<void> {
  const admin = await connectClient(services.test.admin, 'pairwell test');
  try {
    const orders = await admin.query<{ id: number; external_id: string }>(
      'SELECT id, external_id FROM orders WHERE store_id = $1',
      [store.id],
    );
    const ids = new Map(orders.rows.map((row) => [row.external_id, String(row.id)]));
    const filled = text.replace(/\{(\w+)\}/g, (_all, name) => (name === 'store' ? String(store.id) : ids.get(name)!));
    const result = await admin.query(filled);
    expect(result.rowCount).toBeGreaterThan(0);
  } finally {
    await admin.end();
  }
}

describe('verifyStore', () => {
  it('finds a sound store clean, and says what it counted', async () => {
    // o1 and o2 are in force: the pairs are soup+bread and soup+tea. The changes: items 3, orders 3, cancellation 1.
    expect(await verify()).toMatchObject({ clean: true, differences: [], change_no: 7, orders: 2, pairs: 2 });
  });

  it('finds an order that the model counts and the store does not have', async () => {
    const { model } = await services.models.get(store.id);
    const basket = [model.items.idAt(0), model.items.idAt(1)];
    const ghost = { orderId: 999_999, orderedAtMs: null, customerId: null, completed: true, basket };
    model.apply({ removed: null, added: ghost });
    const report = await verify();
    expect(report.clean).toBe(false);
    expect(report.differences).toContain('orders in the log: 3, rebuilt 2');
    expect(report.differences).toContain('completed orders: 3, rebuilt 2');
    expect(report.differences).toContain(`items ${basket.join(' and ')} together: 2, rebuilt 1`);
    expect(report.differences).toContain('order 999999 differs');
  });

  it('finds an order that the model has lost', async () => {
    const { model } = await services.models.get(store.id);
    const [first] = [...model.orders()];
    if (!first) expect.unreachable('the store has two orders');
    model.apply({ removed: first, added: null });
    expect((await verify()).differences).toContain('orders in the log: 1, rebuilt 2');
  });

  it('finds a popularity that is off though every pair is right', async () => {
    const { model } = await services.models.get(store.id);
    model.popularity.add({ orderId: 5, timeMs: null, hourOfWeek: null, basket: [0] });
    const report = await verify();
    expect(report.differences).toContain('popularity orders: 3, rebuilt 2');
    expect(report.differences.some((words) => words.includes('together'))).toBe(false);
  });

  it('finds a line that was changed in the database', async () => {
    await tamper(`UPDATE order_line SET refunded_quantity = quantity
      WHERE store_id = {store} AND order_id = {o1} AND line_no = 2`);
    const report = await verify();
    expect(report.clean).toBe(false);
    expect(report.differences.some((words) => /together: 1, rebuilt 0/.test(words))).toBe(true);
  });

  it.each([
    ['a change that is gone', 'DELETE FROM change WHERE store_id = {store} AND change_no = 2', /1 numbers are missing/],
    [
      'a version that is gone',
      'DELETE FROM order_version WHERE store_id = {store} AND order_id = {o2}',
      /1 orders point at a version that does not exist/,
    ],
    [
      'a version without a change',
      `INSERT INTO order_version SELECT (jsonb_populate_record(v, '{"version": 9}')).* FROM order_version v
       WHERE store_id = {store} AND order_id = {o1}`,
      /1 order versions have no entry in the change log/,
    ],
    [
      'a head that was set back',
      'UPDATE orders SET version = 1 WHERE store_id = {store} AND id = {o3}',
      /1 orders do not agree with their last change/,
    ],
    [
      'lines of a version that is gone',
      'UPDATE order_line SET version = 9 WHERE store_id = {store} AND order_id = {o2}',
      /2 order lines belong to no version/,
    ],
    [
      'a line whose item does not exist',
      'UPDATE order_line SET item_id = 999999 WHERE store_id = {store} AND order_id = {o2} AND line_no = 1',
      /1 order lines name an item that does not exist/,
    ],
    [
      'a version whose customer does not exist',
      'UPDATE order_version SET customer_id = 999999 WHERE store_id = {store} AND order_id = {o1}',
      /1 order versions name an order, customer or table that does not exist/,
    ],
    [
      'a version whose table does not exist',
      'UPDATE order_version SET table_id = 999999 WHERE store_id = {store} AND order_id = {o1}',
      /1 order versions name an order, customer or table that does not exist/,
    ],
  ])('finds %s', async (_what, text, words) => {
    await tamper(text);
    const report = await verify();
    expect(report.clean).toBe(false);
    expect(report.differences.join('\n')).toMatch(words);
  });

  it('finds faults of the tables also with a model that was just rebuilt', async () => {
    await tamper('DELETE FROM change WHERE store_id = {store} AND change_no = 2');
    const fresh = new ModelStore(services.context);
    await fresh.rebuild(store.id);
    expect((await verify(fresh)).clean).toBe(false);
  });

  it('finds a snapshot that is not what the orders say', async () => {
    await services.models.snapshot(store.id, { force: true });
    // The payload begins with the number of orders; the second order's first item id follows 8 + 41 + 29 bytes later.
    await tamper(`UPDATE model_snapshot SET payload = set_byte(payload, 8 + 24, 0) WHERE store_id = {store}`);
    const report = await verify(new ModelStore(services.context));
    expect(report.differences).toContain('completed orders: 1, rebuilt 2');
  });
});

describe('verifyLoadedStores', () => {
  it('rebuilds the model that differed, and says so in the log', async () => {
    const { model } = await services.models.get(store.id);
    model.popularity.add({ orderId: 5, timeMs: null, hourOfWeek: null, basket: [0] });
    await verifyLoadedStores(services);
    const told = services.warnings.filter((words) => words.startsWith('error The model differed'));
    expect(told.filter((words) => words.includes(`"storeId":${store.id},`))).toHaveLength(1);
    expect((await verify()).clean).toBe(true);
  });
});
