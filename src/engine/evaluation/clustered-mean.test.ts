import { expect, test } from 'vitest';
import { clusteredMean } from './clustered-mean.ts';

test('worked by hand: three orders with 2, 2 and 1 queries', () => {
  // m = (2 + 0 + 1) / 5 = .6; residuals 2 - 1.2 = .8, 0 - 1.2 = -1.2, 1 - .6 = .4; squares .64 + 1.44 + .16 = 2.24;
  // SE = sqrt(3/2 x 2.24) / 5 = sqrt(3.36) / 5 = .366606
  const found = clusteredMean({ sums: Float64Array.of(2, 0, 1), counts: Float64Array.of(2, 2, 1) });
  expect(found.mean).toBeCloseTo(0.6, 12);
  expect(found.standardError).toBeCloseTo(0.366606, 6);
});

test('one query for each order: the usual standard error of a mean', () => {
  // Values 1, 0, 0, 1: s^2 = 4 x .25 / 3 = 1/3, SE = sqrt(1/3 / 4) = .288675
  const found = clusteredMean({ sums: Float64Array.of(1, 0, 0, 1), counts: new Float64Array(4).fill(1) });
  expect(found.standardError).toBeCloseTo(0.288675, 6);
});

test('queries that say the same within an order do not make it surer', () => {
  const once = clusteredMean({ sums: Float64Array.of(1, 0), counts: Float64Array.of(1, 1) });
  const tenTimes = clusteredMean({ sums: Float64Array.of(10, 0), counts: Float64Array.of(10, 10) });
  expect(tenTimes).toEqual(once);
});

test('one order has no standard error, none has the mean 0', () => {
  expect(clusteredMean({ sums: Float64Array.of(1), counts: Float64Array.of(2) }).standardError).toBeNaN();
  expect(clusteredMean({ sums: new Float64Array(0), counts: new Float64Array(0) }).mean).toBe(0);
});
