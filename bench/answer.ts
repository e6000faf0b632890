import { loadavg } from 'node:os';
import { createRequest } from '../src/engine/ranking/create-request.ts';
import { recommend } from '../src/engine/ranking/recommend.ts';
import { generateCarts } from './generated-carts.ts';
import { BENCH_NOW_MS, generateStore } from './generated-store.ts';
import { quantile, timeCalls } from './quantiles.ts';

const CALLS = 10_000;
const ROUNDS = 7;
const YARDSTICK_LOGS = 1000;

/**
 * One answer of the engine for a cart of 4, every item scored (above 1000 items the candidates), 5 slots with their
 * words: distinct carts, no cache of answers, the rows of the carts' items warm. Then the scores of all items alone. Both
 * take turns for several rounds: the p50 of the quietest round and of the middle one, and how fast the machine was then,
 * as the time that it takes for a thousand logarithms of different numbers.
 */
for (const [items, orders, goalUs] of [
  [250, 13_000, 50],
  [1000, 50_000, 150],
  [5000, 100_000, null],
] as const) {
  const model = generateStore(items, orders);
  model.easeState.settle(model.itemCount);
  const carts = generateCarts(items, CALLS);
  const requests = carts.map((indices) => {
    const cart = indices.map((item) => model.items.idAt(item));
    return createRequest({ placement: 'cart', cart, nowMs: BENCH_NOW_MS, starterPriceCapMinor: 1500 });
  });
  const questions = carts.map((cart) => ({ cart, hourOfWeek: 84, customerId: null, nowMs: BENCH_NOW_MS }));
  const { weights } = model.parameters;
  const rounds = Array.from({ length: goalUs === null ? 1 : ROUNDS }, () => {
    const answer = timeCalls(CALLS, (call) => {
      const request = requests[call];
      if (request) recommend(model, request);
    });
    const scores = timeCalls(CALLS, (call) => {
      const question = questions[call];
      if (question) model.scorer.score(question, weights);
    });
    return { answerUs: answer.p50Us, scoresUs: scores.p50Us, yardstickUs: timeCalls(CALLS, takeLogs).p50Us };
  });
  const tell = (read: (round: (typeof rounds)[number]) => number) => {
    const sorted = rounds.map(read).sort((a, b) => a - b);
    return `${quantile(sorted, 0).toFixed(1)} us (middle round ${quantile(sorted, 0.5).toFixed(1)})`;
  };
  const goal = goalUs === null ? 'no goal' : `goal ${goalUs} us`;
  console.log(`answer, ${items} items, ${orders} orders: p50 ${tell(({ answerUs }) => answerUs)}, ${goal}`);
  console.log(`  scores of all items alone: p50 ${tell(({ scoresUs }) => scoresUs)}`);
  console.log(
    `  a thousand logarithms: p50 ${tell(({ yardstickUs }) => yardstickUs)}; load ${loadavg()[0]?.toFixed(1)}`,
  );
}

function takeLogs(call: number): number {
  let sum = 0;
  for (let n = 1; n <= YARDSTICK_LOGS; n++) sum += Math.log(n + call / CALLS);
  return sum;
}
