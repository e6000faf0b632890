import { describe, expect, it } from 'vitest';
import { compareBaskets } from './hold-out-basket.ts';
import { measureKappa } from './hold-out-kappa.ts';
import { sumVisitorWeeks } from './week-sums.ts';

const unit = (arm: 'shown' | 'held_out', revenueMinor: number, orders: number, attributedMinor = 0) => ({
  arm,
  stratum: 'visitor' as const,
  revenueMinor,
  orders,
  itemsMilli: orders * 2000,
  attributedMinor,
  pastMinor: 0,
});

describe('sums of visitor-weeks', () => {
  it('caps at the 99th percentile of all, not below the 95th of the buyers', () => {
    // 99 without an order, one of 1000: position .99 x 99 = 98.01 of the sorted values lies between 0 and 1000: 10; the
    // 95th of the only buyer is 1000.
    const weeks = [...Array.from({ length: 99 }, () => unit('shown', 0, 0)), unit('shown', 1000, 1)];
    expect(sumVisitorWeeks(weeks, { capped: true }).capMinor).toBe(1000);
    expect(sumVisitorWeeks(weeks, { capped: false })).toMatchObject({ capMinor: null, treated: { sumR: 1000 } });
  });
});

describe('compareBaskets', () => {
  it('divides sums by sums, and weighs the held-out of a week as its shown', () => {
    // Week 1: shown 4 visitors, 2 held out; week 2: 2 and 2. Held-out orders of week 1 count 4 / 2 times:
    // (2 x 800 + 1 x 600) / (2 x 2 + 1 x 1) = 440; shown (1200 + 500) / (2 + 1) = 566.67.
    const week = (shown: [number, number][], held: [number, number][]) =>
      sumVisitorWeeks(
        [...shown.map(([r, o]) => unit('shown', r, o)), ...held.map(([r, o]) => unit('held_out', r, o))],
        { capped: false },
      );
    const weeks = [
      week(
        [
          [500, 1],
          [700, 1],
          [0, 0],
          [0, 0],
        ],
        [
          [300, 1],
          [500, 1],
        ],
      ),
      week(
        [
          [500, 1],
          [0, 0],
        ],
        [
          [600, 1],
          [0, 0],
        ],
      ),
    ];
    const { averageOrderValue, itemsPerOrder } = compareBaskets(weeks);
    expect(averageOrderValue?.control.mean).toBeCloseTo(440, 9);
    expect(averageOrderValue?.treated.mean).toBeCloseTo(1700 / 3, 9);
    expect(itemsPerOrder?.difference).toBeCloseTo(0, 12);
  });
});

describe('measureKappa', () => {
  it('is incremental over attributed', () => {
    // Shown: 300 and 500 (mean 400), held out 300 and 340 (mean 320): D = 80; attributed (100 + 220) / 2 = 160: .5.
    const weeks = [
      sumVisitorWeeks(
        [unit('shown', 300, 1, 100), unit('shown', 500, 1, 220), unit('held_out', 300, 1), unit('held_out', 340, 1)],
        { capped: false },
      ),
    ];
    const kappa = measureKappa(weeks);
    expect(kappa?.kappa).toBeCloseTo(0.5, 12);
    // Var = [20000/2 + 800/2 + .25 x 7200/2 - 2 x .5 x 12000/2] / 160^2 = (10000 + 400 + 900 - 6000) / 25600
    expect(kappa?.standardError).toBeCloseTo(Math.sqrt(5300 / 25_600), 12);
  });

  it('says nothing where nothing was attributed', () => {
    const weeks = [
      sumVisitorWeeks([unit('shown', 1, 1), unit('shown', 2, 1), unit('held_out', 1, 1), unit('held_out', 1, 1)], {
        capped: false,
      }),
    ];
    expect(measureKappa(weeks)).toBeNull();
  });
});
