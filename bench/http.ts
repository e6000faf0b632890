import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import pino from 'pino';
import { buildApp } from '../src/api/app.ts';
import { readConfig } from '../src/config.ts';
import { openPairwell } from '../src/open-pairwell.ts';
import { createKey } from '../src/services/accounts/keys.ts';
import { listStoreItems } from '../src/services/catalog/items.ts';
import { createDemoStores } from '../src/simulation/demo-stores.ts';
import { createRandom } from '../src/simulation/random.ts';
import { VERSION } from '../src/version.ts';
import { readCpuTime } from './cpu-time.ts';

const CONNECTIONS = 50;
const SECONDS = 10;
const ROUNDS = 3;
/** Every connection of the load generator prepares every one of them, which takes time from what is measured. */
const CARTS = 100;

/**
 * GET /api/recommendations over HTTP at 50 connections, three rounds of 10 seconds: the demo restaurant, carts of 1 to 4
 * items, every answer written down as served. The load generator has a thread of its own; it, the server and the database
 * share the machine's cores.
 */
const folder = mkdtempSync(path.join(tmpdir(), 'pairwell-bench-'));
const dataDir = path.join(folder, 'data');
const config = readConfig({ PAIRWELL_DATA: dataDir, RATE_LIMIT_PER_MINUTE: '0' });
// Without the jobs: the store's first choice of its ranking would run beside what is measured.
const pairwell = await openPairwell(config, { supervise: true });
const { services } = pairwell;
const [demo] = await createDemoStores(services, { seed: 1, onProgress: () => undefined });
if (!demo) throw new RangeError('The demo made no store.');
const { key } = await createKey(services.context, demo.store.id, { kind: 'secret', label: 'bench', origins: [] });
const { data: items } = await listStoreItems(services.context, demo.store.id, { limit: 1000 });
const app = await buildApp(services, { ...config, logger: pino({ level: 'warn' }), version: VERSION, publicUrl: '/' });
const url = await app.listen({ host: '127.0.0.1', port: 0 });
const random = createRandom(3, 'carts');
const requests = Array.from({ length: CARTS }, () => {
  const size = 1 + Math.floor(random() * 4);
  const cart = Array.from({ length: size }, () => items[Math.floor(random() * items.length)]?.id);
  return { path: `/api/recommendations?cart=${cart.join(',')}` };
});
const headers = { authorization: `Bearer ${key}`, ...askPacked(process.env.BENCH_ACCEPT) };
const load = { url, connections: CONNECTIONS, workers: 1, headers, requests };
await autocannon({ ...load, duration: 3 });
console.log(`http, ${CONNECTIONS} connections; load average ${loadavg()[0]?.toFixed(1)}`);
for (let round = 0; round < ROUNDS; round++) await measure();
// The last requests of the load generator end after it has told its figures.
await sleep(500);
await app.close();
await pairwell.close();
rmSync(folder, { recursive: true, force: true });

async function measure(): Promise<void> {
  const [cpuBefore, mainBefore] = [readCpuTime(dataDir), process.threadCpuUsage()];
  const { latency, requests: rate, errors, non2xx } = await autocannon({ ...load, duration: SECONDS });
  const { user, system } = process.threadCpuUsage(mainBefore);
  const postgresMs = readCpuTime(dataDir).postgresMs - cpuBefore.postgresMs;
  const perAnswer = (us: number) => (us / rate.total).toFixed(0);
  console.log(
    `  ${rate.average.toFixed(0)} answers/s, p50 ${latency.p50} ms, p99 ${latency.p99} ms; errors ${errors}, not 2xx ${non2xx}, served rows lost ${services.served.lost}`,
  );
  console.log(
    `  processor time per answer, us: server ${perAnswer(user + system)}, postgres ${perAnswer(postgresMs * 1000)}`,
  );
}

/** Browsers take packed answers: BENCH_ACCEPT=br asks for them. */
function askPacked(accept: string | undefined): Record<string, string> {
  return accept === undefined ? {} : { 'accept-encoding': accept };
}
