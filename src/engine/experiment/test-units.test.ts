import { describe, expect, it } from 'vitest';
import { buildTestUnits, sumTestUnits, type TestFacts, type TestOrder } from './test-units.ts';

const DAY_MS = 86_400_000;
const FACTS: TestFacts = {
  span: { fromMs: 0, toMs: 28 * DAY_MS },
  pauses: [],
  exposures: [],
  links: [],
  sessions: new Map(),
  orders: [],
  touches: [],
  carts: [],
};

function order(visitor: string, day: number, revenueMinor = 1000): TestOrder {
  const nobody = { customer: null, session: null };
  return { ...nobody, visitor, atMs: day * DAY_MS, revenueMinor, itemsMilli: 1000, rating: null, refunded: false };
}

const exposure = (unit: string, day: number, arm = 'variant') => ({ unit, arm, atMs: day * DAY_MS });

describe('buildTestUnits', () => {
  it('counts seven days from the first exposure, and only when they are over', () => {
    const { units, waiting } = buildTestUnits({
      ...FACTS,
      exposures: [exposure('v:a', 1), exposure('v:a', 3), exposure('v:late', 21.5)],
      orders: [order('a', 0.9), order('a', 1), order('a', 7.9), order('a', 8)],
    });
    expect(units).toHaveLength(1);
    expect(units[0]).toMatchObject({ enteredMs: DAY_MS, orders: 2, revenueMinor: 2000 });
    expect(waiting).toBe(1);
  });

  it('paused days leave the analysis: who entered in them, and what was ordered in them', () => {
    const { units } = buildTestUnits({
      ...FACTS,
      pauses: [{ fromMs: 3 * DAY_MS, toMs: 5 * DAY_MS }],
      exposures: [exposure('v:a', 1), exposure('v:paused', 4), exposure('v:after', 4), exposure('v:after', 5)],
      // Of the visitor of day 1: day 2 counts, day 4 is paused, day 6 counts again.
      orders: [order('a', 2, 100), order('a', 4, 10), order('a', 6, 1), order('after', 5, 7)],
    });
    expect(units.map(({ enteredMs, revenueMinor }) => [enteredMs / DAY_MS, revenueMinor])).toEqual([
      [1, 101],
      [5, 7],
    ]);
  });

  it('drops who was seen in both arms, under whatever names, and sessions without consent', () => {
    const found = buildTestUnits({
      ...FACTS,
      exposures: [exposure('v:a', 1), exposure('c:7', 2, 'control'), exposure('s:x', 1), exposure('v:b', 1)],
      links: [['v:a', 'c:7']],
    });
    expect(found).toMatchObject({ bothArms: 1, waiting: 0 });
    expect(found.units).toHaveLength(1);
  });

  it('clicks and dismissals count within the seven days', () => {
    const touch = (type: 'click' | 'dismiss', day: number) => ({ unit: 'v:a', type, atMs: day * DAY_MS });
    const found = buildTestUnits({
      ...FACTS,
      exposures: [exposure('v:a', 1)],
      touches: [touch('click', 2), touch('dismiss', 9)],
    });
    expect(found.units[0]).toMatchObject({ clicked: true, dismissed: false });
  });
});

describe('sumTestUnits', () => {
  it('sums what each metric takes from a unit, by arm and day of entry', () => {
    const { units } = buildTestUnits({
      ...FACTS,
      exposures: [exposure('v:a', 1), exposure('v:b', 1), exposure('v:c', 1)],
      orders: [
        { ...order('a', 1, 500), rating: 5 },
        { ...order('a', 2, 300), refunded: true, rating: 2 },
        order('b', 1, 200),
      ],
    });
    const [day] = sumTestUnits(units, () => '2026-03-02');
    // a: 800, one of two orders refunded, rating (5 + 2) / 2; b: 200; c: nothing. The cap is no less than the 95th of the
    // buyers: 200 + .95 x 600 = 770; the 99th of all three: position 1.98, 200 + .98 x 600 = 788.
    expect(day).toMatchObject({ day: '2026-03-02', arm: 'variant', units: 3 });
    expect(day?.metrics.revenue_per_visitor?.sum).toBeCloseTo(788 + 200, 9);
    expect(day?.metrics.conversion).toEqual({ n: 3, sum: 2, sumOfSquares: 2 });
    expect(day?.metrics.refund_rate).toEqual({ n: 2, sum: 1, sumOfSquares: 1 });
    expect(day?.metrics.order_rating).toEqual({ n: 1, sum: 3.5, sumOfSquares: 12.25 });
  });
});
