import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { itemInputSchema, type Store } from '../../src/contract/catalog.ts';
import { putItem } from '../../src/services/catalog/items.ts';
import { createServiceClient } from '../../src/simulation/traffic/service-client.ts';
import type { ShopClient } from '../../src/simulation/traffic/shop-client.ts';
import { createAnyWorld } from '../../src/simulation/traffic/shop-world.ts';
import { simulateTraffic } from '../../src/simulation/traffic/simulate-traffic.ts';
import { makeStore, openTestServices, TEST_NOW, type TestServices } from '../support/test-app.ts';
import { connectClient } from '../../src/storage/database.ts';

const PRICES = [450, 1250, 690, 990, 1800, 350, 520, 760, 1100, 300, 2400, 640];
const ITEMS = PRICES.map((priceMinor, index) => ({ id: `dish-${index + 1}`, priceMinor }));
const WORLD = createAnyWorld(7, ITEMS);
const END_MS = TEST_NOW.getTime();

let services: TestServices;
let store: Store;
beforeAll(async () => {
  services = await openTestServices();
  store = await makeStore(services, 'bistro', { time_zone: 'Europe/Berlin' });
  for (const { id, priceMinor } of ITEMS) {
    await putItem(services.context, store.id, { externalId: id, input: itemInput(id, priceMinor) });
  }
});
afterAll(() => services.close());

function itemInput(name: string, price_minor: number) {
  return itemInputSchema.parse({ name, price_minor });
}

async function ask<Row extends object>(text: string): Promise<Row[]> {
  const client = await connectClient(services.test.admin, 'pairwell test');
  try {
    return (await client.query(text)).rows as Row[];
  } finally {
    await client.end();
  }
}

const TIMES: Record<string, [number, number]> = {};
function timed(client: ShopClient): ShopClient {
  return Object.fromEntries(Object.entries(client).map(([name, call]) => [name, async (...args: unknown[]) => {
    const t = performance.now();
    try { return await (call as (...args: unknown[]) => unknown)(...args); } finally {
      const sum = TIMES[name] ?? [0, 0];
      TIMES[name] = [sum[0] + 1, sum[1] + performance.now() - t];
    }
  }])) as never;
}
describe('simulated traffic', () => {
  test('through the services', async () => {
    const began = performance.now();
    const report = await simulateTraffic({
      client: timed(createServiceClient(services, store)), world: WORLD, store, seed: 1, effect: 0.1, days: 10, sessionsPerDay: 40, endMs: END_MS });
    console.log(TIMES, report, (report.sessions / (performance.now() - began)) * 1000);
    console.log(await ask(`SELECT type, verified, bot, count(*) FROM event GROUP BY 1, 2, 3 ORDER BY 1`));
    console.log(await ask(`SELECT count(*) , min(ordered_at), max(ordered_at) FROM order_version`));
    console.log(services.warnings);
    const again = await simulateTraffic({
      client: createServiceClient(services, store), world: WORLD, store, seed: 1, effect: 0.1, days: 20, sessionsPerDay: 40, endMs: END_MS });
    console.log(again);
  });
});
