import type { TimeZone } from '../calendar/time-zone.ts';

/** January to December: the New Year's resolutions 1.2, the holiday shopping of the last quarter 1.3. */
export const SEASON_FACTORS: readonly number[] = [1.2, 1.2, 1, 1, 1, 1, 1, 1, 1, 1.3, 1.3, 1.3];

/**
 * Factor of the season: that of the month on the store's calendar. It changes at midnight of the store's clocks, on the
 * calendar date, whatever the hour at which its business day begins.
 *
 * @param factors one for each month, January first
 * @example
 * seasonFactor(Date.UTC(2026, 9, 1), createTimeZone('UTC')) // => 1.3
 * seasonFactor(Date.UTC(2026, 9, 1) - 1, createTimeZone('UTC')) // => 1
 */
export function seasonFactor(nowMs: number, zone: TimeZone, { factors = SEASON_FACTORS } = {}): number {
  return factors[zone.wallClockAt(nowMs).month - 1] ?? 1;
}
