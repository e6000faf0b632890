import { expect, test } from 'vitest';
import { guestUnits, sizeUnits, sizeWeight } from './size-weight.ts';

const basketOf = (items: number) => Array.from({ length: items }, (_, item) => item);

test('an order weighs one by the root of its size, in whole 64ths', () => {
  expect([1, 4, 16].map((items) => sizeWeight(basketOf(items)))).toEqual([1, 0.5, 0.25]);
  // 64, 64 / 1.4142 = 45.25, 64 / 1.7321 = 36.95, 32.
  expect([1, 2, 3, 4].map((items) => sizeUnits(basketOf(items)))).toEqual([64, 45, 37, 32]);
});

test('a guest has one word, divided among the items in whole 2520ths', () => {
  expect([1, 2, 7, 10, 11].map((items) => guestUnits(basketOf(items)))).toEqual([2520, 1260, 360, 252, 229]);
});

test('an order without items counts as one of a single item, and no order counts nothing', () => {
  expect([sizeUnits([]), guestUnits([])]).toEqual([64, 2520]);
  expect([sizeUnits(basketOf(20_000)), guestUnits(basketOf(20_000))]).toEqual([1, 1]);
});
