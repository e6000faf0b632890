import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../statistics/normal-distribution.ts';
import { fiellerInterval } from './fieller-interval.ts';
import { measureIncrementalityRatio } from './incrementality-ratio.ts';

describe('fiellerInterval', () => {
  it('by hand: 6 (+-1) over 4 (+-1)', () => {
    // z^2 = 3.841459. (16 - z^2) k^2 - 2 x 24 k + (36 - z^2) = 0: 12.158541 k^2 - 48 k + 32.158541 = 0,
    // k = (24 -+ sqrt(576 - 12.158541 x 32.158541)) / 12.158541 = (24 -+ sqrt(184.999)) / 12.158541 = .855248, 3.092594.
    const quotient = { numerator: 6, denominator: 4, numeratorVariance: 1, denominatorVariance: 1, covariance: 0 };
    const [low = 0, high = 0] = fiellerInterval(quotient) ?? [];
    expect(low).toBeCloseTo(0.855248, 5);
    expect(high).toBeCloseTo(3.092594, 5);
    // The delta method says 1.5 -+ 1.96 sqrt(1 + 2.25) / 4 = .617 .. 2.383: too narrow above.
    expect(high).toBeGreaterThan(2.383);
  });

  it('has no end where the denominator may be 0', () => {
    const quotient = { numerator: 6, denominator: 1.9, numeratorVariance: 1, denominatorVariance: 1, covariance: 0 };
    expect(fiellerInterval(quotient)).toBeNull();
  });

  it('ends exactly where D - k a is z standard errors from 0', () => {
    const sizes = fc.double({ min: 0.1, max: 10, noNaN: true });
    const facts = fc.record({
      numerator: sizes,
      denominator: sizes,
      a: sizes,
      b: sizes,
      turn: fc.integer({ min: -9, max: 9 }),
    });
    fc.assert(
      fc.property(facts, ({ numerator, denominator, a, b, turn }) => {
        const [numeratorVariance, denominatorVariance, covariance] = [a * a, b * b, (turn / 10) * a * b];
        const quotient = { numerator, denominator, numeratorVariance, denominatorVariance, covariance };
        for (const k of fiellerInterval(quotient) ?? []) {
          const error = Math.sqrt(numeratorVariance - 2 * k * covariance + k * k * denominatorVariance);
          const score = Math.abs(numerator - k * denominator) / error;
          expect(score).toBeCloseTo(normalQuantile(0.975), 4);
        }
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });
});

describe('kappa with little attributed revenue', () => {
  const arms = {
    treated: { n: 400, mean: 8.4, variance: 100 },
    control: { n: 100, mean: 8, variance: 100 },
  };

  it('takes the delta method from 5 standard errors on, Fieller below', () => {
    // Attributed .5 with a variance of 4: SE sqrt(4 / 400) = .1, exactly 5 of them. D = .4, V_D = .25 + 1 = 1.25.
    const attributed = { mean: 0.5, variance: 4, covariance: 8 };
    const sure = measureIncrementalityRatio({ ...arms, attributed });
    expect(sure.reliable).toBe(true);
    // kappa = .8; Var = (1.25 + .64 x .01 - 1.6 x .02) / .25 = 4.8976.
    expect(sure.measuredInterval?.[1]).toBeCloseTo(0.8 + 1.959964 * Math.sqrt(4.8976), 5);
    const thin = measureIncrementalityRatio({ ...arms, attributed: { ...attributed, mean: 0.49 } });
    expect(thin.reliable).toBe(false);
    const quotient = {
      numerator: 0.4,
      denominator: 0.49,
      numeratorVariance: 1.25,
      denominatorVariance: 0.01,
      covariance: 0.02,
    };
    expect(thin.measuredInterval?.[0]).toBeCloseTo(fiellerInterval(quotient)?.[0] ?? Number.NaN, 9);
    expect(thin.measuredInterval?.[1]).toBeGreaterThan(sure.measuredInterval?.[1] ?? 0);
    // The wider half, 1.96 standard errors of it, is what the prior is weighed against.
    const reach = Math.max(...(thin.measuredInterval ?? []).map((end) => Math.abs(end - thin.kappa)));
    expect(thin.standardDeviation).toBeCloseTo(1 / Math.sqrt(16 + (1.959964 / reach) ** 2), 6);
  });

  it('is the prior where nothing can be said', () => {
    const nothing = measureIncrementalityRatio({ ...arms, attributed: { mean: 0.19, variance: 4, covariance: 0 } });
    expect(nothing).toMatchObject({ measuredInterval: null, reliable: false, mean: 0.25, standardDeviation: 0.25 });
  });
});
