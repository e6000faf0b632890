import { describe, expect, it } from 'vitest';
import { skewnessOf } from './skewness.ts';

const sumsOf = (values: readonly number[]) => ({
  n: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  sumOfSquares: values.reduce((sum, value) => sum + value ** 2, 0),
  sumOfCubes: values.reduce((sum, value) => sum + value ** 3, 0),
});

describe('skewnessOf', () => {
  it('by hand: 0, 0, 0, 4 around their mean of 1', () => {
    // Third moment (3 x (-1) + 27) / 4 = 6, variance (3 x 1 + 9) / 4 = 3: 6 / 3^1.5 = 1.1547.
    expect(skewnessOf(sumsOf([0, 0, 0, 4]))).toBeCloseTo(6 / 3 ** 1.5, 12);
  });

  it('changes sign with the values, and is 0 where nothing varies or all is even', () => {
    expect(skewnessOf(sumsOf([4, 4, 4, 0]))).toBeCloseTo(-6 / 3 ** 1.5, 12);
    expect(skewnessOf(sumsOf([1, 2, 3]))).toBeCloseTo(0, 12);
    expect(skewnessOf(sumsOf([5, 5]))).toBe(0);
    expect(() => skewnessOf(sumsOf([]))).toThrow(RangeError);
  });
});
