import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { FEATURES } from '../scoring/features.ts';
import { fleetParameters } from '../scoring/ranking-parameters.ts';
import {
  askHistory,
  fitFamily,
  HALF_LIVES_DAYS,
  LEAST_WEIGHT,
  type LearningHistory,
  learnOrders,
  MODEL_FAMILIES,
  type ModelFamily,
  RIDGES,
  tuneHistory,
} from './learn-parameters.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2025, 0, 6, 12);
const FLEET = fleetParameters(100);

/** Orders of the baskets, one a day or without times. */
function historyOf(baskets: readonly (readonly number[])[], { hasTimes = true } = {}): LearningHistory {
  return {
    catalog: [1, 2, 3, 4, 5, 6].map((id) => createItem({ id, name: `Dish ${id}` })),
    orders: baskets.map((basket, n) =>
      createOrder({ orderId: n + 1, orderedAtMs: hasTimes ? START_MS + n * DAY_MS : null, basket: [...basket] }),
    ),
    zone: createTimeZone('UTC'),
  };
}

const familyNamed = (name: string) => MODEL_FAMILIES.find((family) => family.name === name) as ModelFamily;

describe('MODEL_FAMILIES', () => {
  it('go from popularity to the stack of everything, and all know popularity', () => {
    expect(MODEL_FAMILIES[0]?.name).toBe('popularity');
    expect([...(MODEL_FAMILIES.at(-1)?.features ?? [])]).toEqual([...FEATURES]);
    for (const { features } of MODEL_FAMILIES)
      expect(features).toEqual(expect.arrayContaining(['popularity', 'recent']));
  });
});

describe('learnOrders', () => {
  it('counts the orders, with the clock at the last of them and the menu known', () => {
    const history = historyOf([[1, 2], [3], [1, 4]]);
    const model = learnOrders(history, history.orders.slice(0, 2));
    expect([model.log.size, model.popularity.nowMs, model.itemCount]).toEqual([2, START_MS + DAY_MS, 6]);
    expect(learnOrders(historyOf([[1]], { hasTimes: false }), []).popularity.nowMs).toBe(0);
  });
});

describe('tuneHistory', () => {
  it('forgets fast where the companion of a dish has changed lately', () => {
    // {1, 2} for 160 days, then forty of {1, 3}; {4, 5} all along.
    const baskets = Array.from({ length: 200 }, (_, n) => (n % 4 === 3 ? [4, 5] : n < 160 ? [1, 2] : [1, 3]));
    const changed = tuneHistory(historyOf(baskets), FLEET);
    expect(HALF_LIVES_DAYS).toContain(changed.halfLifeDays);
    expect(changed.halfLifeDays).toBeLessThanOrEqual(120);
    expect(RIDGES).toContain(changed.easeRidge);
    expect([changed.model, changed.weights]).toEqual([FLEET.model, FLEET.weights]);
  });

  it('learns how fast what sells changes, and every family keeps it', () => {
    // A dish a fortnight: what sold three months ago says nothing of today.
    const history = historyOf(Array.from({ length: 240 }, (_, n) => [1 + (Math.floor(n / 14) % 6)]));
    const tuned = tuneHistory(history, FLEET);
    expect(tuned.salesHalfLifeDays).toBeLessThanOrEqual(7);
    const { salesHalfLifeDays, salesEchoWeight } = fitFamily(askHistory(history, tuned), familyNamed('ease'), FLEET);
    expect(salesHalfLifeDays).toBe(tuned.salesHalfLifeDays);
    expect([salesEchoWeight, tuned.salesEchoWeight]).toEqual([0, 0]);
  });

  it('forgets nothing where no time is known', () => {
    const baskets = Array.from({ length: 30 }, (_, n) => (n % 2 === 0 ? [1, 2] : [3, 4]));
    expect(tuneHistory(historyOf(baskets, { hasTimes: false }), FLEET).halfLifeDays).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('fitFamily', () => {
  it('has the fleet’s weights where there is nothing to ask, of its own features', () => {
    const questions = askHistory(historyOf([[1], [2]]), FLEET);
    expect(questions.data.taken).toHaveLength(0);
    const { weights, model, easeRidge, halfLifeDays } = fitFamily(questions, familyNamed('ease'), FLEET);
    expect([model, easeRidge, halfLifeDays]).toEqual(['ease', FLEET.easeRidge, FLEET.halfLifeDays]);
    const { popularity, recent, hour, ease, ...others } = weights;
    const { weights: fleet } = FLEET;
    const expected = [fleet.popularity, fleet.recent, fleet.hour, fleet.ease];
    // Fitted weights have three decimals, and those below .08 are 0.
    const rounded = expected.map((weight) => (weight < LEAST_WEIGHT ? 0 : Math.round(weight * 1000) / 1000));
    expect([popularity, recent, hour, ease]).toEqual(rounded);
    expect(new Set(Object.values(others))).toEqual(new Set([0]));
  });

  it('raises the weight of what foretells the answers', () => {
    const baskets = Array.from(
      { length: 200 },
      (_, n) =>
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ][(n * 7) % 3] as number[],
    );
    const { weights } = fitFamily(askHistory(historyOf(baskets), FLEET), familyNamed('ease'), FLEET);
    expect(weights.ease).toBeGreaterThan(FLEET.weights.ease);
  });
});
