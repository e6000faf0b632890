import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrate, fitCalibration } from './calibration-curve.ts';
import { calibrationError, type Prediction } from './calibration-error.ts';

const times = (count: number, probability: number, hits: number): Prediction[] =>
  Array.from({ length: count }, (_, n) => ({ probability, outcome: n < hits ? 1 : 0 }));

describe('fitCalibration', () => {
  it('pools neighbours that fall', () => {
    // Bins of 50: .1 came true in 20 of 50, .2 in 10 of 50: together 30 of 100 at .15; .5 in 40 of 50.
    const curve = fitCalibration([...times(50, 0.1, 20), ...times(50, 0.2, 10), ...times(50, 0.5, 40)]);
    expect(curve).toEqual([
      { promised: expect.closeTo(0.15, 12), observed: expect.closeTo(0.3, 12) },
      { promised: 0.5, observed: 0.8 },
    ]);
  });

  it('needs two bins of 50', () => {
    expect(fitCalibration(times(99, 0.3, 10))).toEqual([]);
    expect(fitCalibration([])).toEqual([]);
  });

  it('mends promises that are too high by a third', () => {
    const promises = Array.from({ length: 40 }, (_, n) => (n + 1) / 50);
    const predictions = promises.flatMap((promise) => times(300, promise, Math.round(promise * 200)));
    expect(calibrationError(predictions)).toBeCloseTo(0.41 / 3, 2);
    const curve = fitCalibration(predictions);
    const mended = predictions.map((each) => ({ ...each, probability: calibrate(curve, each.probability) }));
    expect(calibrationError(mended)).toBeLessThan(0.01);
  });
});

describe('calibrate', () => {
  it('rises from 0 to 1, whatever the predictions', () => {
    const prediction = fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), outcome: fc.nat(1) });
    fc.assert(
      fc.property(fc.array(prediction, { minLength: 100, maxLength: 400 }), (predictions) => {
        const curve = fitCalibration(predictions);
        const values = Array.from({ length: 101 }, (_, n) => calibrate(curve, n / 100));
        for (const [n, value] of values.entries()) {
          expect(value).toBeGreaterThanOrEqual(values[n - 1] ?? 0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 23, numRuns: 100 },
    );
  });
});
