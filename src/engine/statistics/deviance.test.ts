import { describe, expect, it } from 'vitest';
import { deviance } from './deviance.ts';

describe('deviance', () => {
  it('is x ln(x/m) + m - x far from the mean', () => {
    // 6 ln 3 + 2 - 6 = 6 x 1.0986122886681098 - 4
    expect(deviance(6, 2)).toBeCloseTo(2.591673732008659, 14);
    expect(deviance(0, 2.5)).toBe(2.5);
  });

  it('keeps its digits near the mean, where it is d^2/(2m) - d^3/(6 m^2) + ...', () => {
    // d = 1, m = 1e6: 5e-7 - 1/6 x 1e-12 = 4.999998333e-7
    expect(deviance(1_000_001, 1_000_000) / 4.99999833333417e-7).toBeCloseTo(1, 12);
    expect(deviance(7, 7)).toBe(0);
  });

  it('joins the series and the direct form without a step', () => {
    // |x - m| = .1 (x + m) at x = 11/9 m
    const edge = 11 / 9;
    expect(deviance(edge * (1 + 1e-13), 1)).toBeCloseTo(deviance(edge * (1 - 1e-13), 1), 12);
  });
});
