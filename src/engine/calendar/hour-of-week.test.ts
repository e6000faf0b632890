import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { hourOfWeekAt } from './hour-of-week.ts';
import { createTimeZone } from './time-zone.ts';

describe('hourOfWeekAt', () => {
  it('counts from Monday 00 of the local calendar', () => {
    const utc = createTimeZone('UTC');
    expect(hourOfWeekAt(Date.parse('2026-11-16T00:00:00Z'), utc)).toBe(0);
    expect(hourOfWeekAt(Date.parse('2026-11-22T23:59:59.999Z'), utc)).toBe(167);
    // Sunday 22:30 UTC is Monday 04:00 in Kolkata (UTC+5:30).
    expect(hourOfWeekAt(Date.parse('2026-11-22T22:30:00Z'), createTimeZone('Asia/Kolkata'))).toBe(4);
  });

  it('agrees with Temporal', () => {
    const zones = ['Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Pacific/Chatham'].map(createTimeZone);
    const instant = fc.integer({ min: Date.UTC(1950, 0, 1), max: Date.UTC(2035, 0, 1) });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instant, (zone, ms) => {
        const clock = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone.name);
        expect(hourOfWeekAt(ms, zone)).toBe(24 * (clock.dayOfWeek - 1) + clock.hour);
      }),
      { seed: 19, numRuns: 1000 },
    );
  });
});
