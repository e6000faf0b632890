import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSums, momentsOf } from './arm-moments.ts';
import { RunningMoments } from './running-moments.ts';

function run(values: readonly number[]) {
  const moments = new RunningMoments();
  for (const value of values) moments.add(value);
  return moments.moments();
}

describe('moments', () => {
  it('one by one they are those of the whole', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 200 }), { minLength: 2, maxLength: 60 }), (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const power = (k: number) => values.reduce((sum, value) => sum + (value - mean) ** k, 0);
        const got = run(values);
        expect(got.mean).toBeCloseTo(mean, 9);
        expect(got.variance).toBeCloseTo(power(2) / (values.length - 1), 6);
        if (power(2) > 0) {
          expect(got.skewness).toBeCloseTo((Math.sqrt(values.length) * power(3)) / power(2) ** 1.5, 6);
        }
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('keep a small spread on a large level', () => {
    expect(run([1e9 + 1, 1e9 + 2, 1e9 + 3]).variance).toBeCloseTo(1, 9);
  });

  it('of sums: days add up to the whole', () => {
    const days = [
      { n: 2, sum: 3, sumOfSquares: 5 },
      { n: 2, sum: 7, sumOfSquares: 25 },
    ];
    // 1, 2, 3, 4: mean 2.5, squares 5 / 3
    expect(momentsOf(addSums(days))).toEqual({ n: 4, mean: 2.5, variance: 5 / 3 });
    expect(() => momentsOf({ n: 1, sum: 3, sumOfSquares: 9 })).toThrow(RangeError);
  });
});
