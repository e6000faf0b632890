import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import pino from 'pino';
import { buildApp } from '../src/api/app.ts';
import { readConfig } from '../src/config.ts';
import { orderInputSchema } from '../src/contract/order.ts';
import { openPairwell } from '../src/open-pairwell.ts';
import { createKey } from '../src/services/accounts/keys.ts';
import { putItem } from '../src/services/catalog/items.ts';
import { addStore } from '../src/services/catalog/stores.ts';
import { exportRecommendations } from '../src/services/customers/export-recommendations.ts';
import { estimateImpact } from '../src/services/customers/impact.ts';
import { describeProducts } from '../src/services/customers/product-performance.ts';
import { settleProfiles } from '../src/services/customers/settle-profiles.ts';
import { receiveOrders } from '../src/services/orders/receive-orders.ts';
import { DIGITAL_SHOP } from '../src/simulation/digital-shop.ts';
import { createRandom } from '../src/simulation/random.ts';
import { VERSION } from '../src/version.ts';

/** 10,000 customers with 100,000 orders of the four packs: profiles, one customer over HTTP, all of them, the export. */
const CUSTOMERS = 10_000;
const ORDERS = 100_000;
const ORDERS_PER_CALL = 1000;
const SECONDS = 10;
const DAY_MS = 86_400_000;

const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const config = readConfig({ PAIRWELL_DATA: path.join(folder, 'data'), RATE_LIMIT_PER_MINUTE: '0' });
// Without the jobs: the store's first choice of its ranking would run beside what is measured.
const pairwell = await openPairwell(config, { supervise: true });
const { services } = pairwell;
const { context } = services;
const store = await addStore(context, DIGITAL_SHOP.store);
for (const { id, item } of DIGITAL_SHOP.items) {
  await putItem(context, store.id, { externalId: id, input: { ...item, category: null } });
}
const random = createRandom(7, 'customers of the bench');
const nowMs = context.clock().getTime();
const orders = Array.from({ length: ORDERS }, (_, n) => {
  const age = 1 - n / ORDERS;
  const tier = Math.min(3, Math.floor(random() * (1 + 3 * (1 - age)) * random() * 1.6));
  const pack = DIGITAL_SHOP.items[tier];
  return orderInputSchema.parse({
    id: `o${n}`,
    customer: `R${n < CUSTOMERS ? n : Math.floor(random() * CUSTOMERS)}`,
    ordered_at: new Date(nowMs - age * 700 * DAY_MS).toISOString(),
    lines: [{ item: pack?.id, quantity: 1, unit_price_minor: pack?.item.price_minor }],
  });
});
for (let start = 0; start < ORDERS; start += ORDERS_PER_CALL) {
  await receiveOrders(context, store, orders.slice(start, start + ORDERS_PER_CALL));
}

/** Runs a part and tells how long it took. */
async function time<T>(label: string, work: () => Promise<T>): Promise<T> {
  const startMs = performance.now();
  const result = await work();
  console.log(`${label}: ${(performance.now() - startMs).toFixed(0)} ms`);
  return result;
}

console.log(`${CUSTOMERS} customers, ${ORDERS} orders; load average ${loadavg()[0]?.toFixed(1)}`);
await time('all profiles from the orders', () => settleProfiles(context, store.id));
await time('customers and model into memory', async () => {
  await services.customers.open(store.id);
  await services.models.get(store.id);
});
await time('impact: the first recommendation of every customer', () => estimateImpact(services, store.id));
await time('product performance', () => describeProducts(context, store.id));
await time('product performance with 12 weeks', () => describeProducts(context, store.id, { weeks: 12 }));
let size = 0;
await time('export of all customers, three recommendations each', async () => {
  for await (const piece of exportRecommendations(services, store.id)) size += piece.length;
});
global.gc?.();
const beforeBytes = process.memoryUsage().heapUsed;
let highest = 0;
for await (const _piece of exportRecommendations(services, store.id)) {
  global.gc?.();
  highest = Math.max(highest, process.memoryUsage().heapUsed - beforeBytes);
}
const heap = global.gc
  ? `heap at most ${(highest / 1e6).toFixed(1)} MB higher on the way`
  : 'heap: run with --expose-gc';
console.log(`export: ${(size / 1e6).toFixed(1)} MB; ${heap}`);

const app = await buildApp(services, { ...config, logger: pino({ level: 'warn' }), version: VERSION, publicUrl: '/' });
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const { key } = await createKey(context, store.id, { kind: 'secret', label: 'bench', origins: [] });
const requests = Array.from({ length: 1000 }, () => ({
  path: `/api/recommendations/customer/R${Math.floor(random() * CUSTOMERS)}`,
}));
for (const connections of [1, 10]) {
  const load = { url, connections, workers: 1, headers: { authorization: `Bearer ${key}` }, requests };
  await autocannon({ ...load, duration: 2 });
  const { latency, requests: rate, errors, non2xx } = await autocannon({ ...load, duration: SECONDS });
  console.log(
    `one customer over HTTP, ${connections} connections: ${rate.average.toFixed(0)} answers/s, p50 ${latency.p50} ms, p97.5 ${latency.p97_5} ms, p99 ${latency.p99} ms; load average ${loadavg()[0]?.toFixed(1)}; errors ${errors}, not 2xx ${non2xx}`,
  );
}
// The last requests of the load generator end after it has told its figures.
await sleep(500);
await app.close();
await pairwell.close();
rmSync(folder, { recursive: true, force: true });
