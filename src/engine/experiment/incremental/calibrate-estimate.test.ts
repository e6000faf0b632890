import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrateEstimate, calibrationRatio } from './calibrate-estimate.ts';

const month = fc.record({
  estimated: fc.integer({ min: 1, max: 100_000 }),
  measured: fc.integer({ min: -100_000, max: 100_000 }),
});

describe('calibration', () => {
  it('is the sum of what came over the sum of what was expected', () => {
    // (50 + 100 + 0 + 30 + 20) / (100 + 100 + 100 + 50 + 50) = 200 / 400
    const months = [
      [100, 50],
      [100, 100],
      [100, 0],
      [50, 30],
      [50, 20],
    ].map(([estimated = 0, measured = 0]) => ({ estimated, measured }));
    expect(calibrationRatio(months)).toBe(0.5);
    expect(calibrationRatio(months.slice(0, 4))).toBeNull();
    expect(calibrationRatio(months.map(() => ({ estimated: 0, measured: 5 })))).toBeNull();
  });

  it('makes past estimates right in sum, and lies between the best and the worst month', () => {
    fc.assert(
      fc.property(fc.array(month, { minLength: 5, maxLength: 24 }), (months) => {
        const ratio = calibrationRatio(months) ?? Number.NaN;
        const corrected = months.reduce((sum, { estimated }) => sum + estimated * ratio, 0);
        expect(corrected).toBeCloseTo(
          months.reduce((sum, { measured }) => sum + measured, 0),
          3,
        );
        const ratios = months.map(({ estimated, measured }) => measured / estimated);
        expect(ratio).toBeGreaterThanOrEqual(Math.min(...ratios) - 1e-9);
        expect(ratio).toBeLessThanOrEqual(Math.max(...ratios) + 1e-9);
      }),
      { seed: 5 },
    );
  });

  it('keeps the estimate within its interval, whatever the ratio', () => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), (ratio) => {
        const { estimate, interval } = calibrateEstimate({ estimate: 10, interval: [-5, 25] }, ratio);
        expect(interval[0]).toBeLessThanOrEqual(estimate);
        expect(interval[1]).toBeGreaterThanOrEqual(estimate);
      }),
      { seed: 6 },
    );
  });
});
