import { type CellFault, cellFault } from './cell-fault.ts';

/** A wall clock without zone: the store's zone turns it into an instant later. Month 1-12, day 1-31. */
export interface LocalTime {
  readonly kind: 'local';
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** A moment that needs no zone: milliseconds since 1970-01-01T00:00Z. */
export interface Instant {
  readonly kind: 'instant';
  readonly ms: number;
}

/** When an order was placed, as far as the file tells. */
export type OrderTime = LocalTime | Instant;

/** Which of the first two numbers of 03/04/2024 is the day. */
export type DateOrder = 'day-first' | 'month-first';

const NOT_A_DATE = cellFault('not_a_date', 'expected a date and time like 2024-05-31 18:30:00');
const NO_SUCH_DAY = cellFault('no_such_day', 'expected a day that exists in the calendar');
const NO_SUCH_TIME = cellFault('no_such_time', 'expected a time of day from 00:00:00 to 23:59:59');
const FAR_YEAR = cellFault('year_out_of_range', 'expected a year from 1970 to 2099');
const DIGITS = /^(?:\d{9,10}|\d{13})$/;
const DATE = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})(?:$|[T\s,]+)/i;
const CLOCK =
  /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AP])?\.?(?:M\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i;

interface ClockParts {
  readonly kind: 'clock';
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
  /** Minutes east of UTC, or null when the text names no zone. */
  readonly offsetMinutes: number | null;
}

const MIDNIGHT: ClockParts = { kind: 'clock', hour: 0, minute: 0, second: 0, millisecond: 0, offsetMinutes: null };

function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** Reads `YYYY-MM-DD[T ]HH:MM:SS`, the form of nearly every row, without a regular expression; null for any other. */
function readPlainIso(text: string): LocalTime | null {
  const separator = text.charCodeAt(10);
  if (text.length !== 19 || (separator !== 84 && separator !== 32)) return null;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return null;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const clockIsGood = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  const dateIsGood = year >= 1970 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  return clockIsGood && dateIsGood ? { kind: 'local', year, month, day, hour, minute, second } : null;
}

/**
 * Reads the date and time of an order. Empty text is null: nobody knows.
 *
 * Understood: ISO 8601 with T or space, with or without seconds, fraction, offset or Z; a date alone (00:00:00);
 * 31/12/2024 and 12/31/2024 (also with - or ., also with two-digit years) with an optional time and AM or PM; seconds or
 * milliseconds since 1970. A text with an offset is an instant, one without is the wall clock of the store.
 *
 * @example
 * readOrderTime('2024-05-31T18:30:00+02:00', 'day-first') // => { kind: 'instant', ms: 1717173000000 }
 */
export function readOrderTime(text: string, dateOrder: DateOrder): OrderTime | CellFault | null {
  if (text === '') return null;
  const plain = readPlainIso(text);
  if (plain !== null) return plain;
  if (text.length > 60) return NOT_A_DATE;
  if (DIGITS.test(text)) return { kind: 'instant', ms: text.length === 13 ? Number(text) : Number(text) * 1000 };
  const date = DATE.exec(text);
  if (date === null) return NOT_A_DATE;
  const clock = readClock(text.slice(date[0].length));
  if (clock.kind === 'fault') return clock;
  return buildOrderTime(readDateParts(date, dateOrder), clock);
}

function readDateParts(date: RegExpExecArray, dateOrder: DateOrder): { year: number; month: number; day: number } {
  const [first, second, third] = [Number(date[1]), Number(date[3]), Number(date[4])];
  if (date[1].length === 4) return { year: first, month: second, day: third };
  const year = date[4].length === 2 ? 2000 + third : third;
  // 31.12.2024: with points the day always comes first.
  const dayFirst = dateOrder === 'day-first' || date[2] === '.';
  return dayFirst ? { year, month: second, day: first } : { year, month: first, day: second };
}

function readClock(text: string): ClockParts | CellFault {
  if (text === '') return MIDNIGHT;
  const match = CLOCK.exec(text);
  if (match === null) return NOT_A_DATE;
  const minute = Number(match[2]);
  const second = Number(match[3] ?? 0);
  const hour = hourOfDay(Number(match[1]), match[5]);
  if (hour < 0 || hour > 23 || minute > 59 || second > 59) return NO_SUCH_TIME;
  const millisecond = Number((match[4] ?? '').slice(0, 3).padEnd(3, '0'));
  return { kind: 'clock', hour, minute, second, millisecond, offsetMinutes: readOffset(match[6]) };
}

function hourOfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return -1;
  return (hour % 12) + (half.toUpperCase() === 'P' ? 12 : 0);
}

function readOffset(zone: string | undefined): number | null {
  if (zone === undefined) return null;
  if (!/^[+-]/.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return zone[0] === '-' ? -minutes : minutes;
}

function buildOrderTime(date: { year: number; month: number; day: number }, clock: ClockParts): OrderTime | CellFault {
  const { year, month, day } = date;
  const { hour, minute, second } = clock;
  if (month < 1 || month > 12 || day < 1 || day > 31) return NO_SUCH_DAY;
  if (year < 1970 || year > 2099) return FAR_YEAR;
  const ms = Date.UTC(year, month - 1, day, hour, minute, second, clock.millisecond);
  if (new Date(ms).getUTCDate() !== day) return NO_SUCH_DAY;
  if (clock.offsetMinutes === null) return { kind: 'local', year, month, day, hour, minute, second };
  return { kind: 'instant', ms: ms - clock.offsetMinutes * 60_000 };
}

/**
 * A number that puts order times of one file in order: instants by their milliseconds, wall clocks as if they were UTC.
 *
 * @example
 * orderTimeRank({ kind: 'instant', ms: 42 }) // => 42
 */
export function orderTimeRank(time: OrderTime): number {
  if (time.kind === 'instant') return time.ms;
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

/**
 * What a text proves about the order of day and month: null when it is no such date or both readings are possible.
 *
 * @example
 * dateOrderEvidence('12/31/2024 18:30') // => "month-first"
 */
export function dateOrderEvidence(text: string): DateOrder | 'open' | null {
  const date = DATE.exec(text);
  if (date === null || date[1].length > 2 || date[2] === '.') return null;
  if (Number(date[1]) > 12) return 'day-first';
  return Number(date[3]) > 12 ? 'month-first' : 'open';
}

/**
 * The order of day and month that people of a locale write.
 *
 * @example
 * dateOrderOfLocale('en-US') // => "month-first"
 */
export function dateOrderOfLocale(locale: string): DateOrder {
  let parts: Intl.DateTimeFormatPart[] = [];
  try {
    parts = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone: 'UTC' }).formatToParts(new Date(0));
  } catch {
    // An unknown locale says nothing, and most of the world writes the day first.
    return 'day-first';
  }
  const order = parts.map((part) => part.type);
  return order.indexOf('month') < order.indexOf('day') ? 'month-first' : 'day-first';
}
