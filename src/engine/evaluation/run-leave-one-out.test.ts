import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EvaluatedModel, EvaluationQuery, TestBasket } from './evaluated-model.ts';
import { RANK_METRICS } from './rank-figures.ts';
import { runLeaveOneOut } from './run-leave-one-out.ts';

const basketOf = (...basket: number[]): TestBasket => ({ basket, orderedAtMs: null, customerId: null });

function fixedModel(name: string, ...scores: number[]): EvaluatedModel {
  const kept = Float64Array.from(scores);
  return { name, score: () => kept };
}

test('worked by hand: two baskets, five questions', () => {
  // Scores 5 4 3 2 1. Basket {0, 4}: hide 0 of {0 1 2 3} -> rank 1; hide 4 of {1 2 3 4} -> rank 4.
  // Basket {1, 2, 3}: hide 1 of {0 1 4} -> 2; hide 2 of {0 2 4} -> 2; hide 3 of {0 3 4} -> 2.
  const [result] = runLeaveOneOut(
    [fixedModel('falling', 5, 4, 3, 2, 1)],
    [basketOf(0, 4), basketOf(2), basketOf(1, 2, 3)],
    { itemCount: 5 },
  );
  expect(result?.queries).toBe(5);
  expect(result?.metrics.hr1.mean).toBeCloseTo(1 / 5, 12);
  expect(result?.metrics.hr5.mean).toBe(1);
  // 1 + 1 / log2(5) + 3 / log2(3), over 5
  expect(result?.metrics.ndcg10.mean).toBeCloseTo((1 + 1 / Math.log2(5) + 3 / Math.log2(3)) / 5, 12);
  expect([...(result?.byOrder.hr1.sums ?? [])]).toEqual([1, 0]);
  expect([...(result?.byOrder.hr1.counts ?? [])]).toEqual([2, 3]);
  expect(result).toMatchObject({ name: 'falling', fullListShare: 1, calibrationError: null });
});

test('a model is never told the answer, and its array may be the same one each time', () => {
  const asked: EvaluationQuery[] = [];
  const scores = new Float64Array(3);
  const spy: EvaluatedModel = {
    name: 'spy',
    score: (query) => {
      asked.push(query);
      scores.fill(0);
      // Says "the items after the context's first": the array changes with every question.
      scores[((query.context[0] ?? 0) + 1) % 3] = 1;
      return scores;
    },
  };
  const [result] = runLeaveOneOut([spy], [{ basket: [0, 1], orderedAtMs: 77, customerId: 4 }], { itemCount: 3 });
  expect(asked).toEqual([
    { context: [1], orderedAtMs: 77, customerId: 4 },
    { context: [0], orderedAtMs: 77, customerId: 4 },
  ]);
  // Hide 0, context 1 -> says 2, and 0 is second; hide 1, context 0 -> says 1.
  expect(result?.metrics.hr1.mean).toBe(0.5);
});

test('lists that are not full are counted, and what is not listed is no hit', () => {
  const [result] = runLeaveOneOut([fixedModel('short', 1, -Infinity, -Infinity)], [basketOf(0, 1)], { itemCount: 3 });
  expect(result?.fullListShare).toBe(0);
  expect(result?.metrics.hr10.mean).toBe(0.5);
});

test('promises are held against what happened', () => {
  const model: EvaluatedModel = { ...fixedModel('sure', Math.log(3), 0, 0), scoresAreLogits: true };
  // Hide 0: P = 3/4, right. Hide 1 with 0 in the cart: items 1 and 2 share the top, P = 1/2, outcome 1/2.
  const [result] = runLeaveOneOut([model], [basketOf(0, 1)], { itemCount: 3 });
  // Two of ten bins hold one each: (|.5 - .5| + |.6 - 1|) / 2, for P = 3/(3 + 1) with 1 in the cart = .75.
  expect(result?.calibrationError).toBeCloseTo(0.125, 12);
});

test('a model with the wrong number of scores is named', () => {
  expect(() => runLeaveOneOut([fixedModel('short', 1)], [basketOf(0, 1)], { itemCount: 2 })).toThrow(
    'The model short gave 1 scores for 2 items',
  );
});

test('every figure lies in [0, 1], a wider list never finds less, and equal models do equally well', () => {
  const baskets = fc.array(fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 });
  const scores = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(baskets, scores, (drawn, given) => {
      const asked = drawn.map((basket) => basketOf(...basket.toSorted((a, b) => a - b)));
      const models = [fixedModel('a', ...given), fixedModel('b', ...given)];
      const [first, second] = runLeaveOneOut(models, asked, { itemCount: 8 });
      for (const metric of RANK_METRICS) {
        expect(first?.metrics[metric].mean).toBeGreaterThanOrEqual(0);
        expect(first?.metrics[metric].mean).toBeLessThanOrEqual(1);
      }
      expect(first?.metrics.hr1.mean).toBeLessThanOrEqual(first?.metrics.hr5.mean ?? 0);
      expect(first?.metrics.hr5.mean).toBeLessThanOrEqual(first?.metrics.hr10.mean ?? 0);
      expect(second?.metrics).toEqual(first?.metrics);
    }),
    { seed: 9 },
  );
});
