import { describe, expect, test } from 'vitest';
import { createTimeZone } from '../engine/calendar/time-zone.ts';
import { createRandom } from './random.ts';
import {
  arrivalRates,
  drawArrival,
  instantOfService,
  planServiceHours,
  summerOf,
  weekdayRate,
} from './restaurant-hours.ts';

const utc = createTimeZone('UTC');
const DAY_MS = 86_400_000;

/** Friday, 6 March 2026. */
const FRIDAY = Date.UTC(2026, 2, 6) / DAY_MS;

function planAt(hour: number, minute = 0, day = 6) {
  return planServiceHours(Date.UTC(2026, 2, day, hour, minute), utc);
}

describe('planServiceHours', () => {
  test('at dinner time: 11:30 to 23:00, Monday off', () => {
    expect(planAt(19)).toEqual({ lastDay: FRIDAY, closedWeekday: 1, opensMinute: 690, closesMinute: 1380 });
  });

  test('before 13:30 it opens early enough for the last two hours, by half hours', () => {
    // 9:10 - 2 h = 7:10, down to 7:00 = 420 minutes; 13:30 - 2 h = 11:30, as usual.
    expect(planAt(9, 10).opensMinute).toBe(420);
    expect(planAt(13, 30).opensMinute).toBe(690);
  });

  test('after 23:00 it closes later, and until 7:00 it is still the day before', () => {
    // 2:10 of the next day = 26 h 10 min = 1570 minutes, up to 26:30 = 1590.
    expect(planAt(23, 1).closesMinute).toBe(1410);
    expect(planAt(2, 10)).toMatchObject({ lastDay: FRIDAY - 1, opensMinute: 690, closesMinute: 1590 });
    expect(planAt(6, 59)).toMatchObject({ lastDay: FRIDAY - 1, closesMinute: 31 * 60 });
    expect(planAt(7, 0)).toMatchObject({ lastDay: FRIDAY, opensMinute: 300, closesMinute: 1380 });
  });

  test('on a Monday the day off is Tuesday', () => {
    expect(planAt(19, 0, 9).closedWeekday).toBe(2);
    expect(planAt(3, 0, 10).closedWeekday).toBe(2);
    expect(planAt(3, 0, 9).closedWeekday).toBe(1);
  });

  test('uses the local clock', () => {
    // 20:30 UTC is 4:30 of the next morning in Perth.
    const plan = planServiceHours(Date.UTC(2026, 2, 6, 20, 30), createTimeZone('Australia/Perth'));
    expect(plan).toMatchObject({ lastDay: FRIDAY, closesMinute: 28 * 60 + 30 });
  });
});

test.each([1, 2])('weekday rates average 1 over the open days (day off %d)', (closedWeekday) => {
  const hours = { ...planAt(19), closedWeekday };
  const rates = [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekdayRate(weekday, hours));
  expect(rates[closedWeekday - 1]).toBe(0);
  expect(rates.reduce((sum, rate) => sum + rate, 0) / 6).toBeCloseTo(1, 12);
  expect(rates.indexOf(Math.max(...rates))).toBe(5);
});

test('arrivals lie within the opening hours, most at lunch and dinner', () => {
  const hours = planAt(19);
  const rates = arrivalRates(5, hours);
  const random = createRandom(1);
  const seconds = Array.from({ length: 5000 }, () => drawArrival(random, rates, hours));
  expect(rates.length).toBe(46);
  expect(Math.min(...seconds)).toBeGreaterThanOrEqual(690 * 60);
  expect(Math.max(...seconds)).toBeLessThan(1380 * 60);
  const between = (from: number, to: number) => seconds.filter((s) => s >= from * 3600 && s < to * 3600).length / 5000;
  expect(between(12, 14)).toBeGreaterThan(0.2);
  expect(between(15, 17)).toBeLessThan(0.1);
  expect(between(18.5, 21.5)).toBeGreaterThan(0.45);
});

test('instantOfService goes on past midnight and by the local clock', () => {
  const berlin = createTimeZone('Europe/Berlin');
  // 25:30 of 6 March is 1:30 of 7 March, 0:30 UTC in winter.
  expect(instantOfService(berlin, { epochDay: FRIDAY, second: 25.5 * 3600 })).toBe(Date.UTC(2026, 2, 7, 0, 30));
  // 12:00 of 10 July is 10:00 UTC in summer.
  const july = Date.UTC(2026, 6, 10) / DAY_MS;
  expect(instantOfService(berlin, { epochDay: july, second: 12 * 3600 })).toBe(Date.UTC(2026, 6, 10, 10));
});

test('summer peaks in mid-July and is deepest half a year later', () => {
  // 16 July is day 197 of a common year.
  expect(summerOf(Date.UTC(2026, 6, 16) / DAY_MS)).toBe(1);
  expect(summerOf(Date.UTC(2026, 0, 15) / DAY_MS)).toBeLessThan(-0.999);
  expect(Math.abs(summerOf(Date.UTC(2026, 3, 16) / DAY_MS))).toBeLessThan(0.02);
});
