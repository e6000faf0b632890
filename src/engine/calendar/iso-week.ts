import { dayOf, epochDayOf } from './calendar-day.ts';
import { civilFromDays, daysFromCivil, weekdayOf } from './civil-date.ts';

const WEEK_PATTERN = /^(\d{4})-W(\d\d)$/;

/**
 * ISO 8601 week of a day, such as '2026-W47': weeks run Monday to Sunday and belong to the year of their Thursday, so
 * week 1 is the one with 4 January.
 *
 * @param day - 'YYYY-MM-DD'; give the business day to get the week of the books.
 * @throws RangeError when the day does not exist.
 *
 * @example
 * isoWeekOf('2021-01-03') // => '2020-W53'
 * isoWeekOf('2021-01-04') // => '2021-W01'
 */
export function isoWeekOf(day: string): string {
  const epochDay = epochDayOf(day);
  const thursday = epochDay - weekdayOf(epochDay) + 4;
  const { year } = civilFromDays(thursday);
  const week = Math.floor((thursday - daysFromCivil({ year, month: 1, day: 1 })) / 7) + 1;
  return `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;
}

/**
 * Monday of an ISO 8601 week, as 'YYYY-MM-DD'.
 *
 * @param week - such as '2026-W47'.
 * @throws RangeError when the text is not a week or the year has no such week (most years have no W53).
 *
 * @example
 * isoWeekStart('2026-W47') // => '2026-11-16'
 */
export function isoWeekStart(week: string): string {
  const fields = WEEK_PATTERN.exec(week);
  const year = Number(fields?.[1] ?? 0);
  if (year >= 1) {
    const fourthOfJanuary = daysFromCivil({ year, month: 1, day: 4 });
    const monday = fourthOfJanuary - weekdayOf(fourthOfJanuary) + 1 + 7 * (Number(fields?.[2]) - 1);
    const start = dayOf(monday);
    if (isoWeekOf(start) === week) return start;
  }
  throw new RangeError(`Cannot read week "${week}": expected an existing ISO week as YYYY-Www, such as "2026-W47"`);
}
