import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemInputSchema } from '../../src/contract/catalog.ts';
import { settleAttribution } from '../../src/services/attribution/process-due.ts';
import { verifyLedger } from '../../src/services/attribution/verify-ledger.ts';
import { putItem } from '../../src/services/catalog/items.ts';
import { verifyStore } from '../../src/services/learning/verify.ts';
import { createHttpClient } from '../../src/simulation/traffic/http-client.ts';
import { createServiceClient } from '../../src/simulation/traffic/service-client.ts';
import type { ShopClient } from '../../src/simulation/traffic/shop-client.ts';
import { createAnyWorld } from '../../src/simulation/traffic/shop-world.ts';
import { simulateTraffic } from '../../src/simulation/traffic/simulate-traffic.ts';
import { simulateStoreTraffic } from '../../src/simulation/traffic/store-traffic.ts';
import type { TrafficReport } from '../../src/simulation/traffic/traffic-report.ts';
import { connectClient } from '../../src/storage/database.ts';
import { type KeyedStore, openTestApp, TEST_NOW, type TestApp } from '../support/test-app.ts';

const PRICES = [450, 1250, 690, 990, 1800, 350, 520, 760, 1100, 300, 2400, 640];
const ITEMS = PRICES.map((priceMinor, index) => ({ id: `dish-${index + 1}`, priceMinor }));
const WORLD = createAnyWorld(7, ITEMS);

let app: TestApp;
let shop: KeyedStore;
beforeAll(async () => {
  app = await openTestApp();
  shop = await addShop('bistro');
});
afterAll(() => app.close());

async function addShop(slug: string): Promise<KeyedStore> {
  const added = await app.addStore(slug, { time_zone: 'Europe/Berlin' });
  for (const { id, priceMinor } of ITEMS) {
    const input = itemInputSchema.parse({ name: id, price_minor: priceMinor });
    await putItem(app.context, added.store.id, { externalId: id, input });
  }
  return added;
}

function simulate(
  client: ShopClient,
  { store }: KeyedStore,
  more: { effect?: number; days?: number; seed?: number } = {},
) {
  const options = { seed: 1, effect: 0.1, days: 2, sessionsPerDay: 25, endMs: TEST_NOW.getTime() };
  return simulateTraffic({ ...options, ...more, client, world: WORLD, store });
}

async function ask<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = await connectClient(app.test.admin, 'pairwell test');
  try {
    return (await client.query(text, [...values])).rows as Row[];
  } finally {
    await client.end();
  }
}

/** What the database has of a store, in numbers. */
async function countRows({ store }: KeyedStore) {
  const [row] = await ask(
    `SELECT (SELECT count(*)::int FROM event WHERE store_id = $1) AS events,
      (SELECT count(*)::int FROM event WHERE store_id = $1 AND (bot IS NOT NULL OR verified <> (type <> 'view'))) AS odd_events,
      (SELECT count(*)::int FROM served WHERE store_id = $1) AS answers,
      (SELECT count(*)::int FROM order_version WHERE store_id = $1) AS orders,
      (SELECT coalesce(sum(amount_minor), 0)::int FROM attribution_entry WHERE store_id = $1) AS attributed,
      (SELECT coalesce(sum(l.unit_price_minor * l.quantity), 0)::int FROM order_line l
        JOIN order_version v ON v.store_id = l.store_id AND v.order_id = l.order_id AND v.version = l.version
        WHERE l.store_id = $1 AND v.status = 'completed') AS revenue`,
    [store.id],
  );
  return row;
}

