import { createRequest } from '../src/engine/ranking/create-request.ts';
import { recommend } from '../src/engine/ranking/recommend.ts';
import { createRandom } from '../src/simulation/random.ts';
import { BENCH_NOW_MS, generateStore } from './generated-store.ts';
import { timeCalls } from './quantiles.ts';

const CALLS = 10_000;

/**
 * One answer of the engine for a cart of 4, every item scored, 5 slots with their words: distinct carts, no cache of
 * answers, the rows of the carts' items warm. Then the scores alone.
 */
for (const [items, orders] of [
  [250, 13_000],
  [1000, 50_000],
] as const) {
  const model = generateStore(items, orders);
  model.easeState.settle(model.itemCount);
  const random = createRandom(11, 'carts');
  const requests = Array.from({ length: CALLS }, () => {
    const cart = Array.from({ length: 4 }, () => 1 + Math.floor(items * random() ** 2));
    return createRequest({ placement: 'cart', cart, nowMs: BENCH_NOW_MS, starterPriceCapMinor: 1500 });
  });
  const whole = timeCalls(CALLS, (call) => {
    const request = requests[call];
    if (request) recommend(model, request);
  });
  const questions = requests.map(({ cart }) => ({
    cart: [...new Set(cart.map((id) => model.items.find(id)))].sort((a, b) => a - b),
    hourOfWeek: 84,
    customerId: null,
    nowMs: BENCH_NOW_MS,
  }));
  const { weights } = model.parameters;
  const scores = timeCalls(CALLS, (call) => {
    const question = questions[call];
    if (question) model.scorer.score(question, weights);
  });
  console.log(
    `answer, ${items} items, ${orders} orders: p50 ${whole.p50Us.toFixed(0)} us, p99 ${whole.p99Us.toFixed(0)} us; ` +
      `scores of all items alone: p50 ${scores.p50Us.toFixed(0)} us`,
  );
}
