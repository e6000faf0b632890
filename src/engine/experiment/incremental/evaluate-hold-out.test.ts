import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../simulation/random.ts';
import { evaluateHoldOut, type HoldOutArm, type HoldOutWeek } from './evaluate-hold-out.ts';

/** Sums with the given mean and sample standard deviation, and no past. */
function arm(n: number, mean: number, deviation: number, orders = n): HoldOutArm {
  const sumYY = deviation ** 2 * (n - 1) + n * mean ** 2;
  return { n, sumY: n * mean, sumYY, sumX: 0, sumXX: 0, sumXY: 0, orders };
}

function sumArm(units: readonly { y: number; x: number }[]): HoldOutArm {
  const total = (value: (unit: { y: number; x: number }) => number) =>
    units.reduce((sum, unit) => sum + value(unit), 0);
  return {
    n: units.length,
    sumY: total(({ y }) => y),
    sumX: total(({ x }) => x),
    sumYY: total(({ y }) => y * y),
    sumXX: total(({ x }) => x * x),
    sumXY: total(({ x, y }) => x * y),
    orders: units.length,
  };
}

/** Regulars who differ a lot from each other and little from week to week; the treated spend 1 more. */
function regularWeeks(weeks: number): HoldOutWeek[] {
  const random = createRandom(4, 'regulars');
  const levels = Array.from({ length: 300 }, () => 5 + 40 * random());
  return Array.from({ length: weeks }, (_, index) => {
    const arms = { treated: [] as { y: number; x: number }[], control: [] as { y: number; x: number }[] };
    for (const level of levels) {
      const isHeldOut = random() < 0.2;
      const y = level + 6 * (random() - 0.5) + (isHeldOut ? 0 : 1);
      arms[isHeldOut ? 'control' : 'treated'].push({ y, x: level + 6 * (random() - 0.5) });
    }
    return { week: `2026-W${10 + index}`, treated: sumArm(arms.treated), control: sumArm(arms.control) };
  });
}

describe('evaluateHoldOut', () => {
  it('one week without a past: the figures of the reference value strat02', () => {
    const week = { week: '2026-W23', treated: arm(900, 8.4, 15.1), control: arm(100, 7.9, 14.2) };
    const result = evaluateHoldOut([week]);
    expect(result?.incremental).toBeCloseTo(450, 9);
    expect(result?.standardErrors.safe).toBeCloseTo(1424.270776, 5);
    expect(result?.relative?.uplift).toBeCloseTo(0.06329113924, 9);
    // SE_L^2 = 15.1^2 / (900 x 7.9^2) + 8.4^2 x 14.2^2 / (100 x 7.9^4) = .0405888, widened by 1424.27 / 1355.91
    const standardError = Math.sqrt(228.01 / (900 * 62.41) + (70.56 * 201.64) / (100 * 62.41 ** 2));
    const halfWidth = 1.959964 * standardError * (1424.270776 / 1355.910395);
    expect(result?.relative?.interval[0]).toBeCloseTo(0.06329113924 - halfWidth, 6);
    expect(result?.status).toBe('open');
  });

  it('the past of the visitors narrows the interval and keeps the estimate', () => {
    const weeks = regularWeeks(8);
    const [raw, adjusted] = [evaluateHoldOut(weeks, { adjusted: false }), evaluateHoldOut(weeks)];
    expect(adjusted!.standardErrors.safe).toBeLessThan(raw!.standardErrors.safe / 3);
    expect(adjusted!.incremental / adjusted!.treatedUnits).toBeCloseTo(1, 0);
    expect(raw!.interval[0]).toBeLessThan(adjusted!.incremental);
    expect(raw!.interval[1]).toBeGreaterThan(adjusted!.incremental);
    expect(adjusted!.status).toBe('proven');
  });

  it('collects before 50 units and 20 orders are held out', () => {
    const few = { week: '2026-W23', treated: arm(900, 20, 1), control: arm(49, 10, 1) };
    expect(evaluateHoldOut([few])?.status).toBe('collecting');
    const noOrders = { ...few, control: arm(60, 10, 1, 19) };
    expect(evaluateHoldOut([noOrders])?.status).toBe('collecting');
    expect(evaluateHoldOut([{ ...few, control: arm(60, 10, 1, 20) }])?.status).toBe('proven');
    expect(evaluateHoldOut([{ ...few, control: arm(60, 30, 1, 20) }])?.status).toBe('harmful');
  });

  it('passes over weeks without a hold-out, and knows nothing of none', () => {
    const off = { week: '2026-W22', treated: arm(900, 8.4, 15.1), control: arm(0, 0, 0) };
    const on = { week: '2026-W23', treated: arm(900, 8.4, 15.1), control: arm(100, 7.9, 14.2) };
    expect(evaluateHoldOut([{ ...off, control: { ...arm(1, 5, 0) } }])).toBeNull();
    expect(evaluateHoldOut([])).toBeNull();
    const withOff = evaluateHoldOut([{ ...off, control: { ...arm(1, 5, 0) } }, on]);
    expect(withOff).toEqual(evaluateHoldOut([on]));
  });

  it('any-time intervals are wider than those of one look', () => {
    const result = evaluateHoldOut(regularWeeks(3));
    expect(result!.anyTimeInterval[0]).toBeLessThan(result!.interval[0]);
    expect(result!.anyTimeInterval[1]).toBeGreaterThan(result!.interval[1]);
  });
});
