import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateMinor } from './allocate-minor.ts';

describe('allocateMinor', () => {
  it('adds up, and no part is a whole unit away from its share', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), weights, (total, shares) => {
        const parts = allocateMinor(total, shares);
        const whole = shares.reduce((sum, weight) => sum + weight, 0);
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
        if (whole === 0) return;
        parts.forEach((part, i) => {
          expect(Math.abs(part - (total * (shares[i] as number)) / whole)).toBeLessThan(1);
        });
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('divides a refund as it divided the sale', () => {
    expect(allocateMinor(-501, [1299, 450, 250])).toEqual([-325, -113, -63]);
  });

  it('divides equally where nothing weighs, and refuses what cannot be divided', () => {
    expect(allocateMinor(5, [0, 0])).toEqual([3, 2]);
    expect(allocateMinor(0, [])).toEqual([]);
    expect(() => allocateMinor(5, [])).toThrow(RangeError);
    expect(() => allocateMinor(0.5, [1])).toThrow(RangeError);
    expect(() => allocateMinor(5, [1, -1])).toThrow('-1');
  });
});
