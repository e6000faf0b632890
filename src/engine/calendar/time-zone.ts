import { civilFromDays, DAY_MS, daysFromCivil, weekdayOf } from './civil-date.ts';
import { OffsetCache, type OffsetLookup } from './offset-cache.ts';

/** What a calendar and a clock on the wall show: the Gregorian date and the time of day, to the second. */
export interface LocalDateTime {
  readonly year: number;
  /** 1 = January .. 12 = December. */
  readonly month: number;
  /** Day of the month, 1-31. */
  readonly day: number;
  /** 0-23. */
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A {@link LocalDateTime} with its weekday. */
export interface WallClock extends LocalDateTime {
  /** 1 = Monday .. 7 = Sunday. */
  readonly weekday: number;
}

/** A place's clocks, now and in the past. All instants are milliseconds since 1970-01-01T00:00Z, years 1 to 9999. */
export interface TimeZone {
  /** The name it was created with, such as 'Europe/London'. */
  readonly name: string;
  /** Local time minus UTC at an instant, in milliseconds. RangeError outside the years 1 to 9999. */
  offsetMsAt(instantMs: number): number;
  /** Date and time of day that the clocks show at an instant; fractions of a second are cut off. */
  wallClockAt(instantMs: number): WallClock;
  /**
   * The instant at which the clocks show a date and time: Temporal's "compatible" rule. A time that is skipped moves
   * later by the length of the gap, of a time that occurs twice the earlier one is meant. RangeError for fields that
   * are out of range.
   */
  instantOf(local: LocalDateTime): number;
}

const QUARTER_HOUR_MS = 900_000;
const FIRST_INSTANT_MS = daysFromCivil({ year: 1, month: 1, day: 1 }) * DAY_MS;
const END_INSTANT_MS = daysFromCivil({ year: 10_000, month: 1, day: 1 }) * DAY_MS;

/**
 * The clocks of an IANA time zone, fast enough for millions of instants: the offset is asked of `Intl` once per UTC day,
 * on days with a change of clocks once per quarter of an hour, and the calendar is arithmetic.
 *
 * Create one per zone and keep it: it owns the memory of the offsets (at most 75 kB).
 *
 * @param name - IANA name, such as 'Europe/London' or 'UTC'.
 * @throws RangeError when the zone is not known.
 *
 * @example
 * const zone = createTimeZone('Europe/London');
 * zone.offsetMsAt(Date.UTC(2026, 6, 1)) // => 3600000
 * zone.wallClockAt(Date.UTC(2026, 6, 1, 12, 30)).hour // => 13
 * zone.instantOf({ year: 1970, month: 1, day: 2, hour: 1, minute: 0, second: 0 }) // => 86400000
 */
export function createTimeZone(name: string): TimeZone {
  const exact = createOffsetLookup(name);
  const quarterHours = new OffsetCache(exact, { bucketMs: QUARTER_HOUR_MS, slots: 512 });
  const days = new OffsetCache((ms) => quarterHours.offsetMsAt(ms), { bucketMs: DAY_MS, slots: 4096 });
  const offsetMsAt = (instantMs: number): number => {
    requireInstant(instantMs);
    return days.offsetMsAt(instantMs);
  };
  return {
    name,
    offsetMsAt,
    wallClockAt: (instantMs) => wallClockOf(instantMs + offsetMsAt(instantMs)),
    instantOf: (local) => resolveCompatible(localMsOf(local), offsetMsAt),
  };
}

/** A date and time of day as milliseconds since 1970-01-01T00:00 of the same clock: instant + offset. */
function localMsOf({ year, month, day, hour, minute, second }: LocalDateTime): number {
  requireWithin([1, 9999], { year });
  requireWithin([1, 12], { month });
  requireWithin([1, daysInMonth(year, month)], { day });
  requireWithin([0, 23], { hour });
  requireWithin([0, 59], { minute, second });
  return daysFromCivil({ year, month, day }) * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000;
}

/** Asks `Intl` for every instant: about 2 microseconds each, hence the caches above it. */
function createOffsetLookup(name: string): OffsetLookup {
  const format = createOffsetFormat(name);
  return (instantMs) => {
    // The date before the offset cannot match: it has no colon and no sign in this locale.
    const fields = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(format.format(instantMs));
    if (fields === null) return 0;
    const seconds = Number(fields[2]) * 3600 + Number(fields[3]) * 60 + Number(fields[4] ?? 0);
    return fields[1] === '-' && seconds > 0 ? -seconds * 1000 : seconds * 1000;
  };
}

function createOffsetFormat(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch (cause) {
    const wanted = 'an IANA name such as "Europe/London", "America/New_York" or "UTC"';
    throw new RangeError(`Cannot use time zone "${timeZone}": it is not known here, expected ${wanted}`, { cause });
  }
}

function wallClockOf(localMs: number): WallClock {
  const epochDay = Math.floor(localMs / DAY_MS);
  const secondOfDay = Math.floor((localMs - epochDay * DAY_MS) / 1000);
  const { year, month, day } = civilFromDays(epochDay);
  return {
    year,
    month,
    day,
    hour: Math.floor(secondOfDay / 3600),
    minute: Math.floor(secondOfDay / 60) % 60,
    second: secondOfDay % 60,
    weekday: weekdayOf(epochDay),
  };
}

/**
 * Changes of clocks lie days apart, so a day before and a day after the local time (read as if it were UTC) see the
 * offsets on both sides of the only change that can matter. In a gap the earlier offset gives the later instant, in an
 * overlap the earlier instant: both times it is the one to try first.
 */
function resolveCompatible(localMs: number, offsetMsAt: OffsetLookup): number {
  const before = offsetMsAt(localMs - DAY_MS);
  const after = offsetMsAt(localMs + DAY_MS);
  const early = localMs - before;
  const late = localMs - after;
  const lateFits = offsetMsAt(late) === after;
  return offsetMsAt(early) !== before && lateFits ? late : early;
}

function daysInMonth(year: number, month: number): number {
  const next = month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
  return daysFromCivil(next) - daysFromCivil({ year, month, day: 1 });
}

function requireWithin(
  [lowest, highest]: readonly [number, number],
  fields: Partial<Record<keyof LocalDateTime, number>>,
): void {
  for (const [field, value] of Object.entries(fields)) {
    if (Number.isInteger(value) && value >= lowest && value <= highest) continue;
    const wanted = `expected a whole number from ${lowest} to ${highest}`;
    throw new RangeError(`Cannot read local time: ${field} is ${value}, ${wanted}`);
  }
}

function requireInstant(instantMs: number): void {
  if (instantMs >= FIRST_INSTANT_MS && instantMs < END_INSTANT_MS) return;
  const wanted = 'milliseconds since 1970-01-01T00:00Z within the years 1 to 9999';
  throw new RangeError(`Cannot place instant ${instantMs} on a clock: expected ${wanted}`);
}
