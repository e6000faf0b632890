import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { readConfig } from '../src/config.ts';
import { startServer } from '../src/server.ts';
import { createKey } from '../src/services/accounts/keys.ts';
import { listStoreItems } from '../src/services/catalog/items.ts';
import { createDemoStores } from '../src/simulation/demo-stores.ts';
import { createRandom } from '../src/simulation/random.ts';

const CONNECTIONS = 50;
const SECONDS = 10;

/**
 * GET /api/recommendations over HTTP at 50 connections for 10 seconds: the demo restaurant, carts of 1 to 4 items, every
 * answer written down as served. Load generator and server share the machine's cores.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const settings = { PAIRWELL_DATA: path.join(folder, 'data'), PORT: '0', RATE_LIMIT_PER_MINUTE: '0', LOG_LEVEL: 'warn' };
const server = await startServer(readConfig(settings), { quiet: true });
const { services } = server;
const [demo] = await createDemoStores(services, { seed: 1, onProgress: () => undefined });
if (!demo) throw new RangeError('The demo made no store.');
const { key } = await createKey(services.context, demo.store.id, { kind: 'secret', label: 'bench', origins: [] });
const { data: items } = await listStoreItems(services.context, demo.store.id, { limit: 1000 });
const random = createRandom(3, 'carts');
const requests = Array.from({ length: 500 }, () => {
  const size = 1 + Math.floor(random() * 4);
  const cart = Array.from({ length: size }, () => items[Math.floor(random() * items.length)]?.id);
  return { path: `/api/recommendations?cart=${cart.join(',')}` };
});
const load = { url: server.url, connections: CONNECTIONS, headers: { authorization: `Bearer ${key}` }, requests };
await autocannon({ ...load, duration: 3 });
const result = await autocannon({ ...load, duration: SECONDS });
const { p50, p99 } = result.latency;
console.log(
  `http, ${CONNECTIONS} connections: ${result.requests.average.toFixed(0)} answers/s, p50 ${p50} ms, p99 ${p99} ms`,
);
console.log(`errors ${result.errors}, not 2xx ${result.non2xx}, served rows lost ${services.served.lost}`);
await server.close();
rmSync(folder, { recursive: true, force: true });
