import { describe, expect, it } from 'vitest';
import { HourCounts, WEEKDAY_ITEM_LIMIT } from './hour-counts.ts';

describe('HourCounts', () => {
  it('counts an order around its hour of the day and of the week', () => {
    const hours = new HourCounts(3);
    hours.add([0, 2], 24 + 13);
    hours.add([2], 13);
    hours.add([2], 14);
    expect([hours.orders, hours.ordersWith(0), hours.ordersWith(2), hours.ordersWith(9)]).toEqual([3, 1, 3, 0]);
    // Item 2 at 13: Monday 1, Tuesday 1, and half of Monday 14.
    expect([hours.aroundHourOfDay(2, 13), hours.aroundHourOfWeek(2, 13), hours.aroundHourOfWeek(2, 37)]).toEqual([
      2.5, 1.5, 1,
    ]);
    expect([hours.ordersAroundHourOfDay(14), hours.ordersAroundHourOfWeek(14)]).toEqual([2, 1.5]);
    expect([hours.aroundHourOfDay(1, 13), hours.aroundHourOfDay(9, 13)]).toEqual([0, 0]);
    // The hours themselves, without their neighbours.
    expect([hours.inHourOfDay(2, 13), hours.inHourOfDay(2, 14), hours.inHourOfDay(9, 13)]).toEqual([2, 1, 0]);
    expect([hours.inHourOfWeek(2, 13), hours.inHourOfWeek(2, 37), hours.inHourOfWeek(9, 13)]).toEqual([1, 1, 0]);
    expect([13, 14, 37, 38].map((hour) => hours.ordersInHourOfWeek(hour))).toEqual([1, 1, 1, 0]);
    hours.remove([2], 13);
    expect([hours.orders, hours.aroundHourOfDay(2, 13), hours.aroundHourOfWeek(2, 13)]).toEqual([2, 1.5, 0.5]);
  });

  it('reads hours on a circle, each item its own', () => {
    const hours = new HourCounts(3);
    hours.add([1], 167);
    expect([hours.aroundHourOfDay(1, 0), hours.aroundHourOfWeek(1, 0), hours.ordersAroundHourOfWeek(0)]).toEqual([
      0.5, 0.5, 0.5,
    ]);
    expect([hours.aroundHourOfDay(2, 0), hours.aroundHourOfWeek(2, 0)]).toEqual([0, 0]);
    hours.add([1], 0);
    expect([hours.aroundHourOfDay(1, 23), hours.aroundHourOfWeek(1, 167)]).toEqual([1.5, 1.5]);
    expect([hours.aroundHourOfDay(0, 23), hours.aroundHourOfWeek(0, 167)]).toEqual([0, 0]);
  });

  it('forgets the weekdays above its limit and keeps the hours of the day', () => {
    const hours = new HourCounts(WEEKDAY_ITEM_LIMIT);
    hours.add([7], 37);
    expect(hours.hasWeekdays).toBe(true);
    hours.growTo(WEEKDAY_ITEM_LIMIT + 1);
    hours.add([WEEKDAY_ITEM_LIMIT], 37);
    expect(hours.hasWeekdays).toBe(false);
    expect([hours.aroundHourOfDay(7, 13), hours.aroundHourOfDay(WEEKDAY_ITEM_LIMIT, 13)]).toEqual([1, 1]);
    expect([hours.aroundHourOfWeek(7, 37), hours.ordersAroundHourOfWeek(37)]).toEqual([0, 2]);
    expect([hours.inHourOfDay(7, 13), hours.inHourOfWeek(7, 37), hours.ordersInHourOfWeek(37)]).toEqual([1, 0, 2]);
  });
});
