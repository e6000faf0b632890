import { NearestBasketFinder } from '../src/engine/neighbours/nearest-baskets.ts';
import { ItemRows } from '../src/engine/scoring/item-rows.ts';
import { generateCarts } from './generated-carts.ts';
import { generateBaskets, generateStore } from './generated-store.ts';
import { timeCalls } from './quantiles.ts';

const CALLS = 2000;
const EASE_CALLS = 200;

/** The parts of an answer at three sizes: nearest baskets, a row made anew after an order, and EASE learning an order. */
for (const [items, orders] of [
  [250, 13_000],
  [1000, 50_000],
  [5000, 100_000],
] as const) {
  const model = generateStore(items, orders);
  model.easeState.settle(model.itemCount);
  const carts = generateCarts(items, CALLS);
  const finder = new NearestBasketFinder();
  const nearest = timeCalls(CALLS, (call) => finder.find(model.memory, carts[call] ?? []));
  const rows = new ItemRows();
  const row = timeCalls(CALLS, (call) => {
    rows.clear();
    rows.rowOf(carts[call]?.[0] ?? 0, model);
  });
  const { ease } = model;
  const baskets = generateBaskets(items, EASE_CALLS).map((basket) => [...basket]);
  const learn = timeCalls(EASE_CALLS, (call) => ease?.add(baskets[call] ?? []));
  console.log(
    `parts, ${items} items, ${orders} orders: nearest baskets p50 ${nearest.p50Us.toFixed(0)} us, ` +
      `row p50 ${row.p50Us.toFixed(0)} us, EASE of ${ease?.items.length} items learns an order in p50 ${learn.p50Us.toFixed(0)} us`,
  );
}
