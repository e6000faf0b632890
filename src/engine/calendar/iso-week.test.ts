import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays } from './business-day.ts';
import { isoWeekOf, isoWeekStart } from './iso-week.ts';

describe('isoWeekOf', () => {
  it.each([
    ['2026-11-21', '2026-W47'],
    ['2014-12-29', '2015-W01'],
    ['2015-12-31', '2015-W53'],
    ['2016-01-03', '2015-W53'],
    ['2016-01-04', '2016-W01'],
    ['2020-12-31', '2020-W53'],
    ['2021-01-03', '2020-W53'],
    ['2021-01-04', '2021-W01'],
    ['2022-01-02', '2021-W52'],
    ['2024-12-30', '2025-W01'],
    ['2024-03-09', '2024-W10'],
  ])('%s lies in %s', (day, week) => {
    expect(isoWeekOf(day)).toBe(week);
  });

  it('agrees with Temporal, and its Monday is isoWeekStart', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 30_000 }), (days) => {
        const date = Temporal.PlainDate.from('1995-06-01').add({ days });
        const week = isoWeekOf(date.toString());
        expect(week).toBe(`${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`);
        expect(isoWeekStart(week)).toBe(addDays(date.toString(), 1 - date.dayOfWeek));
      }),
      { seed: 18, numRuns: 1000 },
    );
  });

  it('refuses a day that does not exist', () => {
    expect(() => isoWeekOf('2021-02-29')).toThrow(RangeError);
  });
});

describe('isoWeekStart', () => {
  it.each([
    ['2026-W47', '2026-11-16'],
    ['2015-W01', '2014-12-29'],
    ['2015-W53', '2015-12-28'],
    ['2020-W53', '2020-12-28'],
    ['2021-W01', '2021-01-04'],
  ])('%s begins on %s', (week, day) => {
    expect(isoWeekStart(week)).toBe(day);
  });

  it.each(['2021-W53', '2021-W00', '2021-W54', '2021-47', '2021-W7', '0000-W10', ''])('refuses %j', (week) => {
    expect(() => isoWeekStart(week)).toThrow(`Cannot read week "${week}"`);
  });
});
