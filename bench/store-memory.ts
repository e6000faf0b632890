import { createRequest } from '../src/engine/ranking/create-request.ts';
import { recommend } from '../src/engine/ranking/recommend.ts';
import { BENCH_NOW_MS, generateStore } from './generated-store.ts';

const CARTS = 200;

/** `node --expose-gc store-memory.ts ITEMS ORDERS`: what a generated store takes, loaded and after a few hundred answers. */
const [items = 250, orders = 10_000] = process.argv.slice(2).map(Number);
// A small store first: code that is compiled and tables that all stores share are not counted.
generateStore(50, 500);
const before = readMemory();
const startedMs = performance.now();
const model = generateStore(items, orders);
const seconds = (performance.now() - startedMs) / 1000;
const loaded = readMemory();
for (let cart = 0; cart < CARTS; cart++) {
  const ids = [1, 7, 31].map((step) => 1 + ((cart * step) % items));
  recommend(model, createRequest({ placement: 'cart', cart: [...new Set(ids)], nowMs: BENCH_NOW_MS }));
}
const serving = readMemory();
console.log(
  `memory, ${items} items, ${orders} orders: loaded ${tell(loaded)}; serving ${tell(serving)} (${seconds.toFixed(1)} s)`,
);

function readMemory() {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
  const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
  return { rss, held: heapUsed + arrayBuffers };
}

function tell({ rss, held }: ReturnType<typeof readMemory>): string {
  const megabytes = (bytes: number) => (bytes / 2 ** 20).toFixed(1);
  return `${megabytes(held - before.held)} MB held, ${megabytes(rss - before.rss)} MB resident`;
}
