import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { LearningOrder } from '../items.ts';
import { packOrders, unpackOrders } from '../model/snapshot.ts';
import { StoreModel } from '../model/store-model.ts';
import { createRequest } from '../ranking/create-request.ts';
import { recommend } from '../ranking/recommend.ts';
import { FEATURES, type FeatureWeights, featureWeights } from './features.ts';
import type { CartQuestion } from './scoring-source.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 15, 12);
const IDS = Array.from({ length: 10 }, (_, n) => n + 1);
const MENU = IDS.map((id) => createItem({ id, name: `Dish ${id}`, categoryId: id === 10 ? null : id % 3 }));
/** Every feature has a say. */
const ALL_WEIGHTS = Object.fromEntries(FEATURES.map((feature, n) => [feature, 0.1 + 0.05 * n])) as FeatureWeights;
const PARAMETERS = { model: 'test', weights: ALL_WEIGHTS, easeRidge: 20, halfLifeDays: 30 };

function emptyModel(): StoreModel {
  const model = new StoreModel(createTimeZone('Europe/London'));
  model.setCatalog(MENU);
  model.advanceTo(NOW_MS);
  model.setParameters(PARAMETERS);
  return model;
}

function modelOf(orders: Iterable<LearningOrder>): StoreModel {
  const model = emptyModel();
  for (const added of orders) model.apply({ removed: null, added });
  return model;
}

const QUESTIONS: readonly CartQuestion[] = [[], [0], [3], [0, 1], [2, 4, 7], [0, 1, 2, 3, 4]].flatMap((cart) => [
  { cart, hourOfWeek: null, customerId: null, nowMs: NOW_MS },
  { cart, hourOfWeek: 60, customerId: 1, nowMs: NOW_MS },
]);

const scoresOf = (model: StoreModel, question: CartQuestion, weights = ALL_WEIGHTS): number[] => [
  ...model.scorer.score(question, weights),
];

/** What guests are told, as bytes. */
function answersOf(model: StoreModel): string[] {
  return [[], [1], [4], [1, 2], [3, 5, 8]].flatMap((cart) =>
    [null, 1].map((customerId) => JSON.stringify(recommend(model, createRequest({ nowMs: NOW_MS, cart, customerId })))),
  );
}

function expectSame(found: StoreModel, rebuilt: StoreModel): void {
  for (const question of QUESTIONS) {
    const [scores, expected] = [scoresOf(found, question), scoresOf(rebuilt, question)];
    for (const [item, score] of scores.entries()) {
      expect(Math.abs(score - (expected[item] as number)), `item ${item} beside ${question.cart}`).toBeLessThan(1e-9);
    }
  }
  expect(answersOf(found)).toEqual(answersOf(rebuilt));
}

const ORDERS: fc.Arbitrary<LearningOrder[]> = fc
  .array(
    fc.record({
      // Few different times, so that many are equal.
      orderedAtMs: fc.option(fc.integer({ min: 0, max: 20 }).map((n) => NOW_MS - n * 5 * DAY_MS)),
      customerId: fc.option(fc.integer({ min: 1, max: 3 })),
      basket: fc.uniqueArray(fc.constantFrom(...IDS), { minLength: 1, maxLength: 5 }),
      completed: fc.integer({ min: 0, max: 9 }).map((n) => n > 0),
    }),
    { maxLength: 40 },
  )
  .map((drawn) => drawn.map((order, n) => createOrder({ ...order, orderId: n + 1 })));

/** The same entries in another order. */
function shuffle<T>(entries: readonly T[], keys: readonly number[]): T[] {
  return entries
    .map((entry, n) => ({ entry, key: keys[n % keys.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ entry }) => entry);
}

const KEYS = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });

