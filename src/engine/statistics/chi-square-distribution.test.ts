import { describe, expect, it } from 'vitest';
import { chiSquareCdf, chiSquareUpperTail } from './chi-square-distribution.ts';
import { twoSidedNormalP } from './normal-distribution.ts';

describe('chi-square', () => {
  it('both tails make 1', () => {
    for (const df of [1, 2, 5, 19]) {
      for (const x of [0.1, 1, df, 30]) expect(chiSquareCdf(x, df) + chiSquareUpperTail(x, df)).toBeCloseTo(1, 12);
    }
  });

  it('with one degree of freedom is a squared normal, far into the tail too', () => {
    for (const z of [0.5, 2, 5, 12]) {
      expect(chiSquareUpperTail(z * z, 1) / twoSidedNormalP(z)).toBeCloseTo(1, 10);
    }
  });
});
