import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { LearningOrder } from '../items.ts';
import { StoreModel } from '../model/store-model.ts';
import { CART_FEATURES } from './feature-values.ts';
import { FEATURES, type Feature, featureWeights } from './features.ts';
import { shrunkShares } from './popularity-prior.ts';
import type { CartQuestion } from './scoring-source.ts';

const DAY_MS = 86_400_000;
const NOBODY: CartQuestion = { cart: [], hourOfWeek: null, customerId: null, nowMs: 0 };

/** Items 0, 1, 2, ... with the ids 1, 2, 3, ... */
function modelOf(orders: readonly LearningOrder[], categories: readonly (number | null)[] = [null, null, null, null]) {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(categories.map((categoryId, n) => createItem({ id: n + 1, name: `Dish ${n}`, categoryId })));
  for (const added of orders) model.apply({ removed: null, added });
  model.setParameters({ model: 'test', weights: featureWeights({}), easeRidge: 1, halfLifeDays: 30 });
  return model;
}

/** Orders of baskets of item indices, without times. */
function ordersOf(...baskets: readonly (readonly number[])[]): LearningOrder[] {
  return baskets.map((basket, n) => createOrder({ orderId: n + 1, basket: basket.map((item) => item + 1) }));
}

/** One feature of all items. */
function valuesOf(model: StoreModel, feature: Feature, question: Partial<CartQuestion>): number[] {
  return [...model.scorer.score({ ...NOBODY, ...question }, featureWeights({ [feature]: 1 }))];
}

function expectValues(found: readonly number[], expected: readonly (number | null)[]): void {
  expect(found).toHaveLength(expected.length);
  for (const [item, value] of expected.entries()) {
    if (value !== null) expect(found[item], `item ${item}`).toBeCloseTo(value, 6);
  }
}

/** p_j of items without categories. */
function sharesOf(orders: number, counts: readonly number[]): [number, number, number, number] {
  const ordersWith = (item: number) => counts[item] ?? 0;
  const shares = shrunkShares({ itemCount: 4, orders, ordersWith, categoryOf: () => -1 });
  return [...shares] as [number, number, number, number];
}

/** Three orders of {0, 1} and one of {2}; item 3 was never ordered. */
const SMALL = ordersOf([0, 1], [0, 1], [0, 1], [2]);
/** What popularity says of its items. */
const P = sharesOf(4, [3, 3, 1, 0]);

