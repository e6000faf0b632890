import { PairCounts } from '../src/engine/basket/pair-counts.ts';
import { generateBaskets } from './generated-store.ts';

const RUNS = 5;

/** Counting all pairs of generated baskets from nothing: pairs per second, best of five runs. */
for (const [items, orders] of [
  [250, 100_000],
  [1000, 100_000],
  [5000, 100_000],
] as const) {
  const baskets = generateBaskets(items, orders);
  const pairs = baskets.reduce((sum, basket) => sum + (basket.length * (basket.length - 1)) / 2, 0);
  let bestMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run++) {
    const startedMs = performance.now();
    const counts = new PairCounts();
    for (const basket of baskets) counts.add(basket);
    bestMs = Math.min(bestMs, performance.now() - startedMs);
  }
  console.log(`counting, ${items} items, ${orders} baskets: ${(pairs / bestMs / 1000).toFixed(1)} M pairs/s`);
}