describe('traffic through the services', () => {
  let report: TrafficReport;

  test('reports what the store has, to the cent: revenue, and what the ledger owes to suggestions', async () => {
    report = await simulate(createServiceClient(app, shop.store), shop);
    expect(report.sessions).toBeGreaterThan(40);
    expect(report).toMatchObject({ store: 'bistro', seed: 1, days: 2, effect: 0.1, repeated_sessions: 0 });
    expect(report.shown_sessions).toBe(report.sessions);
    expect(report.true_extra_minor).toBe(report.revenue_minor - report.baseline_revenue_minor);
    expect(report.true_extra_minor).toBeGreaterThan(0);
    expect(report.attributed_minor).toBeGreaterThan(report.true_extra_minor);
    await settleAttribution(app, shop.store.id);
    expect(await countRows(shop)).toMatchObject({
      odd_events: 0,
      orders: report.orders,
      attributed: report.attributed_minor,
      revenue: report.revenue_minor,
    });
    expect(await verifyLedger(app.context, shop.store.id)).toEqual([]);
    expect((await verifyStore(app.context, app.models, shop.store.id)).clean).toBe(true);
    expect(app.warnings).toEqual([]);
  });

  test('the same call again changes nothing, and says so', async () => {
    const before = await countRows(shop);
    const again = await simulate(createServiceClient(app, shop.store), shop);
    expect(again).toMatchObject({ sessions: 0, repeated_sessions: report.sessions, orders: 0, true_uplift: null });
    expect(await countRows(shop)).toEqual(before);
  });

  test('more days bring what is missing; another seed brings others', async () => {
    const longer = await simulate(createServiceClient(app, shop.store), shop, { days: 3 });
    expect(longer.repeated_sessions).toBe(report.sessions);
    expect(longer.sessions).toBeGreaterThan(5);
    const others = await simulate(createServiceClient(app, shop.store), shop, { seed: 2, days: 1 });
    expect(others.repeated_sessions).toBe(0);
    expect(others.sessions).toBeGreaterThan(5);
  });

  test('a seed decides everything: two empty shops of the same name would get the same', async () => {
    const runs: TrafficReport[] = [];
    for (const slug of ['twin-a', 'twin-b']) {
      const twin = await addShop(slug);
      const named = { ...twin, store: { ...twin.store, slug: 'twin' } };
      runs.push(await simulate(createServiceClient(app, twin.store), named));
    }
    expect(runs[0]).toEqual(runs[1]);
    const [events] = await ask<{ ids: number; twice: number }>(
      `SELECT count(*)::int AS ids, count(*) FILTER (WHERE stores = 2)::int AS twice FROM (SELECT count(*) AS stores FROM event
        JOIN store s ON s.id = store_id WHERE s.slug IN ('twin-a', 'twin-b') GROUP BY event_id) AS e`,
    );
    expect(events?.ids).toBeGreaterThan(100);
    expect(events?.twice).toBe(events?.ids);
  });

  test('who is shown nothing buys what they came for', async () => {
    const silent = await addShop('silent');
    const off = await silent.call('PATCH', `/api/stores/${silent.store.id}`, { json: { suggestions_enabled: false } });
    expect(off.status).toBe(200);
    const quiet = await simulate(createServiceClient(app, silent.store), silent, { effect: 0.5 });
    expect(quiet).toMatchObject({ shown_sessions: 0, impressions: 0, true_extra_minor: 0, attributed_minor: 0 });
    expect(quiet.revenue_minor).toBe(quiet.baseline_revenue_minor);
    expect(quiet.revenue_minor).toBeGreaterThan(0);
  });

  test('a year back, and an effect below 0', async () => {
    const old = await addShop('old');
    const yearBack = TEST_NOW.getTime() - 364 * 86_400_000;
    const client = createServiceClient(app, old.store);
    const options = { seed: 1, effect: -0.3, days: 2, sessionsPerDay: 25, endMs: yearBack };
    const worse = await simulateTraffic({ ...options, client, world: WORLD, store: old.store });
    // About 30 orders of several units, each left out with .3: a standard error of about .05.
    expect(Math.abs((worse.true_uplift ?? 0) + 0.3)).toBeLessThan(0.2);
    await settleAttribution(app, old.store.id);
    expect(await countRows(old)).toMatchObject({
      odd_events: 0,
      attributed: worse.attributed_minor,
      revenue: worse.revenue_minor,
    });
  });
});

describe('traffic over HTTP', () => {
  const clock = () => TEST_NOW;

  test('brings what it reports, and nothing twice', async () => {
    const far = await addShop('far');
    const url = await app.app.listen({ host: '127.0.0.1', port: 0 });
    const client = createHttpClient({ url, publishableKey: far.publishable, secretKey: far.secret, clock });
    const report = await simulate(client, far);
    expect(report.sessions).toBeGreaterThan(40);
    await app.served.flush();
    await settleAttribution(app, far.store.id);
    const rows = await countRows(far);
    expect(rows).toMatchObject({
      odd_events: 0,
      orders: report.orders,
      attributed: report.attributed_minor,
      revenue: report.revenue_minor,
    });
    expect(await simulate(client, far)).toMatchObject({ sessions: 0, repeated_sessions: report.sessions });
    expect(await countRows(far)).toEqual(rows);
  });

  test('a server that refuses, or does not answer, is named with a way out', async () => {
    const { store } = shop;
    const wrong = createHttpClient({
      url: app.app.listeningOrigin,
      publishableKey: 'pk_1_wrong',
      secretKey: `sk_1_${'x'.repeat(43)}`,
      clock,
    });
    await expect(simulate(wrong, shop)).rejects.toMatchObject({ code: 'server_refused' });
    const nobody = createHttpClient({ url: 'http://127.0.0.1:1', publishableKey: 'pk', secretKey: 'sk', clock });
    await expect(simulate(nobody, { ...shop, store })).rejects.toMatchObject({ code: 'server_unreachable' });
  });
});

describe('traffic of a store by its name', () => {
  const options = { seed: 1, effect: 0.1, days: 1, endMs: TEST_NOW.getTime(), url: null };

  test('takes its own menu', async () => {
    const plain = await addShop('plain');
    const report = await simulateStoreTraffic(app, plain.store, { ...options, sessionsPerDay: 10 });
    expect(report.sessions).toBeGreaterThan(0);
  });

  test('numbers out of range and too small a menu are refused before anything is sent', async () => {
    const { store } = await app.addStore('tiny');
    await expect(simulateStoreTraffic(app, store, options)).rejects.toMatchObject({ code: 'too_few_items' });
    for (const wrong of [{ days: 0 }, { days: 367 }, { effect: 1.1 }, { effect: -0.6 }, { sessionsPerDay: 0 }]) {
      const refused = simulateStoreTraffic(app, shop.store, { ...options, ...wrong });
      await expect(refused).rejects.toMatchObject({ code: 'invalid_request' });
    }
    const tooFarBack = { ...options, days: 6, url: 'http://127.0.0.1:1' };
    await expect(simulateStoreTraffic(app, shop.store, tooFarBack)).rejects.toMatchObject({ code: 'invalid_request' });
  });
});