describe('the features of a small store, worked out by hand', () => {
  const model = modelOf(SMALL);
  const { log } = Math;

  it('popularity: log p', () => {
    expectValues(valuesOf(model, 'popularity', {}), P.map(Math.log));
  });

  it('recent: without recent orders the share of all', () => {
    // (n + 30 / 4) / (4 + 30)
    expectValues(valuesOf(model, 'recent', {}), [log(10.5 / 34), log(10.5 / 34), log(8.5 / 34), log(7.5 / 34)]);
  });

  it('lifts: sum, mean and highest over the cart', () => {
    // w_0 = w_1 = 3 / (7 - 3) = 3/4, w_2 = 0. E_01 = 9/4: (3 + 3) / (9/4 + 3) = 8/7; E_02 = E_12 = (3/4 + 0) / 2 = 3/8:
    // 3 / (3/8 + 3) = 8/9; item 3: 3 / 3.
    const cart = [0, 2];
    expectValues(valuesOf(model, 'liftSum', { cart }), [null, log(8 / 7) + log(8 / 9), null, 0]);
    expectValues(valuesOf(model, 'liftMean', { cart }), [null, (log(8 / 7) + log(8 / 9)) / 2, null, 0]);
    expectValues(valuesOf(model, 'liftMax', { cart }), [null, log(8 / 7), null, 0]);
    expectValues(valuesOf(model, 'liftMax', { cart: [1] }), [log(8 / 7), null, log(8 / 9), 0]);
  });

  it('highest lift: of carts of any size the highest single one', () => {
    const menu = modelOf(
      ordersOf([0, 1, 6], [1, 2, 6], [2, 3], [3, 4], [4, 5, 6], [0, 5], [1, 4]),
      Array(7).fill(null),
    );
    const cart = [0, 1, 2, 3, 4, 5];
    const single = cart.map((item) => valuesOf(menu, 'liftMax', { cart: [item] })[6] ?? Number.NaN);
    for (let size = 1; size <= cart.length; size++) {
      const highest = valuesOf(menu, 'liftMax', { cart: cart.slice(0, size) })[6];
      expect(highest, `${size} items`).toBe(Math.max(...single.slice(0, size)));
    }
    expect(new Set(single).size).toBeGreaterThan(1);
  });

  it('ease: log(B + .01), and log .01 for what has no weight', () => {
    // [4 3; 3 4], inverse [4 -3; -3 4] / 7: B_01 = 3/4.
    expectValues(valuesOf(model, 'ease', { cart: [0] }), [null, log(0.76), log(0.01), log(0.01)]);
  });

  it('ease: a weight below 0 says no more than none', () => {
    // {0, 1} and {1, 2}, ridge 1: [2 1 0; 1 3 1; 0 1 2] / inverse [5 -2 1; -2 4 -2; 1 -2 5] / 8: B_01 = 1/2, B_02 = -1/5.
    const chain = modelOf(ordersOf([0, 1], [1, 2]));
    expect(chain.ease?.weight(0, 2)).toBeCloseTo(-1 / 5, 12);
    expectValues(valuesOf(chain, 'ease', { cart: [0] }), [null, log(0.51), log(0.01), log(0.01)]);
  });

  it('companions: log of their mean share, on a floor of popularity', () => {
    expectValues(valuesOf(model, 'companions', { cart: [0] }), [
      null,
      log(1 + P[1] / 10),
      log(P[2] / 10),
      log(P[3] / 10),
    ]);
    // Item 2 was always alone: the mean of 1 and 0.
    expectValues(valuesOf(model, 'companions', { cart: [0, 2] }), [null, log(1 / 2 + P[1] / 10), null, log(P[3] / 10)]);
  });

  it('similar baskets: three with cos^2 = 1/2, whose fourth power is 1/16', () => {
    const total = 3 / 16;
    expectValues(valuesOf(model, 'similarBaskets', { cart: [0] }), [
      null,
      log((total + 0.3 * P[1]) / (total + 0.3)),
      log((0.3 * P[2]) / (total + 0.3)),
      log((0.3 * P[3]) / (total + 0.3)),
    ]);
  });

  it('same baskets: of their sum all have item 1', () => {
    expectValues(valuesOf(model, 'sameBaskets', { cart: [0] }), [
      null,
      log(1 + 0.1 * P[1]),
      log(0.1 * P[2]),
      log(0.1 * P[3]),
    ]);
  });

  it('without neighbours the baskets say what popularity says', () => {
    const cart = [3];
    expectValues(valuesOf(model, 'similarBaskets', { cart }), P.map(Math.log));
    for (const feature of ['sameBaskets', 'companions'] as const) {
      expectValues(
        valuesOf(model, feature, { cart }),
        P.map((share) => log(share) + log(0.1)),
      );
    }
  });

  it('nothing beside an empty cart', () => {
    for (const feature of CART_FEATURES) expect(valuesOf(model, feature, {})).toEqual([0, 0, 0, 0]);
    expect(CART_FEATURES.size).toBe(9);
  });

  it('no hour, no customer, no category and no role: 0', () => {
    for (const feature of ['hour', 'personal', 'categories', 'meal'] as const) {
      expect(valuesOf(model, feature, { cart: [0] })).toEqual([0, 0, 0, 0]);
    }
  });
});

