import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { civilFromDays, daysFromCivil, weekdayOf } from './civil-date.ts';

describe('civil dates', () => {
  it('counts days from 1970', () => {
    expect(daysFromCivil({ year: 1970, month: 1, day: 1 })).toBe(0);
    expect(daysFromCivil({ year: 1969, month: 12, day: 31 })).toBe(-1);
    // 30 years of 365 days, 7 leap days (1972 .. 1996), then 31 + 29 days of January and February 2000.
    expect(daysFromCivil({ year: 2000, month: 3, day: 1 })).toBe(30 * 365 + 7 + 60);
    expect(civilFromDays(-719_162)).toEqual({ year: 1, month: 1, day: 1 });
  });

  it('agrees with Temporal on every field', () => {
    const epochDay = fc.integer({ min: -719_162, max: 2_932_896 });
    fc.assert(
      fc.property(epochDay, (days) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days });
        const civil = { year: date.year, month: date.month, day: date.day };
        expect(civilFromDays(days)).toEqual(civil);
        expect(daysFromCivil(civil)).toBe(days);
        expect(weekdayOf(days)).toBe(date.dayOfWeek);
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});
