import { describe, expect, it } from 'vitest';
import { HourCounts, WEEKDAY_ITEM_LIMIT } from './hour-counts.ts';
import { hourLift, readHourHabit, weekdayLift } from './hour-lift.ts';

function addTimes(hours: HourCounts, times: number, [basket, hourOfWeek]: [number[], number]): void {
  for (let n = 0; n < times; n += 1) hours.add(basket, hourOfWeek);
}

/** Item 0 in 40 of 100 orders: 6 at Monday 12, 2 at Monday 13, 12 at Tuesday 12, 20 at Tuesday 20. */
function fillLunchItem(hours: HourCounts): HourCounts {
  addTimes(hours, 6, [[0], 12]);
  addTimes(hours, 4, [[], 12]);
  addTimes(hours, 2, [[0], 13]);
  addTimes(hours, 8, [[], 13]);
  addTimes(hours, 12, [[0], 36]);
  addTimes(hours, 8, [[], 36]);
  addTimes(hours, 20, [[0], 44]);
  addTimes(hours, 40, [[], 44]);
  return hours;
}

describe('hourLift', () => {
  it('is 1 without orders, and near 1 for an item that follows all orders', () => {
    const hours = new HourCounts(2);
    expect(hourLift(hours, { item: 0, hourOfWeek: 12 })).toBe(1);
    addTimes(hours, 5, [[0], 12]);
    addTimes(hours, 5, [[0], 50]);
    expect(hourLift(hours, { item: 0, hourOfWeek: 12 })).toBe(1);
    expect(hourLift(hours, { item: 1, hourOfWeek: 12 })).toBe(1);
  });

  it('shrinks the weekday towards the other weekdays, and those towards 1', () => {
    const hours = fillLunchItem(new HourCounts(1));
    // usual share 40 / 100 = .4. Monday 12, smoothed: 6 + 2 / 2 = 7 of 10 + 10 / 2 = 15 orders, expected .4 x 15 = 6.
    // Noon of any day: 18 + 2 / 2 = 19 of 30 + 10 / 2 = 35 orders; without Monday 12 of 20, expected .4 x 20 = 8.
    // Other days: (12 + 5) / (8 + 5) = 1.307692. Monday: (7 + 10 x 1.307692) / (6 + 10) = 1.254808.
    expect(hourLift(hours, { item: 0, hourOfWeek: 12 })).toBeCloseTo(1.254808, 6);
    // Sunday 12 has no orders: all of noon is "other days": (19 + 5) / (.4 x 35 + 5) = 1.263158.
    expect(hourLift(hours, { item: 0, hourOfWeek: 156 })).toBeCloseTo(24 / 19, 12);
    // Tuesday 20: nothing on other days, 20 of 60 orders: (20 + 10) / (24 + 10) = .882353.
    expect(hourLift(hours, { item: 0, hourOfWeek: 44 })).toBeCloseTo(30 / 34, 12);
  });

  it('departs from the other days as far as asked to', () => {
    const habit = readHourHabit(fillLunchItem(new HourCounts(1)), { item: 0, hourOfWeek: 12 });
    // As above: 7 of an expected 6 on Mondays, other days 17 / 13. With 2.5 orders (7 + 2.5 x 1.307692) / 8.5 = 1.208145.
    expect([habit.observed, habit.expected, habit.otherDays]).toEqual([7, 6, 17 / 13]);
    expect(weekdayLift(habit, 2.5)).toBeCloseTo(1.208145, 6);
    expect(weekdayLift(habit, 1e9)).toBeCloseTo(17 / 13, 6);
  });

  it('uses all days alike when weekdays are not told apart', () => {
    const hours = fillLunchItem(new HourCounts(WEEKDAY_ITEM_LIMIT + 1));
    expect(hourLift(hours, { item: 0, hourOfWeek: 12 })).toBeCloseTo(24 / 19, 12);
    expect(hourLift(hours, { item: 0, hourOfWeek: 36 })).toBeCloseTo(24 / 19, 12);
  });

  it('sees the neighbouring hour across midnight of Sunday', () => {
    const hours = new HourCounts(1);
    addTimes(hours, 10, [[0], 167]);
    addTimes(hours, 10, [[], 90]);
    // Monday 00: half of Sunday 23: 5 with the item, expected .5 x 5 = 2.5: (5 + 10) / (2.5 + 10) = 6/5.
    expect(hourLift(hours, { item: 0, hourOfWeek: 0 })).toBeCloseTo(6 / 5, 12);
  });
});
