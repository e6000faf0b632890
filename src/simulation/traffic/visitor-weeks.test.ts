import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulateVisitorWeeks } from './visitor-weeks.ts';

const SHOP = { seed: 1, effect: 0.08, weeks: 4, visitorsPerWeek: 300, holdOutShare: 0.2 };

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function runs(count: number, options: Partial<typeof SHOP>) {
  return Array.from({ length: count }, (_, index) => simulateVisitorWeeks({ ...SHOP, ...options, seed: index + 1 }));
}

describe('visitor-weeks', () => {
  test('truth is treated revenue less baseline, and held-out visitors are as without suggestions', () => {
    fc.assert(
      fc.property(
        fc.record({
          seed: fc.nat(),
          effect: fc.constantFrom(0, 0.03, 0.08, 1),
          weeks: fc.integer({ min: 1, max: 4 }),
          visitorsPerWeek: fc.integer({ min: 1, max: 60 }),
          holdOutShare: fc.constantFrom(0, 0.1, 0.5, 1),
        }),
        (options) => {
          const { rows, trueExtraMinor, shownBaselineMinor } = simulateVisitorWeeks(options);
          const shown = rows.filter(({ arm }) => arm === 'shown');
          const sum = (field: 'revenueMinor' | 'baselineMinor') => shown.reduce((total, row) => total + row[field], 0);
          expect(trueExtraMinor).toBe(sum('revenueMinor') - sum('baselineMinor'));
          expect(shownBaselineMinor).toBe(sum('baselineMinor'));
          for (const row of rows) {
            expect(row.revenueMinor).toBeGreaterThanOrEqual(row.baselineMinor);
            expect(row.attributedMinor).toBeLessThanOrEqual(row.revenueMinor);
            if (row.arm === 'held_out' || options.effect === 0) expect(row.revenueMinor).toBe(row.baselineMinor);
            if (row.arm === 'held_out') expect(row.attributedMinor).toBe(0);
          }
        },
      ),
      { seed: 6, numRuns: 100 },
    );
  });

  test('the arm changes nothing but what suggestions bring: common random numbers', () => {
    const none = simulateVisitorWeeks({ ...SHOP, holdOutShare: 1 }).rows;
    const all = simulateVisitorWeeks({ ...SHOP, holdOutShare: 0 }).rows;
    const keep = ({ week, visitor, baselineMinor, orders }: (typeof none)[number]) => [
      week,
      visitor,
      baselineMinor,
      orders,
    ];
    expect(all.map(keep)).toEqual(none.map(keep));
  });

  test.each([0.03, 0.08, 0.5])('in the mean of many runs the true uplift is the effect %d', (effect) => {
    // One run has about 960 shown visitor-weeks; its uplift scatters by about .005 at .08, so 60 runs by less than .001.
    const uplifts = runs(60, { effect }).map(({ trueUplift }) => trueUplift);
    expect(Math.abs(mean(uplifts) - effect)).toBeLessThan(0.05 * effect);
  });

  test('an effect of 0 brings nothing, while the rule of attribution credits about a fifth of the revenue', () => {
    const { rows, trueExtraMinor } = simulateVisitorWeeks({ ...SHOP, effect: 0 });
    expect(trueExtraMinor).toBe(0);
    const shown = rows.filter(({ arm }) => arm === 'shown');
    const share = mean(shown.map((row) => row.attributedMinor)) / mean(shown.map((row) => row.revenueMinor));
    expect(share).toBeGreaterThan(0.17);
    expect(share).toBeLessThan(0.23);
  });

  test('the arms are balanced: share, baseline and past', () => {
    const rows = runs(40, {}).flatMap((run) => run.rows);
    const shown = rows.filter(({ arm }) => arm === 'shown');
    const heldOut = rows.filter(({ arm }) => arm === 'held_out');
    // 48,000 rows: the share's standard error is .0018; the mean baseline's about 1.5 %.
    expect(Math.abs(heldOut.length / rows.length - 0.2)).toBeLessThan(0.008);
    for (const field of ['baselineMinor', 'pastMinor'] as const) {
      const ratio = mean(heldOut.map((row) => row[field])) / mean(shown.map((row) => row[field]));
      expect(Math.abs(ratio - 1)).toBeLessThan(0.06);
    }
  });

  test('as many visitors come as are asked for, and some of them come back', () => {
    const { rows } = simulateVisitorWeeks({ ...SHOP, weeks: 20 });
    expect(Math.abs(rows.length / 20 - 300)).toBeLessThan(30);
    expect(new Set(rows.map(({ visitor }) => visitor)).size).toBeLessThan(rows.length / 2);
    expect(rows.filter(({ pastMinor }) => pastMinor > 0).length).toBeGreaterThan(rows.length / 3);
  });

  test('the past is the mean of the four weeks before', () => {
    const { rows } = simulateVisitorWeeks({ ...SHOP, weeks: 6 });
    const revenueOf = new Map(rows.map((row) => [`${row.visitor} ${row.week}`, row.revenueMinor]));
    for (const row of rows.filter(({ week }) => week >= 4)) {
      const before = [1, 2, 3, 4].map((back) => revenueOf.get(`${row.visitor} ${row.week - back}`) ?? 0);
      expect(row.pastMinor).toBeCloseTo(mean(before), 6);
    }
  });

  test('numbers out of range are refused', () => {
    expect(() => simulateVisitorWeeks({ ...SHOP, effect: -0.1 })).toThrow(RangeError);
    expect(() => simulateVisitorWeeks({ ...SHOP, weeks: 0 })).toThrow(RangeError);
    expect(() => simulateVisitorWeeks({ ...SHOP, visitorsPerWeek: 0 })).toThrow(RangeError);
    expect(() => simulateVisitorWeeks({ ...SHOP, holdOutShare: 1.1 })).toThrow(RangeError);
  });
});
