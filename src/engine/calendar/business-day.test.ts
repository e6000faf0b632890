import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { addDays, businessDayAt, businessDayRange, daysBetween } from './business-day.ts';
import { createTimeZone, type TimeZone } from './time-zone.ts';

const ZONES = [
  'Europe/London',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'America/St_Johns',
  'America/Havana',
  'Pacific/Apia',
  'Asia/Kolkata',
].map(createTimeZone);

/** Instants within two days of a change of clocks when the zone has any, else anywhere. */
function instantsOf(zone: TimeZone): fc.Arbitrary<number> {
  const changes: number[] = [];
  let at = Temporal.Instant.from('1990-01-01T00:00Z').toZonedDateTimeISO(zone.name).getTimeZoneTransition('next');
  while (at !== null && at.year < 2036) {
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  const anywhere = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2036, 0, 1) });
  const distance = fc.oneof(
    fc.integer({ min: -172_800_000, max: 172_800_000 }),
    fc.integer({ min: -48, max: 48 }).map((quarters) => quarters * 900_000),
  );
  if (changes.length === 0) return anywhere;
  return fc.oneof(
    anywhere,
    fc.tuple(fc.constantFrom(...changes), distance).map(([change, ms]) => change + ms),
  );
}

/** A zone and an instant that matters there; the changes of its clocks are looked up once. */
const situation = fc.oneof(...ZONES.map((zone) => fc.tuple(fc.constant(zone), instantsOf(zone))));

describe('businessDayAt', () => {
  it.each([
    ['2024-03-10T07:30:00Z', 'America/New_York', 4, '2024-03-09'],
    ['2024-03-10T08:30:00Z', 'America/New_York', 4, '2024-03-10'],
    ['2024-11-03T05:30:00Z', 'America/New_York', 0, '2024-11-03'],
    ['2024-11-03T06:30:00Z', 'America/New_York', 0, '2024-11-03'],
    ['2024-12-30T02:00:00Z', 'Asia/Kolkata', 4, '2024-12-30'],
    ['2023-12-31T22:30:00Z', 'Europe/Paris', 4, '2023-12-31'],
    ['2024-06-01T01:00:00Z', 'Pacific/Auckland', 0, '2024-06-01'],
  ])('%s in %s with cut-off %i h is %s', (utc, zoneName, cutoffHour, day) => {
    const options = { zone: createTimeZone(zoneName), cutoffMinutes: cutoffHour * 60 };
    expect(businessDayAt(Date.parse(utc), options)).toBe(day);
  });

  it.each([
    // 2024-03-31 in London: 01:00 GMT becomes 02:00 BST, so 03:59 BST = 02:59 UTC.
    ['2024-03-31T02:59:59.999Z', '2024-03-30'],
    ['2024-03-31T03:00:00.000Z', '2024-03-31'],
    // 2024-10-27: 02:00 BST becomes 01:00 GMT, so 03:59 GMT = 03:59 UTC.
    ['2024-10-27T03:59:59.999Z', '2024-10-26'],
    ['2024-10-27T04:00:00.000Z', '2024-10-27'],
  ])("keeps the clock's 03:59 in yesterday when the clocks change (%s)", (utc, day) => {
    expect(businessDayAt(Date.parse(utc), { zone: createTimeZone('Europe/London'), cutoffMinutes: 240 })).toBe(day);
  });

  it('keeps a repeated cut-off in the day that has begun', () => {
    // 2024-11-03 in New York: 01:00-01:59 occurs as EDT (05:00 UTC on) and again as EST (06:00 UTC on).
    const options = { zone: createTimeZone('America/New_York'), cutoffMinutes: 90 };
    expect(businessDayAt(Date.parse('2024-11-03T05:29:59Z'), options)).toBe('2024-11-02');
    expect(businessDayAt(Date.parse('2024-11-03T05:30:00Z'), options)).toBe('2024-11-03');
    expect(businessDayAt(Date.parse('2024-11-03T06:10:00Z'), options)).toBe('2024-11-03');
  });

  it("is the wall clock's date minus the cut-off at every instant that is not in a repeated time", () => {
    fc.assert(
      fc.property(situation, fc.integer({ min: 0, max: 1439 }), ([zone, ms], cutoffMinutes) => {
        const clock = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone.name);
        const repeats = zone.offsetMsAt(ms - 86_400_000) > zone.offsetMsAt(ms);
        fc.pre(!repeats);
        const wanted = clock.toPlainDateTime().subtract({ minutes: cutoffMinutes }).toPlainDate().toString();
        expect(businessDayAt(ms, { zone, cutoffMinutes })).toBe(wanted);
      }),
      { seed: 15, numRuns: 1500 },
    );
  });

  it.each([-1, 1440, 0.5, Number.NaN])('refuses a cut-off of %d minutes', (cutoffMinutes) => {
    expect(() => businessDayAt(0, { zone: createTimeZone('UTC'), cutoffMinutes })).toThrow('cut-off');
  });
});