describe('features of time, customer and category, worked out by hand', () => {
  it('hour: log of its lift', () => {
    // Ten orders on Monday at 12 and ten at 18: half of all orders have item 0, and all at 12. Other days have nothing to say,
    // lift 1; E = 20/40 x 10 = 5, (10 + 10) / (5 + 10) = 4/3 at 12, (0 + 10) / (5 + 10) = 2/3 at 18, and 1 at 3.
    const monday = Date.UTC(1970, 0, 5);
    const orders = Array.from({ length: 20 }, (_, n) =>
      createOrder({ orderId: n + 1, orderedAtMs: monday + (n < 10 ? 12 : 18) * 3_600_000, basket: [n < 10 ? 1 : 2] }),
    );
    const model = modelOf(orders);
    const hourOf = (hourOfWeek: number) => valuesOf(model, 'hour', { hourOfWeek });
    expectValues(hourOf(12), [Math.log(4 / 3), Math.log(2 / 3), 0, 0]);
    expectValues(hourOf(18), [Math.log(2 / 3), Math.log(4 / 3), 0, 0]);
    expectValues(hourOf(3), [0, 0, 0, 0]);
  });

  it('recent: what was ordered in 90 days', () => {
    const nowMs = Date.UTC(2026, 0, 1);
    const orders = [
      createOrder({ orderId: 1, orderedAtMs: nowMs - 200 * DAY_MS, basket: [1] }),
      createOrder({ orderId: 2, orderedAtMs: nowMs - DAY_MS, basket: [2] }),
    ];
    const model = modelOf(orders);
    model.advanceTo(nowMs);
    // All orders: (1 + 7.5) / 32 for both, 7.5 / 32 for the others; then (n90 + 30 p) / 31.
    const [ordered, never] = [(30 * 8.5) / 32, (30 * 7.5) / 32] as const;
    expectValues(
      valuesOf(model, 'recent', {}),
      [ordered, 1 + ordered, never, never].map((n) => Math.log(n / 31)),
    );
  });

  it('personal: a habit against popularity, forgotten by half in 90 days', () => {
    const nowMs = 180 * DAY_MS;
    const orders = [
      createOrder({ orderId: 1, orderedAtMs: nowMs - 90 * DAY_MS, customerId: 7, basket: [1, 2] }),
      createOrder({ orderId: 2, orderedAtMs: nowMs, customerId: 7, basket: [1] }),
      createOrder({ orderId: 3, orderedAtMs: nowMs, customerId: 8, basket: [3] }),
    ];
    const model = modelOf(orders);
    // Habits 1/2 + 1 and 1/2, two orders.
    const [first, second] = sharesOf(3, [2, 1, 1, 0]);
    expectValues(valuesOf(model, 'personal', { customerId: 7, nowMs }), [
      Math.log(1 + 1.5 / 3 / first),
      Math.log(1 + 0.5 / 3 / second),
      0,
      0,
    ]);
    expect(valuesOf(model, 'personal', { customerId: 99, nowMs })).toEqual([0, 0, 0, 0]);
  });

  it('categories: the mean lift of categories, nothing where one is not known', () => {
    const model = modelOf(SMALL, [10, 10, 20, null]);
    // E_gg = (3/2 x 6 - 2 x 9/4) / 2 = 9/4, C = 3: (3 + 10) / (9/4 + 10) = 52/49. E_gh = (3/2 x 1 + 0) / 2 = 3/4, C = 0:
    // 10 / (3/4 + 10) = 40/43.
    const [within, across] = [Math.log(52 / 49), Math.log(40 / 43)] as const;
    expectValues(valuesOf(model, 'categories', { cart: [0] }), [within, within, across, 0]);
    expectValues(valuesOf(model, 'categories', { cart: [0, 2] }), [null, (within + across) / 2, null, 0]);
    // Item 3 has no category: its half of the mean is 0.
    expectValues(valuesOf(model, 'categories', { cart: [0, 3] }), [null, within / 2, across / 2, null]);
  });

  it('meal: how much likelier the role is beside those of the cart', () => {
    const model = modelOf(ordersOf([0, 2], [1, 2], [0, 1]));
    const roles = ['main', 'main', 'drink', 'dessert'] as const;
    model.setCatalog(roles.map((role, n) => createItem({ id: n + 1, name: `Dish ${n}`, role })));
    // Cases: 4 mains, 2 drinks. Beside a main 2 mains and 2 drinks of 4: E = 8/3 and 4/3, (2 + 3) / (8/3 + 3) = 15/17 and
    // (2 + 3) / (4/3 + 3) = 15/13; all of them beside one main alone: (2 + 45/17) / (17/3) and (2 + 45/13) / (13/3).
    const [main, drink] = [Math.log(79 / 17 / (17 / 3)), Math.log(71 / 13 / (13 / 3))];
    expectValues(valuesOf(model, 'meal', { cart: [0] }), [null, main, drink, 0]);
  });
});

describe('FEATURES', () => {
  it('are finite numbers for every item, in an empty store too', () => {
    for (const model of [modelOf([]), modelOf(SMALL, [10, 10, 20, null])]) {
      for (const cart of [[], [0], [0, 2], [0, 1, 2, 3]]) {
        for (const feature of FEATURES) {
          const values = valuesOf(model, feature, { cart, hourOfWeek: 12, customerId: 1 });
          expect(values.every(Number.isFinite), `${feature} beside ${cart}: ${values}`).toBe(true);
        }
      }
    }
  });
});
