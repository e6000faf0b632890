import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calibrationError } from './calibration-error.ts';

test('worked by hand: two bins of two', () => {
  const predictions = [
    { probability: 0.8, outcome: 1 },
    { probability: 0.1, outcome: 0 },
    { probability: 0.3, outcome: 1 },
    { probability: 0.6, outcome: 0 },
  ];
  // Bins {.1, .3} with outcomes 0, 1: |.2 - .5| = .3; {.6, .8} with 0, 1: |.7 - .5| = .2; halves: .25
  expect(calibrationError(predictions, { bins: 2 })).toBeCloseTo(0.25, 12);
  // Each for itself: (.2 + .1 + .7 + .6) / 4
  expect(calibrationError(predictions)).toBeCloseTo(0.4, 12);
});

test('who says .25 and is right once in four is calibrated', () => {
  const predictions = [1, 0, 0, 0].map((outcome) => ({ probability: 0.25, outcome }));
  expect(calibrationError(predictions, { bins: 1 })).toBe(0);
  expect(calibrationError([])).toBe(0);
});

test('it lies between 0 and 1', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(fc.record({ probability: share, outcome: share }), { maxLength: 40 }), (predictions) => {
      const error = calibrationError(predictions);
      expect(error).toBeGreaterThanOrEqual(0);
      expect(error).toBeLessThanOrEqual(1 + 1e-12);
    }),
    { seed: 8 },
  );
});
