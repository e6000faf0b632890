import { describe, expect, it } from 'vitest';
import { momentsOf } from './compare/arm-moments.ts';
import type { ArmDay } from './experiment-plan.ts';
import { stratifyDays } from './stratify-days.ts';

const day = (arm: string, n: number, successes: number): ArmDay => ({
  day: '2026-03-02',
  arm,
  units: n,
  metrics: { bought: { n, sum: successes, sumOfSquares: successes } },
});

describe('stratifyDays', () => {
  it('a change of the split does not become a difference of the arms', () => {
    // Quiet time, 90 % variant: 10 % buy in either arm. Busy time, 50 %: 30 % in either. Added up the variant has
    // (90 + 150) / 1400 = 17.1 %, the control (10 + 150) / 600 = 26.7 %; in strata of 1,000 each both have 20 %.
    const strata = [
      [day('control', 100, 10), day('variant', 900, 90)],
      [day('control', 500, 150), day('variant', 500, 150)],
    ];
    const sums = stratifyDays(strata);
    const meanOf = (arm: string) =>
      momentsOf(sums.find((one) => one.arm === arm)?.metrics.bought ?? { n: 0, sum: 0, sumOfSquares: 0 });
    expect(meanOf('control').mean).toBeCloseTo(0.2, 12);
    expect(meanOf('variant').mean).toBeCloseTo(0.2, 12);
    expect(meanOf('control').n).toBe(600);
    // Variance of the control's mean: .25 (.09 / 99 + .21 x 500 / 499 / 500) with .1 x .9 x 100 / 99 = .0909 a unit.
    const ofMean = 0.25 * (9 / 99 / 100 + 105 / 499 / 500);
    expect(meanOf('control').variance / 600).toBeCloseTo(ofMean, 12);
  });

  it('one version is left as it is', () => {
    const days = [day('control', 10, 1), day('variant', 10, 2)];
    expect(stratifyDays([[], days])).toEqual(days);
  });
});
