import { describe, expect, it } from 'vitest';
import { normalCdf, normalQuantile, twoSidedNormalP } from './normal-distribution.ts';

describe('normalQuantile', () => {
  it('keeps its digits in the far tail, where the package has none', () => {
    // scipy.stats.norm.ppf
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 10);
    expect(normalQuantile(1e-15)).toBeCloseTo(-7.941345326170998, 10);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 10);
    expect(normalQuantile(1e-300)).toBeCloseTo(-37.0471, 4);
  });

  it('is the inverse of the distribution function on both sides of the guard', () => {
    for (const p of [1e-250, 1e-40, 1e-19, 1e-12, 1e-6, 9.9e-4, 1.01e-3, 0.01, 0.5, 0.9, 0.999999]) {
      expect(Math.abs(normalCdf(normalQuantile(p)) / p - 1), String(p)).toBeLessThan(1e-9);
    }
  });

  it('takes the ends and refuses what is no probability', () => {
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect(() => normalQuantile(1.1)).toThrow(RangeError);
    expect(() => normalQuantile(Number.NaN)).toThrow('NaN');
  });
});

describe('twoSidedNormalP', () => {
  it('is 1 at 0, symmetric, and small but not 0 far out', () => {
    expect(twoSidedNormalP(0)).toBe(1);
    expect(twoSidedNormalP(-2)).toBe(twoSidedNormalP(2));
    expect(twoSidedNormalP(20)).toBeGreaterThan(0);
  });
});
