import type { DayRange } from '../../contract/day-range.ts';
import { MOST_HOME_DAYS } from '../../contract/home.ts';
import { addDays, businessDayAt, businessDayRange, daysBetween } from '../../engine/calendar/business-day.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import type { DaySpan } from '../../storage/queries/rollup-sums.ts';
import { calendarOf, type StoreClock } from '../experiments/store-week.ts';
import { spanOfRange } from './span-of-range.ts';

const WEEK_DAYS = 7;
const USUAL_DAY_MS = 86_400_000;

/** The days that a home page is about. */
export interface HomeWindow {
  readonly days: number;
  readonly today: string;
  readonly span: DaySpan;
  /** The same as a query asks for it. */
  readonly asked: string;
  /** As many days before, that begin on the same weekday. */
  readonly compared: DaySpan;
  /** This ISO week up to today. */
  readonly week: { readonly isoWeek: string; readonly span: DaySpan };
}

/**
 * The business days of a store that are asked for, and the days that they are compared with: moved back by whole weeks, as
 * few as it takes for the two not to overlap, so that weekday stands against weekday.
 *
 * @throws AppError `invalid_request` for days that are still to come, or too many.
 */
export function homeWindow(store: StoreClock, { range, nowMs }: { range: DayRange; nowMs: number }): HomeWindow {
  const today = businessDayAt(nowMs, calendarOf(store));
  const span = spanOfRange(range, { today, mostDays: MOST_HOME_DAYS });
  const { from, to } = span;
  const days = daysBetween(from, to) + 1;
  const back = -WEEK_DAYS * Math.ceil(days / WEEK_DAYS);
  const isoWeek = isoWeekOf(today);
  return {
    days,
    today,
    span,
    asked: range.from === undefined ? `days=${days}` : `from=${from}&to=${to}`,
    compared: { from: addDays(from, back), to: addDays(to, back) },
    week: { isoWeek, span: { from: isoWeekStart(isoWeek), to: today } },
  };
}

/** Every day of a span. */
export function daysOf({ from, to }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/**
 * For a business day of 23 or 25 hours the day of the calendar on which clocks change, which is the next one where the day
 * goes on after midnight; null for all others.
 */
export function clockChangeOn(store: StoreClock, day: string): string | null {
  if (hasUsualLength(store, day)) return null;
  return hasUsualLength({ ...store, business_day_cutoff_minutes: 0 }, day) ? addDays(day, 1) : day;
}

function hasUsualLength(store: StoreClock, day: string): boolean {
  const [start, end] = businessDayRange(day, calendarOf(store));
  return end - start === USUAL_DAY_MS;
}
