import { describe, expect, it } from 'vitest';
import { betaBound } from './beta-bound.ts';

describe('betaBound', () => {
  it('inverts the closed forms', () => {
    // Beta(3, 1): P(X <= x) = x^3; Beta(1, 4): 1 - (1 - x)^4
    expect(betaBound({ alpha: 3, beta: 1 }, 0.05)).toBeCloseTo(0.05 ** (1 / 3), 10);
    expect(betaBound({ alpha: 1, beta: 4 }, 0.95)).toBeCloseTo(1 - 0.05 ** (1 / 4), 10);
  });

  it('is symmetric', () => {
    expect(betaBound({ alpha: 2.5, beta: 900 }, 0.05)).toBeCloseTo(1 - betaBound({ alpha: 900, beta: 2.5 }, 0.95), 10);
  });

  it('takes a point mass as it is', () => {
    expect(betaBound({ alpha: 0, beta: 2 }, 0.05)).toBe(0);
    expect(betaBound({ alpha: 2, beta: 0 }, 0.05)).toBe(1);
  });

  it('refuses what is no distribution', () => {
    expect(() => betaBound({ alpha: 0, beta: 0 }, 0.05)).toThrow(RangeError);
    expect(() => betaBound({ alpha: -1, beta: 2 }, 0.05)).toThrow('alpha -1');
  });
});