describe('CartScorer', () => {
  it('scores by the weighted sum of the features it describes', () => {
    fc.assert(
      fc.property(ORDERS, (orders) => {
        const model = modelOf(orders);
        const described = new Float32Array((2 + IDS.length) * FEATURES.length).fill(-1);
        for (const question of QUESTIONS) {
          model.scorer.describe(question, described, { start: 2 });
          const scores = scoresOf(model, question);
          for (const [item, score] of scores.entries()) {
            const values = FEATURES.map((_, f) => described[(2 + item) * FEATURES.length + f] as number);
            const sum = FEATURES.reduce((total, feature, f) => total + ALL_WEIGHTS[feature] * (values[f] as number), 0);
            expect(Math.abs(score - sum)).toBeLessThan(1e-5);
          }
        }
        expect(described[2 * FEATURES.length - 1]).toBe(-1);
      }),
      { seed: 21, numRuns: 10 },
    );
  });

  it('leaves features of weight 0 out', () => {
    const model = modelOf([createOrder({ orderId: 1, basket: [1, 2] })]);
    const question = { cart: [0], hourOfWeek: null, customerId: null, nowMs: NOW_MS };
    expect(scoresOf(model, question, featureWeights({}))).toEqual(IDS.map(() => 0));
    const [half, whole] = [0.5, 1].map((ease) => scoresOf(model, question, featureWeights({ ease })));
    for (const [item, score] of (whole ?? []).entries()) expect(half?.[item]).toBeCloseTo(score / 2, 12);
  });

  it('gives the same for the same orders, however they came', () => {
    fc.assert(
      fc.property(ORDERS, ORDERS, KEYS, (orders, others, keys) => {
        const rebuilt = modelOf(orders);
        const extras = others.map((order) => ({ ...order, orderId: order.orderId + 1000 }));

        const model = emptyModel();
        const arrivals = shuffle([...orders, ...extras], keys);
        for (const [n, added] of arrivals.entries()) {
          model.apply({ removed: null, added });
          // Some questions in between, so that what is kept from them is put to the test.
          if (n % 7 === 0) answersOf(model);
        }
        for (const [n, removed] of shuffle(extras, keys.toReversed()).entries()) {
          model.apply({ removed, added: null });
          if (n % 5 === 0) answersOf(model);
        }
        expectSame(model, rebuilt);
        expectSame(modelOf(unpackOrders(packOrders([...model.orders()]))), rebuilt);
      }),
      { seed: 22, numRuns: 25 },
    );
  });

  it('gives the same when there are more baskets than are looked at', () => {
    // 1500 orders of few kinds: most neighbours are equally similar, and the latest of them decide.
    const orders = Array.from({ length: 1500 }, (_, n) =>
      createOrder({
        orderId: n + 1,
        orderedAtMs: n % 11 === 0 ? null : NOW_MS - ((n * 7919) % 300) * DAY_MS,
        customerId: n % 40,
        basket: [1, 1 + (n % 3), 1 + ((n * 31) % 7), 1 + ((n * n) % 10)],
      }),
    );
    const keys = orders.map((_, n) => (n * 104_729) % 1511);
    const rebuilt = modelOf(orders);
    const model = emptyModel();
    const extras = orders.map((order) => ({ ...order, orderId: order.orderId + 5000, basket: [2, 3, 9] }));
    for (const added of shuffle([...orders, ...extras], [...keys, ...keys.toReversed()])) {
      model.apply({ removed: null, added });
    }
    answersOf(model);
    for (const removed of extras) model.apply({ removed, added: null });
    expectSame(model, rebuilt);
  });

  it('gives the same again, whatever was asked in between', () => {
    fc.assert(
      fc.property(ORDERS, (orders) => {
        const model = modelOf(orders);
        const first = QUESTIONS.map((question) => scoresOf(model, question));
        const answers = answersOf(model);
        expect(QUESTIONS.toReversed().map((question) => scoresOf(model, question))).toEqual(first.toReversed());
        scoresOf(model, { cart: [0, 1], hourOfWeek: 3, customerId: 2, nowMs: NOW_MS }, featureWeights({ ease: 1 }));
        expect(QUESTIONS.map((question) => scoresOf(model, question))).toEqual(first);
        expect(answersOf(model)).toEqual(answers);
      }),
      { seed: 23, numRuns: 20 },
    );
  });

  it('does not depend on the order in which the cart is told', () => {
    fc.assert(
      fc.property(ORDERS, fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 2 }), (orders, cart) => {
        const model = modelOf(orders);
        const ask = (told: readonly number[]) =>
          JSON.stringify(recommend(model, createRequest({ nowMs: NOW_MS, cart: told, limit: 9 })));
        expect(ask(cart)).toBe(ask(cart.toSorted((a, b) => a - b)));
        expect(ask([...cart, ...cart])).toBe(ask(cart));
      }),
      { seed: 24, numRuns: 30 },
    );
  });

  it('sees an order in the next answer, and forgets it with the one after', () => {
    const orders = IDS.slice(1).map((id) => createOrder({ orderId: id, orderedAtMs: NOW_MS - DAY_MS, basket: [id] }));
    const model = modelOf(orders);
    const before = answersOf(model);
    const question = { cart: [0], hourOfWeek: null, customerId: null, nowMs: NOW_MS };
    const features = FEATURES.filter((feature) => !['hour', 'personal', 'categories', 'meal'].includes(feature));
    const scoreBy = () => features.map((feature) => scoresOf(model, question, featureWeights({ [feature]: 1 }))[6]);
    const scores = scoreBy();
    const added = createOrder({ orderId: 100, orderedAtMs: NOW_MS - 1000, basket: [1, 7] });
    model.apply({ removed: null, added });
    for (const [f, score] of scoreBy().entries()) {
      expect(score, features[f]).toBeGreaterThan(scores[f] as number);
    }
    const [first] = recommend(model, createRequest({ nowMs: NOW_MS, placement: 'cart', cart: [1] })).slots;
    expect(model.items.idAt(first?.item ?? 0)).toBe(7);
    model.apply({ removed: added, added: null });
    expect(answersOf(model)).toEqual(before);
  });

  it('follows the menu and the parameters', () => {
    const model = modelOf([createOrder({ orderId: 1, basket: [1, 2] })]);
    const question = { cart: [0], hourOfWeek: null, customerId: null, nowMs: NOW_MS };
    expect(scoresOf(model, question)).toHaveLength(10);
    model.setCatalog([...MENU, createItem({ id: 11, name: 'Dish 11' })]);
    expect(scoresOf(model, question)).toHaveLength(11);
    const ease = () => scoresOf(model, question, featureWeights({ ease: 1 }))[1];
    // One order of {0, 1}: B = 1 / (1 + ridge).
    expect(ease()).toBeCloseTo(Math.log(1 / 21 + 0.01), 9);
    model.setParameters({ ...PARAMETERS, easeRidge: 3 });
    expect(ease()).toBeCloseTo(Math.log(1 / 4 + 0.01), 9);
  });

  it('follows what popularity is shrunk to: the categories and the donors', () => {
    const model = modelOf([createOrder({ orderId: 1, basket: [1] })]);
    const question = { cart: [], hourOfWeek: null, customerId: null, nowMs: NOW_MS };
    const weights = featureWeights({ popularity: 1 });
    const [, second, third] = scoresOf(model, question, weights) as [number, number, number];
    // Dish 1 shares its category with 4 and 7, dishes 2 and 3 are of two others: as little is known of both.
    expect(second).toBeCloseTo(third, 12);
    model.setCatalog(MENU.map((item) => (item.id === 3 ? { ...item, categoryId: 1 } : item)));
    const moved = scoresOf(model, question, weights);
    expect(moved[2]).toBeGreaterThan(moved[1] as number);
    model.setCatalog(MENU);
    model.setDonors(
      new Map([
        [2, 0.5],
        [3, 0.01],
      ]),
    );
    const told = scoresOf(model, question, weights);
    expect(told[1]).toBeGreaterThan(told[2] as number);
  });
});
