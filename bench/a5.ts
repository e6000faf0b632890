import { createRequest } from '../src/engine/ranking/create-request.ts';
import { recommend } from '../src/engine/ranking/recommend.ts';
import { generateCarts } from './generated-carts.ts';
import { BENCH_NOW_MS, generateStore } from './generated-store.ts';
import { timeCalls } from './quantiles.ts';

const CALLS = 3_000;

/**
 * One answer of the engine for a cart of 4, every item scored (above 1000 items the candidates), 5 slots with their
 * words: distinct carts, no cache of answers, the rows of the carts' items warm. Then the scores of all items alone.
 */
for (const [items, orders] of [
  

  [5000, 100_000],
] as const) {
  const model = generateStore(items, orders);
  model.easeState.settle(model.itemCount);
  const carts = generateCarts(items, CALLS);
  const requests = carts.map((indices) => {
    const cart = indices.map((item) => model.items.idAt(item));
    return createRequest({ placement: 'cart', cart, nowMs: BENCH_NOW_MS, starterPriceCapMinor: 1500 });
  });
  const whole = timeCalls(CALLS, (call) => {
    const request = requests[call];
    if (request) recommend(model, request);
  });
  const questions = carts.map((cart) => ({ cart, hourOfWeek: 84, customerId: null, nowMs: BENCH_NOW_MS }));
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
