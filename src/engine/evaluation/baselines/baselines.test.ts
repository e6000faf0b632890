import { expect, test } from 'vitest';
import { PairCounts } from '../../basket/pair-counts.ts';
import { popularityModel } from './popularity-model.ts';
import { seedRulesModel } from './seed-rules-model.ts';

const ask = (...context: number[]) => ({ context, orderedAtMs: null, customerId: null });

/** 20 orders: {0, 1} 4 times, {0, 2} twice, {3, 1} 3 times, {3} twice, {4} 9 times. */
function countOrders(): PairCounts {
  const pairs = new PairCounts();
  const add = (basket: number[], times: number) => {
    for (let order = 0; order < times; order++) pairs.add(basket);
  };
  add([0, 1], 4);
  add([0, 2], 2);
  add([1, 3], 3);
  add([3], 2);
  add([4], 9);
  return pairs;
}

test('popularity scores orders, whatever the cart; an item that was never ordered 0', () => {
  const model = popularityModel(countOrders(), 6);
  expect([...model.score(ask(0))]).toEqual([6, 7, 2, 5, 9, 0]);
  expect([...model.score(ask(4))]).toEqual([6, 7, 2, 5, 9, 0]);
});

test('rules stand above best sellers, the surest of several counts, two orders together are no rule', () => {
  const model = seedRulesModel(countOrders(), 6);
  // 0 -> 1: 4 / 6, lift 4 x 20 / (6 x 7) = 1.90. 0 -> 2: together twice only. Others: n / 20.
  expect([...model.score(ask(0))]).toEqual([0.3, 1 + 4 / 6, 0.1, 0.25, 0.45, 0]);
  // 3 -> 1: 3 / 5 = .6 is below .667, so the first rule stays. 1 -> 0: 4 / 7, not asked here.
  expect(model.score(ask(0, 3))[1]).toBe(1 + 4 / 6);
  expect(model.score(ask(3))[1]).toBe(1.6);
  expect([...model.score(ask(4))]).toEqual([0.3, 0.35, 0.1, 0.25, 0.45, 0]);
});
