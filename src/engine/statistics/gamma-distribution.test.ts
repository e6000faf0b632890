import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaQuantileWilsonHilferty, gammaUpperTail, NORMAL_SCORE_95 } from './gamma-distribution.ts';

/** For a whole shape n the tail is that of a Poisson process: e^-x (1 + x + ... + x^(n-1)/(n-1)!). */
function poissonBelow(n: number, x: number): number {
  let term = Math.exp(-x);
  let sum = term;
  for (let k = 1; k < n; k++) {
    term *= x / k;
    sum += term;
  }
  return sum;
}

describe('gammaUpperTail', () => {
  it('is e^-x for shape 1', () => {
    for (const x of [0.01, 0.7, 1.9, 2.1, 30]) {
      expect(Math.abs(gammaUpperTail({ shape: 1, rate: 1 }, x) - Math.exp(-x))).toBeLessThan(1e-14);
    }
  });

  it('is a chi-square tail for half shapes', () => {
    // P(chi2 with 1 degree > 3.841458820694124) = .05; chi2 with nu degrees = gamma of shape nu/2, rate 1/2.
    expect(gammaUpperTail({ shape: 0.5, rate: 0.5 }, 3.841458820694124)).toBeCloseTo(0.05, 13);
    // P(chi2 with 10 degrees > 18.307038053275146) = .05
    expect(gammaUpperTail({ shape: 5, rate: 0.5 }, 18.307038053275146)).toBeCloseTo(0.05, 13);
  });

  it('equals the sum of Poisson probabilities for whole shapes, within 1e-12', () => {
    const shapes = fc.integer({ min: 1, max: 150 });
    const positions = fc.double({ min: 0.05, max: 3, noNaN: true });
    fc.assert(
      fc.property(shapes, positions, (shape, position) => {
        const x = shape * position;
        const difference = gammaUpperTail({ shape, rate: 2 }, x / 2) - poissonBelow(shape, x);
        expect(Math.abs(difference)).toBeLessThan(1e-12);
      }),
      { seed: 2 },
    );
  });

  it('obeys Q(a + 1, x) = Q(a, x) + x^a e^-x / Gamma(a + 1) for large shapes', () => {
    // The added term at x = a is 1 / sqrt(2 pi a) x (1 - 1/(12 a) + ...).
    const a = 250_000;
    const step = gammaUpperTail({ shape: a + 1, rate: 1 }, a) - gammaUpperTail({ shape: a, rate: 1 }, a);
    expect(Math.abs(step - (1 - 1 / (12 * a)) / Math.sqrt(2 * Math.PI * a))).toBeLessThan(1e-12);
  });

  it('is continuous where series and continued fraction meet', () => {
    for (const shape of [0.3, 4.5, 77.7, 5000]) {
      const below = gammaUpperTail({ shape, rate: 1 }, (shape + 1) * (1 - 1e-14));
      const above = gammaUpperTail({ shape, rate: 1 }, (shape + 1) * (1 + 1e-14));
      expect(Math.abs(below - above)).toBeLessThan(1e-12);
    }
  });

  it('ends at 1 and 0', () => {
    expect(gammaUpperTail({ shape: 3, rate: 2 }, 0)).toBe(1);
    expect(gammaUpperTail({ shape: 3, rate: 2 }, -1)).toBe(1);
    expect(gammaUpperTail({ shape: 3, rate: 2 }, Number.POSITIVE_INFINITY)).toBe(0);
  });

  it('refuses a shape or rate that is not positive', () => {
    expect(() => gammaUpperTail({ shape: 0, rate: 1 }, 1)).toThrow(RangeError);
    expect(() => gammaUpperTail({ shape: 1, rate: Number.NaN }, 1)).toThrow('rate NaN');
  });
});

describe('gammaQuantileWilsonHilferty', () => {
  it('is the closed form', () => {
    // a = 9, b = 3, z = -1.5: 3 x (1 - 1/81 - 1.5/9)^3 = 3 x .8209876543^3 = 3 x .5533627
    expect(gammaQuantileWilsonHilferty({ shape: 9, rate: 3 }, -1.5)).toBeCloseTo(1.660088, 5);
  });

  it('leaves close to 5 % on either side', () => {
    for (const shape of [4, 9, 30, 400]) {
      const parameters = { shape, rate: 1.7 };
      const lower = gammaQuantileWilsonHilferty(parameters, -NORMAL_SCORE_95);
      const upper = gammaQuantileWilsonHilferty(parameters, NORMAL_SCORE_95);
      expect(Math.abs(gammaUpperTail(parameters, lower) - 0.95)).toBeLessThan(2e-3);
      expect(Math.abs(gammaUpperTail(parameters, upper) - 0.05)).toBeLessThan(2e-3);
    }
  });

  it('never goes below 0', () => {
    // 1 - 1/.9 - 1.645/(3 x .316) < 0
    expect(gammaQuantileWilsonHilferty({ shape: 0.1, rate: 1 }, -NORMAL_SCORE_95)).toBe(0);
  });
});
