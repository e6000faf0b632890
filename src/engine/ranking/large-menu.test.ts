import { beforeAll, describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { LearningOrder } from '../items.ts';
import { StoreModel } from '../model/store-model.ts';
import { topScores } from '../popularity/top-items.ts';
import { createRequest } from './create-request.ts';
import { createRankingView } from './ranking-view.ts';
import { recommend } from './recommend.ts';

const ITEMS = 3000;
const THEMES = 60;
const HOUR_MS = 3_600_000;
const NOW_MS = Date.UTC(2026, 0, 1, 12);

/** Park and Miller's generator: the same numbers each time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Item indices: most of one theme, the lower ones likelier, some of any. */
function drawBasket(random: () => number, size: number): number[] {
  const theme = Math.floor(THEMES * random());
  const basket = new Set<number>();
  while (basket.size < size) {
    const isOfTheme = random() < 0.8;
    const place = Math.floor((ITEMS / THEMES) * random() ** 2);
    basket.add(isOfTheme ? place * THEMES + theme : Math.floor(ITEMS * random() ** 2));
  }
  return [...basket].sort((a, b) => a - b);
}

function drawOrders(count: number): LearningOrder[] {
  const random = seeded(7);
  return Array.from({ length: count }, (_, n) =>
    createOrder({
      orderId: n + 1,
      orderedAtMs: NOW_MS - (count - n) * HOUR_MS,
      customerId: n % 3 === 0 ? 1 + (n % 50) : null,
      basket: drawBasket(random, 1 + Math.floor(6 * random())).map((item) => item + 1),
    }),
  );
}

function openStore(orders: readonly LearningOrder[]): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  const categoryOf = (index: number) => ({ categoryId: 1 + (index % 40), categoryName: `Shelf ${index % 40}` });
  model.setCatalog(
    Array.from({ length: ITEMS }, (_, n) => createItem({ id: n + 1, name: `Article ${n}`, ...categoryOf(n) })),
  );
  for (const added of orders) model.apply({ removed: null, added });
  model.advanceTo(NOW_MS);
  model.easeState.settle(ITEMS);
  return model;
}

const ORDERS = drawOrders(5000);
const CARTS = (() => {
  const random = seeded(11);
  return Array.from({ length: 100 }, () => drawBasket(random, 1 + Math.floor(5 * random())));
})();

describe('a menu of 3000 items', () => {
  let model: StoreModel;
  beforeAll(() => {
    model = openStore(ORDERS);
  });
  const requestOf = (cart: readonly number[], more = {}) =>
    createRequest({ placement: 'cart', cart: cart.map((item) => item + 1), nowMs: NOW_MS, limit: 10, ...more });
  const idsOf = (request: ReturnType<typeof requestOf>) => recommend(model, request).slots.map(({ item }) => item);

  it('gives the ten that scoring every item gives, for at least 95 of 100 carts', () => {
    let same = 0;
    for (const [n, cart] of CARTS.entries()) {
      const view = createRankingView(model, requestOf(cart, { customerId: n % 2 === 0 ? 1 + (n % 50) : null }));
      const listed = view.scores().best({ limit: 10 });
      const dense = model.scorer.score(view.question, model.parameters.weights);
      const best = topScores(view.eligible, dense, { limit: 10 });
      if (listed.join() === best.join()) same++;
    }
    expect(same).toBeGreaterThanOrEqual(95);
  });

  it('scores candidates as scoring every item does, to the last bit, and puts the others below', () => {
    const view = createRankingView(model, requestOf(CARTS[0] ?? [], { customerId: 4 }));
    const values = view.scores().values.slice();
    const dense = model.scorer.score(view.question, model.parameters.weights);
    const judged = view.eligible.filter((item) => values[item] === dense[item]);
    expect(judged.length).toBeGreaterThan(200);
    expect(judged.length).toBeLessThan(ITEMS / 2);
    const least = Math.min(...judged.map((item) => values[item] as number));
    const rest = view.eligible.filter((item) => !judged.includes(item));
    for (const item of rest) expect(values[item]).toBeLessThanOrEqual(least);
  });

  it('scores every item that may be suggested where these are few', () => {
    const view = createRankingView(model, requestOf(CARTS[1] ?? [], { categoryId: 7 }));
    const values = view.scores().values.slice();
    const dense = model.scorer.score(view.question, model.parameters.weights);
    expect(view.eligible.length).toBeGreaterThan(50);
    for (const item of view.eligible) expect(values[item]).toBe(dense[item]);
  });

  it('fills long lists, and answers twice alike', () => {
    for (const cart of CARTS.slice(0, 3)) {
      const long = idsOf(requestOf(cart, { limit: 300 }));
      expect(new Set(long).size).toBe(300);
      expect(idsOf(requestOf(cart))).toEqual(idsOf(requestOf(cart)));
    }
  });

  it('scores what the owner boosts, however little speaks for it', () => {
    const unlikely = { kind: 'boost', itemId: ITEMS, categoryId: null, factor: 2, antecedentItemId: null } as const;
    const rules = [{ ...unlikely, placement: null, startsAtMs: null, endsAtMs: null }];
    const view = createRankingView(model, requestOf(CARTS[2] ?? [], { rules }));
    const score = view.scores().values[ITEMS - 1];
    expect(score).toBe(model.scorer.score(view.question, model.parameters.weights)[ITEMS - 1]);
  });

  it('answers the same after orders that came and went as when made anew', () => {
    const before = CARTS.slice(0, 10).map((cart) => recommend(model, requestOf(cart)));
    const late = createOrder({ orderId: 90_001, orderedAtMs: NOW_MS, basket: [1, 5, 9, 2900] });
    model.apply({ removed: null, added: late });
    expect(CARTS.slice(0, 10).map((cart) => recommend(model, requestOf(cart)))).not.toEqual(before);
    model.apply({ removed: late, added: null });
    const anew = openStore(ORDERS);
    const idsBy = (store: StoreModel) =>
      CARTS.slice(0, 10).map((cart) => recommend(store, requestOf(cart)).slots.map(({ item }) => item));
    expect(idsBy(model)).toEqual(idsBy(anew));
  });
});
