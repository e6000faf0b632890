import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmMoments } from './arm-moments.ts';
import { compareMetric } from './compare-metric.ts';

function share(successes: number, n: number): ArmMoments {
  const mean = successes / n;
  return { n, mean, variance: (n * mean * (1 - mean)) / (n - 1) };
}

describe('compareMetric', () => {
  it('the safe and the any-time interval are never narrower than they promise', () => {
    const arm = fc.record({
      n: fc.integer({ min: 2, max: 5000 }),
      mean: fc.double({ min: -50, max: 50, noNaN: true }),
      variance: fc.double({ min: 0.01, max: 400, noNaN: true }),
    });
    fc.assert(
      fc.property(arm, arm, (treated, control) => {
        const result = compareMetric({ treated, control }, { kind: 'mean', alpha: 0.05 });
        const width = ([low, high]: readonly [number, number]) => high - low;
        expect(width(result.safe.interval)).toBeGreaterThanOrEqual(width(result.interval) * (1 - 1e-12));
        expect(result.safe.pValue).toBeGreaterThanOrEqual(result.pValue * (1 - 1e-9));
        expect(result.sequential.pValue).toBeGreaterThanOrEqual(0);
        expect(result.safe.interval[0] > 0 || result.safe.interval[1] < 0).toBe(result.safe.pValue < 0.05);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('turns its sign when the arms change places', () => {
    const [treated, control] = [share(120, 1000), share(80, 900)];
    const there = compareMetric({ treated, control }, { kind: 'proportion', alpha: 0.05 });
    const back = compareMetric({ treated: control, control: treated }, { kind: 'proportion', alpha: 0.05 });
    expect(back.statistic).toBeCloseTo(-there.statistic, 12);
    expect(back.interval[0]).toBeCloseTo(-there.interval[1], 12);
    expect(back.pValue).toBeCloseTo(there.pValue, 12);
  });

  it('takes the exact test where counts are thin, and the larger error of a proportion elsewhere', () => {
    const options = { kind: 'proportion', alpha: 0.05 } as const;
    const thin = compareMetric({ treated: share(5, 50), control: share(1, 50) }, options);
    expect(thin.safe).toMatchObject({ test: 'fisher exact' });
    expect(thin.safe.pValue).toBeCloseTo(0.204401585, 8);
    const large = compareMetric({ treated: share(267, 21_307), control: share(122, 21_306) }, options);
    expect(large.statistic).toBeCloseTo(7.38511, 5);
    expect(large.safe.pValue).toBeGreaterThanOrEqual(large.pValue);
  });

  it('gives no interval of an uplift that nobody of the treated brought', () => {
    // 0 of 60 against 6 of 60: L = 0 / .1 - 1 = -1, and both terms of the delta method are 0, which is no certainty.
    const nothing = compareMetric(
      { treated: share(0, 60), control: share(6, 60) },
      { kind: 'proportion', alpha: 0.05 },
    );
    expect(nothing).toMatchObject({ uplift: -1, upliftInterval: null });
    expect(nothing.interval[0]).toBeLessThan(nothing.interval[1]);
  });

  it('knows no uplift over nothing, and refuses arms of one unit', () => {
    const result = compareMetric(
      { treated: share(30, 100), control: share(0, 100) },
      { kind: 'proportion', alpha: 0.05 },
    );
    expect([result.uplift, result.upliftInterval]).toEqual([null, null]);
    const lonely = { n: 1, mean: 1, variance: 0 };
    expect(() => compareMetric({ treated: lonely, control: share(1, 9) }, { kind: 'mean', alpha: 0.05 })).toThrow(
      RangeError,
    );
  });
});
