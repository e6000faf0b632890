import { createRequest } from '../src/engine/ranking/create-request.ts';
import { recommend } from '../src/engine/ranking/recommend.ts';
import { createRandom } from '../src/simulation/random.ts';
import { BENCH_NOW_MS, generateStore } from './generated-store.ts';
import { timeCalls } from './quantiles.ts';

const CALLS = 2000;

/** One answer of the engine for a cart of 4, every item scored: distinct carts, no cache of answers. */
for (const [items, orders] of [
  [250, 13_000],
  [1000, 50_000],
] as const) {
  const model = generateStore(items, orders);
  const random = createRandom(11, 'carts');
  const carts = Array.from({ length: CALLS }, () =>
    Array.from({ length: 4 }, () => 1 + Math.floor(items * random() ** 2)),
  );
  const { p50Us, p99Us } = timeCalls(CALLS, (call) =>
    recommend(
      model,
      createRequest({ placement: 'cart', cart: carts[call] ?? [], nowMs: BENCH_NOW_MS, starterPriceCapMinor: 1500 }),
    ),
  );
  console.log(`answer, ${items} items, ${orders} orders: p50 ${p50Us.toFixed(0)} us, p99 ${p99Us.toFixed(0)} us`);
}
