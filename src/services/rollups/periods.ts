import { addDays } from '../../engine/calendar/business-day.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import type { DaySpan } from '../../storage/queries/rollup-sums.ts';

/** How days are put together. */
export type PeriodName = 'daily' | 'weekly' | 'monthly';

const WEEK_DAYS = 7;

/**
 * The period that a day belongs to: the day itself, its ISO week (Monday to Sunday), or its month of the calendar.
 *
 * @example
 * periodOf('2026-02-10', 'weekly') // => { from: '2026-02-09', to: '2026-02-15' }
 * periodOf('2024-02-10', 'monthly') // => { from: '2024-02-01', to: '2024-02-29' }
 */
export function periodOf(day: string, period: PeriodName): DaySpan {
  if (period === 'daily') return { from: day, to: day };
  if (period === 'weekly') {
    const from = isoWeekStart(isoWeekOf(day));
    return { from, to: addDays(from, WEEK_DAYS - 1) };
  }
  const from = `${day.slice(0, 8)}01`;
  // The 28th and 4 days lie in the next month, whatever the month.
  const inNextMonth = addDays(`${day.slice(0, 8)}28`, 4);
  return { from, to: addDays(`${inNextMonth.slice(0, 8)}01`, -1) };
}

/** The periods that hold the days of a span, whole, in their order; at most `limit` and one. */
export function listPeriods(
  { from, to }: DaySpan,
  { period, limit }: { period: PeriodName; limit: number },
): DaySpan[] {
  const periods: DaySpan[] = [];
  for (let day = from; day <= to && periods.length <= limit; ) {
    const span = periodOf(day, period);
    periods.push(span);
    day = addDays(span.to, 1);
  }
  return periods;
}

/** The first day of so many periods that end with that of `day`. */
export function firstOfLast(day: string, { period, count }: { period: PeriodName; count: number }): string {
  let { from } = periodOf(day, period);
  for (let n = 1; n < count; n++) from = periodOf(addDays(from, -1), period).from;
  return from;
}
