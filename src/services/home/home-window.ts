import { addDays, businessDayAt, businessDayRange } from '../../engine/calendar/business-day.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import type { DaySpan } from '../../storage/queries/rollup-sums.ts';
import { calendarOf, type StoreClock } from '../experiments/store-week.ts';

const WEEK_DAYS = 7;
const USUAL_DAY_MS = 86_400_000;

/** The days that a home page is about. */
export interface HomeWindow {
  readonly days: number;
  readonly today: string;
  readonly span: DaySpan;
  /** As many days before, that begin on the same weekday. */
  readonly compared: DaySpan;
  /** This ISO week up to today. */
  readonly week: { readonly isoWeek: string; readonly span: DaySpan };
}

/**
 * The last `days` business days of a store, today among them, and the days that they are compared with: moved back by whole
 * weeks, as few as it takes for the two not to overlap, so that weekday stands against weekday.
 */
export function homeWindow(store: StoreClock, { days, nowMs }: { days: number; nowMs: number }): HomeWindow {
  const today = businessDayAt(nowMs, calendarOf(store));
  const from = addDays(today, 1 - days);
  const back = -WEEK_DAYS * Math.ceil(days / WEEK_DAYS);
  const isoWeek = isoWeekOf(today);
  return {
    days,
    today,
    span: { from, to: today },
    compared: { from: addDays(from, back), to: addDays(today, back) },
    week: { isoWeek, span: { from: isoWeekStart(isoWeek), to: today } },
  };
}

/** Every day of a span. */
export function daysOf({ from, to }: DaySpan): string[] {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** True for a day of 23 or 25 hours. */
export function hasClockChange(store: StoreClock, day: string): boolean {
  const [start, end] = businessDayRange(day, calendarOf(store));
  return end - start !== USUAL_DAY_MS;
}
