import { civilFromDays, daysFromCivil } from './civil-date.ts';

const DAY_PATTERN = /^(\d{4})-(\d\d)-(\d\d)$/;
const FIRST_EPOCH_DAY = daysFromCivil({ year: 1, month: 1, day: 1 });
const LAST_EPOCH_DAY = daysFromCivil({ year: 9999, month: 12, day: 31 });

/**
 * Days from 1970-01-01 to a day written 'YYYY-MM-DD'.
 *
 * @param day - a day of the years 0001 to 9999.
 * @throws RangeError when the text is not such a day, or the day does not exist (2023-02-29).
 *
 * @example
 * epochDayOf('1970-01-02') // => 1
 */
export function epochDayOf(day: string): number {
  const fields = DAY_PATTERN.exec(day);
  if (fields !== null) {
    const epochDay = daysFromCivil({ year: Number(fields[1]), month: Number(fields[2]), day: Number(fields[3]) });
    if (epochDay >= FIRST_EPOCH_DAY && epochDay <= LAST_EPOCH_DAY && dayOf(epochDay) === day) return epochDay;
  }
  throw new RangeError(`Cannot read day "${day}": expected an existing day as YYYY-MM-DD, such as "2026-11-21"`);
}

/**
 * The day that lies `epochDay` days after 1970-01-01, written 'YYYY-MM-DD': the inverse of {@link epochDayOf}.
 *
 * @param epochDay - a whole number of days.
 * @throws RangeError outside the years 0001 to 9999, and for a number that is not whole.
 *
 * @example
 * dayOf(-1) // => '1969-12-31'
 */
export function dayOf(epochDay: number): string {
  if (!Number.isInteger(epochDay) || epochDay < FIRST_EPOCH_DAY || epochDay > LAST_EPOCH_DAY) {
    throw new RangeError(`Cannot name day ${epochDay}: expected a whole number of days within the years 1 to 9999`);
  }
  const { year, month, day } = civilFromDays(epochDay);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
