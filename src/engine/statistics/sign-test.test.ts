import { describe, expect, it } from 'vitest';
import { signTestP } from './sign-test.ts';

describe('signTestP', () => {
  it('sums both tails of a fair coin', () => {
    // 9 or 10 heads of 10: (10 + 1) / 1024, twice
    expect(signTestP(9, 10)).toBeCloseTo(22 / 1024, 12);
    expect(signTestP(1, 10)).toBeCloseTo(22 / 1024, 12);
  });

  it('is at most 1 and 1 without tosses', () => {
    expect(signTestP(5, 10)).toBe(1);
    expect(signTestP(0, 0)).toBe(1);
  });
});