describe('businessDayRange', () => {
  const cutoff = fc.oneof(fc.constantFrom(0, 1, 30, 60, 90, 120, 150, 180, 240), fc.integer({ min: 0, max: 1439 }));

  it('holds an instant exactly when the instant has that business day', () => {
    fc.assert(
      fc.property(situation, cutoff, ([zone, ms], cutoffMinutes) => {
        const options = { zone, cutoffMinutes };
        const day = businessDayAt(ms, options);
        for (const other of [addDays(day, -1), day, addDays(day, 1)]) {
          const [start, end] = businessDayRange(other, options);
          expect(start <= ms && ms < end).toBe(other === day);
        }
      }),
      { seed: 16, numRuns: 1500 },
    );
  });

  it('begins and ends where the business day changes', () => {
    fc.assert(
      fc.property(situation, cutoff, ([zone, ms], cutoffMinutes) => {
        const options = { zone, cutoffMinutes };
        const day = businessDayAt(ms, options);
        const [start, end] = businessDayRange(day, options);
        expect([businessDayAt(start, options), businessDayAt(end - 1, options)]).toEqual([day, day]);
        expect(businessDayAt(start - 1, options) < day && businessDayAt(end, options) > day).toBe(true);
      }),
      { seed: 17, numRuns: 800 },
    );
  });

  it('lasts 23, 24 or 25 hours', () => {
    const options = { zone: createTimeZone('Europe/London'), cutoffMinutes: 240 };
    const hoursOf = (day: string): number => {
      const [start, end] = businessDayRange(day, options);
      return (end - start) / 3_600_000;
    };
    // The clocks change in the night before the cut-off, so the business day before has the odd hour.
    expect([hoursOf('2024-03-30'), hoursOf('2024-03-31'), hoursOf('2024-10-26')]).toEqual([23, 24, 25]);
  });

  it('begins at the change of clocks when the cut-off is skipped', () => {
    // New York skips 02:00-03:00 on 2024-03-10, at 07:00 UTC: the first time past 02:30 is 03:00 EDT.
    const options = { zone: createTimeZone('America/New_York'), cutoffMinutes: 150 };
    expect(businessDayRange('2024-03-10', options)[0]).toBe(Date.UTC(2024, 2, 10, 7));
  });

  it('keeps only the hours before the cut-off of a date that a place skips', () => {
    // Samoa crossed the date line: 2011-12-29 24:00 was 2011-12-31 00:00, whose hours before 04:00 count back a date.
    const zone = createTimeZone('Pacific/Apia');
    const hoursOf = (cutoffMinutes: number): number => {
      const [start, end] = businessDayRange('2011-12-30', { zone, cutoffMinutes });
      return (end - start) / 3_600_000;
    };
    expect([hoursOf(0), hoursOf(240)]).toEqual([0, 4]);
  });
});

describe('arithmetic of days', () => {
  it('adds and counts days over leap years and years', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2023-12-31', 1)).toBe('2024-01-01');
    expect(addDays('2024-01-01', -366)).toBe('2022-12-31');
    expect(daysBetween('2023-03-01', '2024-03-01')).toBe(366);
    expect(daysBetween('2024-03-01', '2023-03-01')).toBe(-366);
    expect(() => addDays('2023-02-29', 1)).toThrow(RangeError);
    expect(() => addDays('2023-02-28', 0.5)).toThrow(RangeError);
  });
});
