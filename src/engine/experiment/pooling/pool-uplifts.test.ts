import { describe, expect, it } from 'vitest';
import { pauleMandel } from './paule-mandel.ts';
import { poolUplifts } from './pool-uplifts.ts';

describe('pooling', () => {
  it('two estimates 4 apart with errors of 1: the spread between is 7', () => {
    // m = 2, (4 + 4) / (1 + t) = 1, t = 7
    expect(pauleMandel([0, 4].map((value) => ({ value, standardError: 1 })))).toBeCloseTo(7, 9);
  });

  it('the noisier a merchant, the nearer to the others', () => {
    const sure = { value: 0.2, standardError: 0.01 };
    const noisy = { value: 0.2, standardError: 0.3 };
    const others = [0, 0.01, -0.01, 0.02].map((value) => ({ value, standardError: 0.02 }));
    const { merchants, mean } = poolUplifts([sure, noisy, ...others]);
    expect(merchants[0]?.mean).toBeGreaterThan(0.19);
    expect(Math.abs((merchants[1]?.mean ?? 1) - mean)).toBeLessThan(0.02);
  });

  it('a new merchant is known less well than the mean', () => {
    const pool = poolUplifts([0.02, 0.04, 0.06].map((value) => ({ value, standardError: 0.03 })));
    expect(pool.newMerchant.standardDeviation).toBeGreaterThan(pool.meanStandardError);
    expect(pool.tauSquared).toBeGreaterThanOrEqual(0.02 ** 2);
    expect(() => poolUplifts([{ value: 0, standardError: 1 }])).toThrow(RangeError);
  });
});
