import fc from 'fast-check';
import { expect, test } from 'vitest';
import { learningPrefixes, learningSuffixes, rollingOrigins, sampleEvenly, splitOrders } from './split-orders.ts';

const upTo = (length: number) => Array.from({ length }, (_, place) => place);

test('the cut is 80 %, rounded down', () => {
  // .8 x 13,397 = 10,717.6
  expect(splitOrders(upTo(13_397)).learn).toHaveLength(10_717);
  expect(splitOrders([1]).learn).toEqual([]);
});

test('four folds learn from 50, 60, 70, 80 % and are tested on the next 20 %', () => {
  const folds = rollingOrigins(upTo(25));
  // 12.5, 15, 17.5, 20, 22.5 rounded down.
  expect(folds.map(({ learn, test: part }) => [learn.length, part])).toEqual([
    [12, [12, 13, 14, 15, 16]],
    [15, [15, 16, 17, 18, 19]],
    [17, [17, 18, 19, 20, 21]],
    [20, [20, 21, 22, 23, 24]],
  ]);
});

test('a learning curve leaves out the sizes that the history does not have', () => {
  expect(learningPrefixes(upTo(60)).map((part) => part.length)).toEqual([0, 10, 50]);
  expect(learningSuffixes(upTo(12), [0, 2, 13])).toEqual([[], [10, 11]]);
});

test('a sample is spread evenly', () => {
  // The middles of four stretches of 2.5: 1.25, 3.75, 6.25, 8.75.
  expect(sampleEvenly(upTo(10), 4)).toEqual([1, 3, 6, 8]);
  expect(sampleEvenly(upTo(3), 5)).toEqual([0, 1, 2]);
});

test('a sample has the size asked for, no element twice, in order', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(250), (length, count) => {
      const sample = sampleEvenly(upTo(length), count);
      expect(sample).toHaveLength(Math.min(length, count));
      expect(sample).toEqual([...new Set(sample)].sort((a, b) => a - b));
    }),
    { seed: 5 },
  );
});
