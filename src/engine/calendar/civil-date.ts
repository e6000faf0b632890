/** Milliseconds of a day without a change of clocks. */
export const DAY_MS = 86_400_000;

/** Year, month 1-12 and day of the month 1-31 of the Gregorian calendar. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/**
 * Days from 1970-01-01 to a date of the Gregorian calendar (negative before it).
 *
 * Source: Howard Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil). A year that starts in March
 * puts the leap day last, so a month starts floor((153 m + 2) / 5) days after its 1 March.
 *
 * @param date - an existing date; the fields are not checked.
 *
 * @example
 * daysFromCivil({ year: 1970, month: 1, day: 1 }) // => 0
 * daysFromCivil({ year: 2000, month: 3, day: 1 }) // => 11017
 */
export function daysFromCivil({ year, month, day }: CivilDate): number {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/**
 * The date of the Gregorian calendar that lies `epochDay` days after 1970-01-01: the inverse of {@link daysFromCivil}.
 *
 * Source: Howard Hinnant, "chrono-compatible low-level date algorithms" (civil_from_days).
 *
 * @param epochDay - a whole number of days, negative before 1970.
 *
 * @example
 * civilFromDays(11016) // => { year: 2000, month: 2, day: 29 }
 */
export function civilFromDays(epochDay: number): CivilDate {
  const shifted = epochDay + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/**
 * Weekday of a day as ISO 8601 numbers it: 1 = Monday .. 7 = Sunday. 1970-01-01 was a Thursday.
 *
 * @param epochDay - days since 1970-01-01.
 *
 * @example
 * weekdayOf(0) // => 4
 * weekdayOf(-4) // => 7
 */
export function weekdayOf(epochDay: number): number {
  const sinceMonday = (epochDay + 3) % 7;
  return (sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1;
}
