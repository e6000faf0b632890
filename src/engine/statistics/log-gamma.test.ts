import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logGamma, stirlingError } from './log-gamma.ts';

describe('logGamma', () => {
  it('is the logarithm of the factorial', () => {
    let factorial = 1;
    for (let n = 1; n <= 20; n++) {
      factorial *= n;
      expect(logGamma(n + 1)).toBeCloseTo(Math.log(factorial), 13);
    }
  });

  it('is ln sqrt(pi) at one half', () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 14);
  });

  it('obeys Gamma(x + 1) = x Gamma(x)', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 1e4, noNaN: true }), (x) => {
        const difference = logGamma(x + 1) - logGamma(x) - Math.log(x);
        expect(Math.abs(difference)).toBeLessThan(1e-15 * Math.max(20, 4 * logGamma(x + 1)));
      }),
      { seed: 1 },
    );
  });

  it('has no value at or below 0', () => {
    expect(logGamma(0)).toBeNaN();
    expect(logGamma(-1.5)).toBeNaN();
  });
});

describe('stirlingError', () => {
  it('agrees on both sides of the change of method', () => {
    // At 10 - 1e-9 by the recurrence, at 10 by the series; 1/120 - 1/360000 + 1/126000000 - ... = .00833056343336
    expect(stirlingError(10)).toBeCloseTo(0.00833056343336287, 15);
    expect(stirlingError(10 - 1e-9)).toBeCloseTo(stirlingError(10), 11);
  });

  it('lies between 1/(12x + 1) and 1/(12x)', () => {
    for (const x of [0.5, 1, 2, 3.7, 9, 15, 1000]) {
      expect(stirlingError(x)).toBeGreaterThan(1 / (12 * x + 1));
      expect(stirlingError(x)).toBeLessThan(1 / (12 * x));
    }
  });
});
