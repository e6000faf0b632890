import { createTimeZone, type TimeZone } from '../../engine/calendar/time-zone.ts';

const TIME =
  /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(?<fraction>\d+))?)?(?<offset>Z|(?<sign>[+-])(?<hours>\d{2}):?(?<minutes>\d{2}))?$/;
const UTC = createTimeZone('UTC');
const MINUTE_MS = 60_000;
const MOST_OFFSET_MINUTES = 18 * 60;
/** Clocks go wrong by hours, and zones by a day; what lies further ahead is a typing error. */
const MOST_AHEAD_MS = 24 * 60 * MINUTE_MS;
/** Nobody sold anything to this program before, or will after. */
const [FIRST_YEAR, LAST_YEAR] = [1970, 2199];

/** The latest moment at which an order that is known now may have been made. */
export function latestOrderMs(now: Date): number {
  return now.getTime() + MOST_AHEAD_MS;
}

/**
 * The instant that an order's time names: with an offset it is exact, without one it is the store's local time
 * (Temporal's `compatible` rule where clocks change). Fractions of a second are kept to the millisecond.
 *
 * @throws RangeError when it is no time, when the day or the offset does not exist, or outside 1970 to 2199.
 */
export function parseOrderTime(text: string, zone: TimeZone): number {
  const match = TIME.exec(text);
  if (!match) throw new RangeError(`${JSON.stringify(text)} is not an ISO 8601 time.`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (year < FIRST_YEAR || year > LAST_YEAR) {
    throw new RangeError(`${JSON.stringify(text)} lies outside the years ${FIRST_YEAR} to ${LAST_YEAR}.`);
  }
  const local = { year, month, day, hour, minute, second };
  const { fraction = '', offset, ...offsetParts } = match.groups ?? {};
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (offset === undefined) return zone.instantOf(local) + milliseconds;
  return UTC.instantOf(local) - offsetMinutes(offset, offsetParts) * MINUTE_MS + milliseconds;
}

function offsetMinutes(offset: string, { sign, hours = '0', minutes = '0' }: RegExpGroups): number {
  const total = Number(hours) * 60 + Number(minutes);
  if (Number(minutes) < 60 && total <= MOST_OFFSET_MINUTES) return sign === '-' ? -total : total;
  throw new RangeError(`There is no offset ${offset}.`);
}

type RegExpGroups = Readonly<Record<string, string | undefined>>;
