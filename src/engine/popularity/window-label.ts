import type { HourSpan } from './window-scan.ts';

const HOURS_PER_DAY = 24;
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

/**
 * A window in words, by the store's clocks: the weekday it begins on, its first hour, and the hour it ends at. 18-21 are
 * the three hours from 18:00 to 20:59.
 *
 * @param pattern - `weekly`: hours of the week, 0 = Monday 00; `daily`: hours of the day.
 *
 * @example
 * labelWindow('weekly', { start: 4 * 24 + 18, hours: 3 }) // => 'Friday 18-21'
 * labelWindow('weekly', { start: 6 * 24 + 22, hours: 4 }) // => 'Sunday 22-2'
 * labelWindow('daily', { start: 21, hours: 3 }) // => 'Every day 21-24'
 */
export function labelWindow(pattern: 'daily' | 'weekly', { start, hours }: HourSpan): string {
  const day = pattern === 'daily' ? 'Every day' : WEEKDAYS[Math.floor(start / HOURS_PER_DAY)];
  const from = start % HOURS_PER_DAY;
  return `${day} ${from}-${endHour({ start: from, hours })}`;
}

/**
 * The hour of the day at which a window ends, 1 to 24: midnight is 24.
 *
 * @example
 * endHour({ start: 18, hours: 3 }) // => 21
 * endHour({ start: 22, hours: 4 }) // => 2
 */
export function endHour({ start, hours }: HourSpan): number {
  return ((start + hours - 1) % HOURS_PER_DAY) + 1;
}
