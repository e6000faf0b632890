import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HabitOrder, habitWeight, SalesHours } from './sales-hours.ts';

const DAY_MS = 86_400_000;
const ITEMS = 3;

function fill(hours: SalesHours, orders: readonly HabitOrder[]): SalesHours {
  for (const order of orders) hours.add(order);
  return hours;
}

const orderOf = (day: number, basket: number[], hourOfWeek = 12) => ({ timeMs: day * DAY_MS, basket, hourOfWeek });

describe('SalesHours', () => {
  it('counts half what is 240 days old', () => {
    const late = [orderOf(240, [0]), orderOf(240, [0]), ...[1, 2, 3].map(() => orderOf(240, [1], 100))];
    const hours = fill(new SalesHours(ITEMS), [orderOf(0, [0]), orderOf(0, [0]), ...late]);
    // In orders of day 240: 2 + 2 / 2 = 3 with item 0, all around Monday 12, of 3 + 3: expected 3 / 6 x 3. No other day has noon.
    expect(hours.habitAt({ item: 0, hourOfWeek: 12 })).toEqual({ observed: 3, expected: 1.5, otherDays: 1 });
    // Tuesday 13 has half of Monday's noon on other days: 1.5 with the item, expected .75; (1.5 + 5) / (.75 + 5).
    expect(hours.habitAt({ item: 0, hourOfWeek: 37 })).toEqual({ observed: 0, expected: 0, otherDays: 6.5 / 5.75 });
  });

  it('counts small orders for more, in orders of the mean size', () => {
    const hours = fill(new SalesHours(4), [orderOf(0, [0]), orderOf(0, [0, 1, 2, 3])]);
    // 64 + 32 in orders of (64 + 32) / 2 = 48: item 0 in both, 2; item 1 in the large one, 2/3, as expected from 1/3 of 2.
    expect(hours.habitAt({ item: 0, hourOfWeek: 12 })).toMatchObject({ observed: 2, expected: 2 });
    const { observed, expected } = hours.habitAt({ item: 1, hourOfWeek: 12 });
    expect(observed).toBeCloseTo(2 / 3, 12);
    expect(expected).toBeCloseTo(2 / 3, 12);
  });

  it('says nothing without orders', () => {
    const nothing = { observed: 0, expected: 0, otherDays: 1 };
    const hours = new SalesHours(1);
    expect(hours.habitAt({ item: 0, hourOfWeek: 12 })).toEqual(nothing);
    hours.add(orderOf(5, [0]));
    hours.remove(orderOf(5, [0]));
    expect(hours.habitAt({ item: 0, hourOfWeek: 12 })).toEqual(nothing);
  });

  it('is the same after adding and removing as after adding only the rest, over ten years', () => {
    const order = fc.record({
      timeMs: fc.integer({ min: 20_000, max: 23_650 }).map((day) => day * DAY_MS),
      basket: fc.subarray([0, 1, 2]),
      hourOfWeek: fc.constantFrom(0, 12, 13, 36, 167),
      stays: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(order, { maxLength: 60 }), (orders) => {
        const changed = fill(new SalesHours(ITEMS), orders);
        for (const each of orders.filter(({ stays }) => !stays)) changed.remove(each);
        const rebuilt = fill(new SalesHours(ITEMS), orders.filter(({ stays }) => stays).reverse());
        for (const hourOfWeek of [0, 12, 36]) {
          const place = { item: 1, hourOfWeek };
          expect(changed.habitAt(place)).toEqual(rebuilt.habitAt(place));
        }
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});

describe('habitWeight', () => {
  it('grows with every day, before 1970 too', () => {
    // Day -1 is the last of the 240 days before: (240 + 239) / 2.
    expect([-240, -1, 0, 1].map(habitWeight)).toEqual([120, 239.5, 240, 241]);
  });
});
