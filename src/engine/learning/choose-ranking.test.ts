import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { FEATURES } from '../scoring/features.ts';
import { fleetParameters } from '../scoring/ranking-parameters.ts';
import { chooseRanking, OWN_CHOICE_ORDERS } from './choose-ranking.ts';
import { type LearningHistory, MODEL_FAMILIES } from './learn-parameters.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5, 11);

/** Lehmer's generator: enough to draw a store, and the same on every machine. */
function createUniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A store of 16 items with `count` orders, one every three hours, of baskets that `drawBasket` draws. */
function historyOf(count: number, drawBasket: (uniform: () => number) => number[]): LearningHistory {
  const uniform = createUniform(77);
  return {
    catalog: Array.from({ length: 16 }, (_, n) => createItem({ id: n + 1, name: `Dish ${n}`, categoryId: n % 4 })),
    orders: Array.from({ length: count }, (_, n) =>
      createOrder({ orderId: n + 1, orderedAtMs: START_MS + n * 3 * HOUR_MS, basket: drawBasket(uniform) }),
    ),
    zone: createTimeZone('UTC'),
  };
}

/** One of the items, the earlier ones far more often. */
const drawItem = (uniform: () => number) => 1 + Math.floor(16 * uniform() ** 2);

const draw = (count: number, uniform: () => number) => Array.from({ length: count }, () => drawItem(uniform));

/** Items that have nothing to do with each other. */
const independent = (uniform: () => number) => draw(2 + Math.floor(3 * uniform()), uniform);

/** Every dish from 1 to 8 has its side dish from 9 to 16, in nine of ten orders; something else comes along by chance. */
const planted = (uniform: () => number) => {
  const dish = 1 + Math.floor(8 * uniform());
  return [dish, uniform() < 0.9 ? dish + 8 : drawItem(uniform), ...draw(Math.floor(2 * uniform()), uniform)];
};

/** Twelve guests who always order the same four items, and one order in five of somebody else. */
const regulars = (() => {
  const usual = Array.from({ length: 12 }, (_, guest) => draw(4, createUniform(900 + 31 * guest)));
  return (uniform: () => number) =>
    uniform() < 0.8 ? (usual[Math.floor(12 * uniform())] as number[]) : independent(uniform);
})();

const choose = (history: LearningHistory) => chooseRanking(history, { random: createUniform(5) });

const ndcgOf = (choice: ReturnType<typeof choose>, name: string) =>
  choice.results.find((result) => result.name === name)?.metrics.ndcg10.mean ?? Number.NaN;

describe('chooseRanking', () => {
  it('leaves a store of fewer than 200 orders to the fleet', () => {
    const history = historyOf(OWN_CHOICE_ORDERS - 1, planted);
    const choice = choose(history);
    expect(choice).toEqual({ parameters: fleetParameters(OWN_CHOICE_ORDERS - 1), results: [], fitted: new Map() });
  });

  it('finds pairs that are always ordered together, with weights of its own features for every model', () => {
    const choice = choose(historyOf(OWN_CHOICE_ORDERS, planted));
    expect(choice.results.map(({ name }) => name)).toEqual(MODEL_FAMILIES.map(({ name }) => name));
    expect(choice.parameters.model).not.toBe('popularity');
    expect(ndcgOf(choice, 'stack')).toBeGreaterThan(ndcgOf(choice, 'popularity') + 0.15);
    expect(choice.parameters).toEqual(choice.fitted.get(choice.parameters.model));
    for (const { name, features } of MODEL_FAMILIES) {
      const weights = choice.fitted.get(name)?.weights;
      for (const feature of FEATURES) {
        if (features.includes(feature)) expect(weights?.[feature]).toBeGreaterThanOrEqual(0);
        else expect(weights?.[feature], `${feature} of ${name}`).toBe(0);
      }
    }
  });

  it('finds regulars who order the same again; the same choice every time, to the last bit', () => {
    const history = historyOf(OWN_CHOICE_ORDERS, regulars);
    const told: number[] = [];
    const first = chooseRanking(history, { random: createUniform(5), onProgress: (share) => told.push(share) });
    expect(first.parameters.model).not.toBe('popularity');
    expect(ndcgOf(first, 'stack')).toBeGreaterThan(ndcgOf(first, 'popularity') + 0.15);
    const bytes = (choice: typeof first) => JSON.stringify([choice.parameters, [...choice.fitted], choice.results]);
    expect(bytes(choose(history))).toBe(bytes(first));
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it('stays with popularity where items have nothing to do with each other', () => {
    const choice = choose(historyOf(OWN_CHOICE_ORDERS, independent));
    expect(choice.parameters.model).toBe('popularity');
    const { popularity, recent } = choice.parameters.weights;
    expect(popularity + recent).toBeGreaterThan(0);
  });
});
