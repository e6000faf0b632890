import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { createTimeZone, type LocalDateTime, type TimeZone } from './time-zone.ts';

const ZONE_NAMES = [
  'Europe/London',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Asia/Gaza',
  'Pacific/Apia',
  'UTC',
];
const FROM_MS = Date.UTC(1990, 0, 1);
const END_MS = Date.UTC(2036, 0, 1);

/** Instants of all changes of a zone's clocks from 1990 to 2035, as Temporal knows them. */
function changesOf(name: string): number[] {
  const changes: number[] = [];
  let at = Temporal.Instant.fromEpochMilliseconds(FROM_MS).toZonedDateTimeISO(name).getTimeZoneTransition('next');
  while (at !== null && at.epochMilliseconds < END_MS) {
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  return changes;
}

function expectSameClock(zone: TimeZone, instantMs: number): void {
  const wanted = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(zone.name);
  expect(zone.offsetMsAt(instantMs)).toBe(wanted.offsetNanoseconds / 1e6);
  expect(zone.wallClockAt(instantMs)).toEqual({ ...fieldsOf(wanted), weekday: wanted.dayOfWeek });
}

function expectSameInstant(zone: TimeZone, local: Temporal.PlainDateTime): void {
  const wanted = local.toZonedDateTime(zone.name, { disambiguation: 'compatible' });
  expect(zone.instantOf(fieldsOf(local))).toBe(wanted.epochMilliseconds);
}

function fieldsOf(at: Temporal.PlainDateTime | Temporal.ZonedDateTime): LocalDateTime {
  return { year: at.year, month: at.month, day: at.day, hour: at.hour, minute: at.minute, second: at.second };
}

describe.each(ZONE_NAMES)('createTimeZone(%j)', (name) => {
  const zone = createTimeZone(name);
  const changes = changesOf(name);

  it('shows the same clock as Temporal at any instant', () => {
    const instant = fc.integer({ min: FROM_MS, max: END_MS });
    fc.assert(
      fc.property(instant, (ms) => expectSameClock(zone, ms)),
      { seed: 13, numRuns: 400 },
    );
  });

  it('shows the same clock as Temporal around every change of clocks', () => {
    for (const change of changes) {
      for (const distance of [-3_600_000, -60_001, -1, 0, 1, 59_999, 900_000, 86_399_999]) {
        expectSameClock(zone, change + distance);
      }
    }
  });

  it('finds the same instant of a local time as Temporal, gaps and overlaps included', () => {
    const anywhere = fc.integer({ min: FROM_MS, max: END_MS - 1 });
    const nearChange = fc
      .tuple(fc.constantFrom(...changes, FROM_MS + 86_400_000), fc.integer({ min: -172_800, max: 172_800 }))
      .map(([change, seconds]) => change + seconds * 1000);
    fc.assert(
      fc.property(fc.oneof(anywhere, nearChange), (ms) => {
        const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC').toPlainDateTime();
        expectSameInstant(zone, local.round('second'));
      }),
      { seed: 14, numRuns: 600 },
    );
  });

  it('finds the same instant as Temporal at the edges and inside of every gap and overlap', () => {
    for (const change of changes) {
      for (const shownMs of [change + zone.offsetMsAt(change - 1), change + zone.offsetMsAt(change)]) {
        const local = Temporal.Instant.fromEpochMilliseconds(shownMs).toZonedDateTimeISO('UTC').toPlainDateTime();
        for (const seconds of [-900, -1, 0, 1, 900]) expectSameInstant(zone, local.add({ seconds }));
      }
    }
  });
});

describe('createTimeZone', () => {
  it('shifts a skipped time later and takes the first of a repeated one', () => {
    const newYork = createTimeZone('America/New_York');
    // 02:30 is skipped on 2024-03-10: 02:30 EST (UTC-5) = 07:30 UTC, when the clocks show 03:30.
    const skipped = { year: 2024, month: 3, day: 10, hour: 2, minute: 30, second: 0 };
    expect(newYork.instantOf(skipped)).toBe(Date.UTC(2024, 2, 10, 7, 30));
    // 01:30 occurs twice on 2024-11-03: first as EDT (UTC-4) = 05:30 UTC.
    const repeated = { year: 2024, month: 11, day: 3, hour: 1, minute: 30, second: 0 };
    expect(newYork.instantOf(repeated)).toBe(Date.UTC(2024, 10, 3, 5, 30));
  });

  it('knows offsets with seconds', () => {
    // Liberia kept its mean time until 1972: 44 minutes 30 seconds behind.
    expect(createTimeZone('Africa/Monrovia').offsetMsAt(0)).toBe(-(44 * 60 + 30) * 1000);
  });

  it('names an unknown zone and what is expected', () => {
    expect(() => createTimeZone('Europe/Lodnon')).toThrow(RangeError);
    expect(() => createTimeZone('Europe/Lodnon')).toThrow(/"Europe\/Lodnon".*expected an IANA name/);
  });

  it.each([Number.NaN, Infinity, -Infinity, Date.UTC(10_000, 0, 1)])('refuses the instant %d', (instantMs) => {
    expect(() => createTimeZone('UTC').offsetMsAt(instantMs)).toThrow('Cannot place instant');
  });

  it.each([{ month: 13 }, { day: 30 }, { hour: 24 }, { minute: 60 }, { second: -1 }, { year: 0 }, { hour: 1.5 }])(
    'refuses local times that do not exist: %j',
    (wrong) => {
      const local = { year: 2024, month: 2, day: 29, hour: 0, minute: 0, second: 0 };
      expect(createTimeZone('UTC').instantOf(local)).toBe(Date.UTC(2024, 1, 29));
      expect(() => createTimeZone('UTC').instantOf({ ...local, ...wrong })).toThrow('Cannot read local time');
    },
  );
});
