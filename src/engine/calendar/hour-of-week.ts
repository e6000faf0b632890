import type { TimeZone } from './time-zone.ts';

/** Hours of a week: the number of values of an hour of the week. */
export const HOURS_PER_WEEK = 168;

const HOUR_MS = 3_600_000;
/** Thursday 00: the hour of the week at which local time 0 (1970-01-01T00:00) lies. */
const EPOCH_HOUR_OF_WEEK = 72;

/**
 * Hour of the week that a zone's clocks show at an instant: 0 = Monday 00:00-00:59 .. 167 = Sunday 23:00-23:59, by the
 * local calendar (not the business day): 24 x (weekday - 1) + hour.
 *
 * @param instantMs - milliseconds since 1970-01-01T00:00Z.
 * @throws RangeError outside the years 1 to 9999.
 *
 * @example
 * hourOfWeekAt(0, createTimeZone('UTC')) // => 72
 * hourOfWeekAt(Date.UTC(2026, 10, 23, 0, 30), createTimeZone('Europe/Paris')) // => 1
 */
export function hourOfWeekAt(instantMs: number, zone: TimeZone): number {
  const localHour = Math.floor((instantMs + zone.offsetMsAt(instantMs)) / HOUR_MS);
  const hour = (localHour + EPOCH_HOUR_OF_WEEK) % HOURS_PER_WEEK;
  return hour < 0 ? hour + HOURS_PER_WEEK : hour;
}
