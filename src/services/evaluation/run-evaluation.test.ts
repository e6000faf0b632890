import { expect, test } from 'vitest';
import { createTimeZone } from '../../engine/calendar/time-zone.ts';
import { createItem } from '../../engine/create-item.ts';
import { createOrder } from '../../engine/create-order.ts';
import type { EvaluationHistory } from './evaluation-history.ts';
import { runEvaluation } from './run-evaluation.ts';

const options = {
  models: null,
  sample: null,
  sampling: 'even' as const,
  learnedOrders: null,
  randomFor: () => () => 0.5,
  onProgress: () => undefined,
};

function historyOf(baskets: readonly (readonly number[])[], { items = 3 } = {}): EvaluationHistory {
  return {
    source: 'made-up',
    zone: createTimeZone('UTC'),
    items: Array.from({ length: items }, (_, place) => createItem({ id: place + 1, name: `Item ${place + 1}` })),
    orders: baskets.map((basket, place) => createOrder({ orderId: place + 1, basket })),
    customers: 0,
    notes: ['a note'],
  };
}

test('worked by hand: learned from eight orders, asked about two', () => {
  // Learned: item 1 in 8 orders, item 2 in 4, item 3 in 2. Asked: {1, 2} twice.
  const learn = [[1, 2], [1, 2], [1, 2], [1, 2], [1, 3], [1, 3], [1], [1]];
  const report = runEvaluation(historyOf([...learn, [1, 2], [1, 2]]), { ...options, protocol: 'leave-one-out' });
  // Hide 1 -> best seller of {1, 3}: first. Hide 2 -> first of {2, 3}: 4 orders against 2.
  expect(report).toMatchObject({ protocol: 'leave-one-out', queries: 4, learned_orders: 8, test_orders: 2 });
  expect(report.models.popularity).toEqual({ hr1: 1, hr5: 1, hr10: 1, ndcg10: 1 });
  expect(Object.keys(report).slice(0, 4)).toEqual(['protocol', 'queries', 'models', 'chosen']);
  expect(report.notes).toEqual(['a note']);
  expect(report.sampled_from).toBeNull();
});

test('what is chosen is one of the models that are measured', () => {
  const history = historyOf(Array.from({ length: 20 }, (_, order) => [1, 2 + (order % 2)]));
  const chosenOf = (models: readonly string[] | null) =>
    runEvaluation(history, { ...options, models, protocol: 'leave-one-out' }).chosen;
  // Sixteen orders: the fleet's weights of all features serve.
  expect(chosenOf(null)).toBe('stack');
  expect(chosenOf(['popularity', 'ranked', 'served'])).toBe('ranked');
  expect(chosenOf(['popularity', 'served'])).toBe('served');
  expect(chosenOf(['popularity', 'ease'])).toBeNull();
  expect(chosenOf(['popularity'])).toBeNull();
});

test('a sample is told, evenly spread or the first', () => {
  const history = historyOf(Array.from({ length: 50 }, (_, order) => [1, 2 + (order % 2)]));
  const even = runEvaluation(history, { ...options, protocol: 'leave-one-out', sample: 4 });
  expect(even).toMatchObject({ sampled_from: 10, test_orders: 4, queries: 8 });
  const first = runEvaluation(history, { ...options, protocol: 'leave-one-out', sample: 4, sampling: 'first' });
  expect(first.test_orders).toBe(4);
});

test('cold start: a curve for the last and for the first orders; with none all items are equal', () => {
  const history = historyOf(Array.from({ length: 20 }, () => [1, 2]));
  const report = runEvaluation(history, { ...options, protocol: 'cold-start' });
  expect(report.curve?.map(({ part, learned_orders }) => [part, learned_orders])).toEqual([
    ['first', 0],
    ['first', 10],
    ['last', 0],
    ['last', 10],
  ]);
  // Two candidates, tied: rank 1.5, never first, always within five.
  expect(report.curve?.[0]?.models.popularity).toMatchObject({ hr1: 0, hr5: 1 });
  expect(report.curve?.[1]?.models.popularity).toMatchObject({ hr1: 1 });
});

test('cold start with so many orders as are asked for; what the history is too short for is left out', () => {
  const history = historyOf(Array.from({ length: 20 }, () => [1, 2]));
  const sizesOf = (learnedOrders: readonly number[]) =>
    runEvaluation(history, { ...options, learnedOrders, protocol: 'cold-start' }).curve?.map(
      ({ part, learned_orders }) => [part, learned_orders],
    );
  expect(sizesOf([3, 16, 17])).toEqual([
    ['first', 3],
    ['first', 16],
    ['last', 3],
    ['last', 16],
  ]);
  expect(() => sizesOf([17, 90])).toThrow('16 orders may be learned, fewer than --orders 17,90');
});

test('null: pairs that never part are more than chance, and their shuffled baskets show none', () => {
  let state = 1;
  const uniform = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  const baskets = Array.from(
    { length: 200 },
    (_, order) =>
      [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
      ][order % 4] ?? [],
  );
  const report = runEvaluation(historyOf(baskets, { items: 8 }), {
    ...options,
    randomFor: () => uniform,
    protocol: 'null',
  });
  expect(report.pairs?.history).toEqual({ possible: 28, met: 4, significant: 4, share: 1 });
  expect(report.pairs?.shuffled.significant).toBe(0);
});

test('a history that is too small, and a protocol that there is not', () => {
  const small = () => runEvaluation(historyOf([[1, 2]]), { ...options, protocol: 'leave-one-out' });
  expect(small).toThrow('made-up has 1 order; expected some to learn from and later ones to ask about');
  expect(() => runEvaluation(historyOf([[1]]), { ...options, protocol: 'null' })).toThrow(
    'has 1 order and none with two different',
  );
  expect(() => runEvaluation(historyOf([[1]]), { ...options, protocol: 'popular-now' })).toThrow(
    'has 1 order, expected at least 2',
  );
  expect(() => runEvaluation(historyOf([]), { ...options, protocol: 'cold' })).toThrow('--protocol is "cold"');
});
