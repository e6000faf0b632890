import type { Store } from '../../contract/catalog.ts';

const MINUTE_MS = 60_000;

/**
 * The moment at which the clocks of a zone show a day and a time, as a `datetime-local` field has them; null for ''. In the
 * hour that clocks repeat it is the first of the two, in the hour that they skip the moment after the skip.
 *
 * @example
 * readStoreTime('2026-11-23T09:00', 'Asia/Kolkata') // => '2026-11-23T03:30:00.000Z'
 */
export function readStoreTime(text: string, timeZone: string): string | null {
  const wallMs = Date.parse(`${text}Z`);
  if (text === '' || Number.isNaN(wallMs)) return null;
  // The offset of a moment nearby may be another one than that of the moment itself: the second look settles it.
  const near = wallMs - offsetMs(wallMs, timeZone);
  const moments = [near, wallMs - offsetMs(near, timeZone), wallMs - offsetMs(near - 3_600_000, timeZone)];
  const exact = moments.filter((moment) => moment + offsetMs(moment, timeZone) === wallMs);
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...moments)).toISOString();
}

/**
 * The business day of a store at a moment, "2026-11-21": its clocks, moved back by the cut-off.
 *
 * @example
 * businessDayAt(Date.parse('2026-11-22T01:00:00Z'), { time_zone: 'Europe/Berlin', business_day_cutoff_minutes: 240 }) // => '2026-11-21'
 */
export function businessDayAt(
  momentMs: number,
  {
    time_zone: timeZone,
    business_day_cutoff_minutes: cutoffMinutes,
  }: Pick<Store, 'time_zone' | 'business_day_cutoff_minutes'>,
): string {
  return new Date(momentMs + offsetMs(momentMs, timeZone) - cutoffMinutes * MINUTE_MS).toISOString().slice(0, 10);
}

/** How far the clocks of a zone are ahead of UTC at a moment. */
function offsetMs(momentMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(momentMs);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return wall - Math.floor(momentMs / MINUTE_MS) * MINUTE_MS;
}
