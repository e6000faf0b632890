import { expect, test } from 'vitest';
import { hitAt, ndcgOf, recallAt } from './rank-metrics.ts';

test('a hit needs a rank of at most k; half a rank above is none', () => {
  expect([1, 4.5, 5, 5.5, Infinity].map((rank) => hitAt(rank, 5))).toEqual([1, 1, 1, 0, 0]);
});

test('NDCG is 1 at the first place, 1 / log2(4) at the third, 0 below the tenth', () => {
  expect(ndcgOf(1)).toBe(1);
  expect(ndcgOf(3)).toBe(0.5);
  expect(ndcgOf(10)).toBeCloseTo(Math.LN2 / Math.log(11), 12);
  expect(ndcgOf(10.5)).toBe(0);
  expect(ndcgOf(Infinity)).toBe(0);
});

test('recall counts the first k of the list only', () => {
  expect(recallAt({ list: [4, 9, 1], basket: [1, 4, 7, 8] }, 2)).toBe(0.25);
  expect(recallAt({ list: [4, 9, 1], basket: [1, 4, 7, 8] }, 3)).toBe(0.5);
  expect(recallAt({ list: [4], basket: [] }, 1)).toBe(0);
});
