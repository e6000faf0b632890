import type { TimeZone } from '../../engine/calendar/time-zone.ts';

const LOCAL_TIME = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;

/**
 * The instant that an order's time names: with an offset it is exact, without one it is the store's local time
 * (Temporal's `compatible` rule where clocks change).
 *
 * @throws RangeError when the date does not exist, such as 2026-02-30.
 */
export function parseOrderTime(text: string, zone: TimeZone): number {
  const local = LOCAL_TIME.exec(text);
  if (local) {
    const [year, month, day, hour, minute, second = 0] = local.slice(1).map((part) => Number(part ?? 0));
    return zone.instantOf({
      year: Number(year),
      month: Number(month),
      day: Number(day),
      hour: Number(hour),
      minute: Number(minute),
      second,
    });
  }
  const instant = Date.parse(text.replace(' ', 'T'));
  if (Number.isNaN(instant)) throw new RangeError(`${JSON.stringify(text)} is not a time that exists.`);
  return instant;
}
