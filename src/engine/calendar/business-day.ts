import { dayOf, epochDayOf } from './calendar-day.ts';
import { DAY_MS } from './civil-date.ts';
import type { TimeZone } from './time-zone.ts';

const MINUTE_MS = 60_000;

/** How a store divides time into business days. */
export interface BusinessDayOptions {
  readonly zone: TimeZone;
  /** Minutes after local midnight at which a new day begins: 0-1439; 240 = 04:00 suits a restaurant, 0 a shop. */
  readonly cutoffMinutes: number;
}

/**
 * Business day of an instant, as 'YYYY-MM-DD': the local date of the store's wall clock moved back by the cut-off. With
 * a cut-off of 04:00 the clock's 03:59 belongs to yesterday and 04:00 to today, also on nights when the clocks change.
 *
 * A day that has begun does not end again: when the clocks go back across the cut-off, the repeated time stays in the
 * new day. So the days are intervals, those of {@link businessDayRange}.
 *
 * @param instantMs - milliseconds since 1970-01-01T00:00Z.
 * @throws RangeError when the cut-off is out of range or the instant outside the years 1 to 9999.
 *
 * @example
 * const store = { zone: createTimeZone('America/New_York'), cutoffMinutes: 240 };
 * businessDayAt(Date.parse('2024-03-10T07:30:00Z'), store) // => '2024-03-09'
 * businessDayAt(Date.parse('2024-03-10T08:30:00Z'), store) // => '2024-03-10'
 */
export function businessDayAt(instantMs: number, options: BusinessDayOptions): string {
  const { zone } = options;
  const cutoffMs = cutoffMsOf(options);
  const offset = zone.offsetMsAt(instantMs);
  const epochDay = Math.floor((instantMs + offset - cutoffMs) / DAY_MS);
  const wentBack = zone.offsetMsAt(instantMs - DAY_MS) > offset;
  if (wentBack && startOf(epochDay + 1, options) <= instantMs) return dayOf(epochDay + 1);
  return dayOf(epochDay);
}

/**
 * First instant of a business day and first instant of the next, both in milliseconds since 1970-01-01T00:00Z:
 * `businessDayAt(t) === day` exactly for start <= t < end. A day begins when its date and cut-off time have first been
 * reached on the wall clock; it lasts 23 or 25 hours around most changes of clocks, and a date that a place skips keeps
 * only the hours before the next date's cut-off (none when that is midnight).
 *
 * @param day - 'YYYY-MM-DD'.
 * @throws RangeError when the cut-off is out of range or the day does not exist.
 *
 * @example
 * const store = { zone: createTimeZone('UTC'), cutoffMinutes: 240 };
 * businessDayRange('1970-01-01', store) // => [14400000, 100800000]
 */
export function businessDayRange(day: string, options: BusinessDayOptions): [startMs: number, endMs: number] {
  const epochDay = epochDayOf(day);
  return [startOf(epochDay, options), startOf(epochDay + 1, options)];
}

/**
 * The day `n` days after a day (before it when n is negative), as 'YYYY-MM-DD'.
 *
 * @throws RangeError when the day does not exist or the result lies outside the years 1 to 9999.
 *
 * @example
 * addDays('2024-02-28', 2) // => '2024-03-01'
 */
export function addDays(day: string, n: number): string {
  return dayOf(epochDayOf(day) + n);
}

/**
 * Days from one day to another; negative when `to` is the earlier one.
 *
 * @throws RangeError when a day does not exist.
 *
 * @example
 * daysBetween('2024-02-28', '2024-03-01') // => 2
 */
export function daysBetween(from: string, to: string): number {
  return epochDayOf(to) - epochDayOf(from);
}

function startOf(epochDay: number, options: BusinessDayOptions): number {
  return firstInstantReaching(epochDay * DAY_MS + cutoffMsOf(options), options.zone);
}

/**
 * First instant at which the zone's clocks show `localMs` or more. The offsets a day before and after see both sides of
 * the only change of clocks near. When neither of them makes the clocks show `localMs`, it is skipped, and the first
 * instant to show more is the change itself, found by halving.
 */
function firstInstantReaching(localMs: number, zone: TimeZone): number {
  const offsetBefore = zone.offsetMsAt(localMs - DAY_MS);
  const offsetAfter = zone.offsetMsAt(localMs + DAY_MS);
  const underBefore = localMs - offsetBefore;
  if (zone.offsetMsAt(underBefore) === offsetBefore) return underBefore;
  const underAfter = localMs - offsetAfter;
  if (zone.offsetMsAt(underAfter) === offsetAfter) return underAfter;
  let [still, changed] = [underAfter, underBefore];
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2);
    if (zone.offsetMsAt(middle) === offsetBefore) still = middle;
    else changed = middle;
  }
  return changed;
}

function cutoffMsOf({ cutoffMinutes }: BusinessDayOptions): number {
  if (Number.isInteger(cutoffMinutes) && cutoffMinutes >= 0 && cutoffMinutes < 1440) return cutoffMinutes * MINUTE_MS;
  const wanted = 'expected whole minutes after midnight, 0 to 1439';
  throw new RangeError(`Cannot divide days with a cut-off of ${cutoffMinutes} minutes: ${wanted}`);
}
