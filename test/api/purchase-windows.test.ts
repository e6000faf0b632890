import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callApp, expectProblem, type KeyedStore, openTestApp, TEST_NOW, type TestApp } from '../support/test-app.ts';

let test: TestApp;
let bistro: KeyedStore;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Midnight of Monday three weeks ago, by the clocks of Berlin: an hour before UTC in winter. */
const MONDAY_MS = Date.UTC(2026, 1, 9) - HOUR_MS;

/** The instant of an hour of the week in one of three weeks. */
const at = (week: number, hourOfWeek: number) => new Date(MONDAY_MS + week * 7 * DAY_MS + hourOfWeek * HOUR_MS);

/**
 * Three weeks, each with one soup at every hour from 11 to 20 of every day (10 x 7 = 70), and Friday from 18 to 21 ten
 * stews an hour, of which Anna orders one each: 3 x (70 + 30) = 300 orders.
 */
function makeOrders() {
  const orders: { id: string; ordered_at: string; customer: string | null; lines: { item: string }[] }[] = [];
  const add = (time: Date, item: string, customer: string | null = null) =>
    orders.push({ id: `o-${orders.length}`, ordered_at: time.toISOString(), customer, lines: [{ item }] });
  for (const week of [0, 1, 2]) {
    for (let day = 0; day < 7; day += 1) {
      for (let hour = 11; hour < 21; hour += 1) add(at(week, day * 24 + hour), 'soup');
    }
    for (const hour of [18, 19, 20]) {
      for (let n = 0; n < 10; n += 1) add(at(week, 4 * 24 + hour), 'stew', n === 0 ? 'anna' : null);
    }
  }
  return orders;
}

beforeAll(async () => {
  test = await openTestApp();
  bistro = await test.addStore('bistro', { time_zone: 'Europe/Berlin' });
  for (const id of ['soup', 'stew', 'salad']) await bistro.call('PUT', `/api/items/${id}`, { json: { name: id } });
  const orders = makeOrders();
  expect(orders.every((order) => Date.parse(order.ordered_at) < TEST_NOW.getTime())).toBe(true);
  // Ten orders of Anna's: one more on a Friday, of soup.
  const extra = {
    id: 'extra',
    ordered_at: at(0, 4 * 24 + 18).toISOString(),
    customer: 'anna',
    lines: [{ item: 'soup' }],
  };
  await bistro.call('POST', '/api/orders', { json: [...orders, extra, { ...extra, id: 'ben', customer: 'ben' }] });
});

afterAll(() => test.close());

const ask = async (query = '') => (await bistro.call('GET', `/api/purchase-windows?${query}`)).body;

describe('GET /api/purchase-windows', () => {
  it('says when the store peaks, by its own clocks, with the figures', async () => {
    const answer = await bistro.call('GET', '/api/purchase-windows');
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { windows, ...rest } = answer.body;
    expect(rest).toEqual({
      store: 'bistro',
      time_zone: 'Europe/Berlin',
      item: null,
      customer: null,
      baseline: 'flat-day',
      orders: 302,
      reason: null,
    });
    // 70 open hours: 302 / 70 = 4.314286 each. Friday 18 to 21: 3 x (3 + 30) + 2 = 101 orders, 12.942857 expected.
    expect(windows).toEqual([
      {
        label: 'Friday 18-21',
        pattern: 'weekly',
        weekday: 5,
        start_hour: 18,
        end_hour: 21,
        orders: 101,
        expected_orders: 12.942857,
        share: 0.334437,
        // (101 + 5) / (12.942857 + 5)
        lift: 5.907643,
        // Gamma(106, 17.942857): 5.907643 x (1 - 1/954 - 2.326348 / (3 x 10.295630))^3 = 5.907643 x .923634^3.
        lift_lower: expect.closeTo(4.65493, 4),
      },
    ]);
  });

  it('says when an item sells above the rhythm of the store', async () => {
    const stew = await ask('item=stew');
    expect(stew).toMatchObject({ item: 'stew', baseline: 'store-rhythm', orders: 90, reason: null });
    // 101 of 302 orders fall into these hours: 90 x 101 / 302 = 30.099338 expected.
    expect(stew.windows).toMatchObject([{ label: 'Friday 18-21', orders: 90, expected_orders: 30.099338, share: 1 }]);
  });

  it('says when a customer orders, alone and with an item', async () => {
    const anna = await ask('customer=anna');
    expect(anna).toMatchObject({ customer: 'anna', item: null, baseline: 'store-rhythm', orders: 10 });
    // The store's busiest hours hold a third of all orders: ten of ten are not surely more than 1.2 times that.
    expect(anna).toMatchObject({ windows: [], reason: 'no-pattern' });
    expect(await ask('customer=anna&item=stew')).toMatchObject({ orders: 9, windows: [], reason: 'too-few-orders' });
    expect(await ask('customer=ben')).toMatchObject({ orders: 1, windows: [], reason: 'too-few-orders' });
  });

  it('says why it says nothing', async () => {
    expect(await ask('item=salad')).toMatchObject({ orders: 0, windows: [], reason: 'too-few-orders' });
    const fresh = await test.addStore('fresh');
    const { body } = await fresh.call('GET', '/api/purchase-windows');
    expect(body).toMatchObject({ orders: 0, windows: [], reason: 'no-times' });
  });

  it('refuses what it does not know, and publishable keys', async () => {
    expectProblem(await bistro.call('GET', '/api/purchase-windows?item=nothing'), 'unknown_item');
    const stranger = await bistro.call('GET', '/api/purchase-windows?customer=stranger');
    expectProblem(stranger, 'not_found');
    expect(stranger.body.detail).toContain('"stranger"');
    expectProblem(await bistro.call('GET', '/api/purchase-windows?customer='), 'invalid_request');
    for (const query of ['', '?customer=anna', `?customer=anna&key=${bistro.publishable}`]) {
      const url = `/api/purchase-windows${query}`;
      expectProblem(await callApp(test.app, { method: 'GET', url, key: bistro.publishable }), 'forbidden');
    }
    expectProblem(await bistro.call('GET', '/api/purchase-windows', { key: null }), 'missing_key');
  });

  it('knows no customer and no item of another store', async () => {
    const other = await test.addStore('other');
    expectProblem(await other.call('GET', '/api/purchase-windows?customer=anna'), 'not_found');
    expectProblem(await other.call('GET', '/api/purchase-windows?item=stew'), 'unknown_item');
  });

  it('follows an order and its cancellation', async () => {
    const order = { id: 'late', ordered_at: at(2, 3 * 24 + 12).toISOString(), lines: [{ item: 'salad' }] };
    await bistro.call('POST', '/api/orders', { json: order });
    expect(await ask('item=salad')).toMatchObject({ orders: 1 });
    await bistro.call('PATCH', '/api/orders/late', { json: { status: 'cancelled' } });
    expect(await ask('item=salad')).toMatchObject({ orders: 0 });
  });
});
