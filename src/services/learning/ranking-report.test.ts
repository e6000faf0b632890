import { describe, expect, test } from 'vitest';
import type { RankingModel } from '../../contract/ranking.ts';
import type { LearnedNextOrder } from '../../engine/next-order/learn-next-order.ts';
import { labelOfModel, tellFound, tellNextOrder, tellWhy, toReport } from './ranking-report.ts';

const figure = (mean: number) => ({ mean, standard_error: 0.01 });

function model(name: string, hr10: number, ndcg10: number): RankingModel {
  return { name, label: labelOfModel(name), hr5: figure(0), hr10: figure(hr10), ndcg10: figure(ndcg10) };
}

const report = {
  questions: 900,
  models: [model('popularity', 0.3, 0.2), model('ease', 0.426, 0.31), model('stack', 0.44, 0.312)],
};

describe('what was found', () => {
  test('in hundreds of orders, beside popularity alone', () => {
    expect(tellFound('ease', report)).toBe(
      'Found the hidden item in 43 of 100 orders; popularity at this hour alone 30.',
    );
  });

  test('by popularity itself', () => {
    const words = 'Found the hidden item in 30 of 100 orders, by popularity at this hour alone.';
    expect(tellFound('popularity', report)).toBe(words);
  });

  test('nothing, where there was nothing to ask', () => {
    expect(tellFound('fleet', { ...report, questions: 0 })).toMatch(/nothing to ask/);
  });
});

describe('why a model was chosen', () => {
  test('more than one standard error above the simplest', () => {
    expect(tellWhy('stack', report)).toBe(
      '"all of these, weighed" (NDCG@10 0.312) is better than "popularity at this hour" (NDCG@10 0.200) by more than one ' +
        'standard error.',
    );
  });

  test('the simplest, the best or not', () => {
    expect(tellWhy('popularity', report)).toBe(
      '"popularity at this hour" (NDCG@10 0.200) is simpler than "all of these, weighed" (NDCG@10 0.312) and within one ' +
        'standard error of it.',
    );
    const models = [model('popularity', 0.5, 0.4), model('stack', 0.4, 0.3)];
    expect(tellWhy('popularity', { questions: 9, models })).toMatch(/did best, and it is the simplest one\.$/);
  });

  test('with a word about one above it that is only measured', () => {
    const models = [...report.models, model('knn', 0.5, 0.4)];
    expect(tellWhy('stack', { questions: 9, models })).toMatch(
      /"similar baskets" \(NDCG@10 0\.400\) is measured, not served:/,
    );
  });

  test('the fleet’s weights, where nothing could be asked', () => {
    expect(tellWhy('fleet', { questions: 0, models: [] })).toMatch(/cannot tell models apart/);
  });
});

test('figures are kept to six decimals, and an error that is no number as null', () => {
  const unsure = { mean: 1 / 3, standardError: Number.NaN };
  const metrics = { hr1: unsure, hr5: unsure, hr10: { mean: 0.5, standardError: 1 / 7 }, ndcg10: unsure };
  expect(toReport({ results: [{ name: 'knn', queries: 12, metrics }], nextOrder: null })).toEqual({
    questions: 12,
    models: [
      {
        name: 'knn',
        label: 'similar baskets',
        hr5: { mean: 0.333333, standard_error: null },
        hr10: { mean: 0.5, standard_error: 0.142857 },
        ndcg10: { mean: 0.333333, standard_error: null },
      },
    ],
    next_order: null,
  });
});

describe('next orders', () => {
  const difference = { difference: 0.0123456, standardError: 0.004, lower: 0, upper: 0.02 };
  const reportOf = (nextOrder: LearnedNextOrder | null) => toReport({ results: [], nextOrder });
  const learned = { weights: [], questions: 320, difference, isBetter: true };

  test('by what was taught', () => {
    expect(tellNextOrder(reportOf(learned))).toBe(
      'Known customers get what their orders taught: it beats own history, then best sellers ' +
        '(NDCG@10 +0.012 ± 0.004, 320 baskets).',
    );
  });

  test('by own history where that did not win, whatever the sign', () => {
    const worse = { ...learned, isBetter: false, difference: { ...difference, difference: -0.002 } };
    expect(tellNextOrder(reportOf(worse))).toBe(
      'Known customers get what they ordered before, then what sells best: what their orders taught is not better by ' +
        'more than one standard error (NDCG@10 -0.002 ± 0.004, 320 baskets).',
    );
  });

  test('by own history where nobody came back, or not lately', () => {
    for (const nextOrder of [null, { ...learned, isBetter: false, questions: 0 }]) {
      expect(tellNextOrder(reportOf(nextOrder))).toMatch(
        /^Known customers get what they ordered before.*none has come/,
      );
    }
  });
});
