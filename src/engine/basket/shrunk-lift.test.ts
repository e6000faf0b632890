import { describe, expect, it } from 'vitest';
import { liftPosterior, shrinkLift, shrunkLiftMean } from './shrunk-lift.ts';

describe('shrinkLift', () => {
  it('starts at the prior and moves with the orders', () => {
    // (0 + 3 x 2) / (0 + 3); (12 + 3) / (2 + 3); (1200 + 3) / (200 + 3)
    expect(shrunkLiftMean({ together: 0, expected: 0, priorLift: 2 })).toBe(2);
    expect(shrinkLift({ together: 12, expected: 2, priorLift: 1 }).mean).toBe(3);
    expect(shrinkLift({ together: 1200, expected: 200, priorLift: 1 }).mean).toBeCloseTo(1203 / 203, 12);
  });

  it('bounds the lift at 5 % and 95 % of its posterior', () => {
    const lift = shrinkLift({ together: 9, expected: 3, priorLift: 1 });
    expect(lift.probabilityAbove(lift.lower)).toBeCloseTo(0.95, 3);
    expect(lift.probabilityAbove(lift.upper)).toBeCloseTo(0.05, 3);
    // Shape 12, rate 6: 2 (1 - 1/108 - 1.6448536/(3 sqrt 12))^3 = 2 x .8324667^3
    expect(lift.lower).toBeCloseTo(1.15382, 4);
  });

  it('says for certain that a lift is above 0', () => {
    expect(shrinkLift({ together: 0, expected: 8, priorLift: 1 }).probabilityAbove(0)).toBe(1);
  });
});

describe('liftPosterior', () => {
  it('adds three expected meetings of the prior lift to what was counted', () => {
    // C + 3 l0 = 4 + 3 x 1.5 = 8.5; E + 3 = 2 + 3
    expect(liftPosterior({ together: 4, expected: 2, priorLift: 1.5 })).toEqual({ shape: 8.5, rate: 5 });
    expect(liftPosterior({ together: 0, expected: 0, priorLift: 1 })).toEqual({ shape: 3, rate: 3 });
  });

  it('has the mean of the shrunk lift', () => {
    const evidence = { together: 7, expected: 2.5, priorLift: 0.8 };
    const { shape, rate } = liftPosterior(evidence);
    expect(shape / rate).toBeCloseTo(shrunkLiftMean(evidence), 12);
  });
});
