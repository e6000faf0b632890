import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { buildProfile } from './build-profile.ts';
import { storeGapDays, typicalGapDays } from './purchase-gap.ts';
import { segmentOf } from './segment.ts';
import { readTierStays } from './tier-stays.ts';

const DAY_MS = 86_400_000;
const UTC = createTimeZone('UTC');

const order = (orderId: number, day: number | null, lines: { item: number; tier?: number; kept?: number }[]) => ({
  orderId,
  orderedAtMs: day === null ? null : day * DAY_MS,
  lines: lines.map(({ item, tier, kept = 100 }) => ({
    itemId: item,
    categoryId: item > 5 ? 2 : 1,
    tier: tier ?? null,
    keptMinor: kept,
  })),
});

describe('buildProfile', () => {
  it('sums money, counts orders, and takes the gaps between orders of known time', () => {
    const orders = [order(3, 40, [{ item: 1 }]), order(1, 0, [{ item: 1, kept: 250 }]), order(2, null, [{ item: 7 }])];
    expect(buildProfile(orders, UTC)).toMatchObject({
      ltvMinor: 450,
      orderCount: 3,
      firstAtMs: 0,
      lastAtMs: 40 * DAY_MS,
      gapCount: 1,
      gapDaysSum: 40,
      tierLevel: null,
    });
  });

  it('knows what is ordered most, of which categories, at which hours, and the usual basket', () => {
    const orders = [
      order(1, 0, [{ item: 1 }, { item: 7 }]),
      order(2, 1, [{ item: 1 }]),
      order(3, 2, [{ item: 7 }, { item: 1 }, { item: 1 }]),
    ];
    const profile = buildProfile(orders, createTimeZone('Asia/Kolkata'));
    expect(profile.items.map(({ itemId, orders: times }) => [itemId, times])).toEqual([
      [1, 3],
      [7, 2],
    ]);
    // Five different items of orders: three of category 1, two of category 2.
    expect(profile.categories).toEqual([
      { categoryId: 1, lines: 3, share: 0.6 },
      { categoryId: 2, lines: 2, share: 0.4 },
    ]);
    // Midnight UTC is 05:30 in Kolkata.
    expect(profile.hours[5]).toBe(3);
    expect(profile.basket).toEqual({ itemIds: [1, 7], orders: 2 });
  });

  it('does not depend on the order in which orders arrive', () => {
    const anyOrder = fc.record({
      day: fc.option(fc.nat(60), { nil: null }),
      items: fc.array(fc.record({ item: fc.integer({ min: 1, max: 9 }), tier: fc.integer({ min: 1, max: 3 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
    });
    const shuffled = fc
      .array(anyOrder, { maxLength: 8 })
      .map((drawn) => drawn.map(({ day, items }, index) => order(index + 1, day, items)))
      .chain((orders) => fc.tuple(fc.constant(orders), fc.shuffledSubarray(orders, { minLength: orders.length })));
    fc.assert(
      fc.property(shuffled, ([orders, other]) => {
        expect(buildProfile(other, UTC)).toEqual(buildProfile(orders, UTC));
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe('readTierStays', () => {
  it('ends the money of a stay where a higher tier was bought', () => {
    const orders = [
      order(1, 0, [{ item: 1, tier: 1, kept: 99 }]),
      order(2, 9, [{ item: 1, tier: 1, kept: 99 }]),
      order(3, 20, [{ item: 2, tier: 2, kept: 499 }]),
    ];
    expect(readTierStays(orders)).toEqual([
      { tier: 1, firstAtMs: 0, orders: 2, spentMinor: 198, rose: true },
      { tier: 2, firstAtMs: 20 * DAY_MS, orders: 1, spentMinor: 697, rose: false },
    ]);
  });

  it('takes a tier that came with or after a higher one for no step', () => {
    const together = [
      order(1, 0, [
        { item: 1, tier: 1 },
        { item: 2, tier: 2 },
      ]),
    ];
    expect(readTierStays(together).map(({ rose }) => rose)).toEqual([null, false]);
    const down = [order(1, 0, [{ item: 2, tier: 2 }]), order(2, 5, [{ item: 1, tier: 1 }])];
    expect(readTierStays(down).map(({ tier, rose }) => [tier, rose])).toEqual([
      [1, null],
      [2, false],
    ]);
  });
});

describe('segments', () => {
  const facts = { orderCount: 3, lastAtMs: 0, gapDays: 20 };
  const daysLater = (days: number, more = {}) => segmentOf({ ...facts, ...more }, days * DAY_MS);

  it('turn at-risk after two typical gaps and lost after four', () => {
    expect([40, 40.01, 80, 80.01].map((days) => daysLater(days))).toEqual(['repeat', 'at-risk', 'at-risk', 'lost']);
  });

  it('never turn at-risk before 14 days, nor lost before 30', () => {
    expect([14, 14.01, 30, 30.01].map((days) => daysLater(days, { gapDays: 1 }))).toEqual([
      'repeat',
      'at-risk',
      'at-risk',
      'lost',
    ]);
  });

  it('tell who still comes by the number of orders', () => {
    expect([0, 1, 2, 4, 5].map((orderCount) => daysLater(0, { orderCount }))).toEqual([
      'new',
      'new',
      'repeat',
      'repeat',
      'loyal',
    ]);
    expect(daysLater(1000, { lastAtMs: null, orderCount: 0 })).toBe('new');
  });
});

describe('typical gaps', () => {
  it('are held to the median of the store, which is 30 days below five returning customers', () => {
    const gaps = (days: number[]) => days.map((gapDaysSum) => ({ gapCount: 1, gapDaysSum }));
    expect(storeGapDays(gaps([1, 2, 3, 4]))).toBe(30);
    expect(storeGapDays(gaps([1, 2, 3, 4, 50, 60]))).toBe(3.5);
    expect(storeGapDays([...gaps([1, 2, 3, 4, 50]), { gapCount: 0, gapDaysSum: 0 }])).toBe(3);
    // (10 + 3 x 30) / (1 + 3) = 25.
    expect(typicalGapDays({ gapCount: 1, gapDaysSum: 10 }, 30)).toBe(25);
  });
});
