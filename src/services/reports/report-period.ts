import type { PeriodKind } from '../../contract/report.ts';
import { addDays, businessDayAt, businessDayRange, daysBetween } from '../../engine/calendar/business-day.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import { CLOSING_MS } from '../experiments/rebuild-weeks.ts';
import { calendarOf, type StoreClock } from '../experiments/store-week.ts';

/** A week or a month of a store's business days. */
export interface ReportPeriod {
  readonly kind: PeriodKind;
  /** Its first business day, which names it: a Monday, or the first of a month. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** First instant, and first instant after it: a week has 167 or 169 hours where clocks change. */
  readonly startMs: number;
  readonly endMs: number;
}

/** Twenty years of weeks: no list is longer. */
const MOST_PERIODS = 1000;

/** The period that a business day belongs to. @throws RangeError for a day that does not exist. */
export function periodOf(store: StoreClock, { kind, day }: { kind: PeriodKind; day: string }): ReportPeriod {
  const firstDay = firstDayOf(kind, day);
  const next = firstDayAfter(kind, firstDay);
  const calendar = calendarOf(store);
  const [startMs] = businessDayRange(firstDay, calendar);
  const [endMs] = businessDayRange(next, calendar);
  return { kind, firstDay, lastDay: addDays(next, -1), startMs, endMs };
}

/** How a period is called: "2026-W47", "2026-11". */
export function nameOf({ kind, firstDay }: Pick<ReportPeriod, 'kind' | 'firstDay'>): string {
  return kind === 'weekly' ? isoWeekOf(firstDay) : firstDay.slice(0, 7);
}

/** The period before. */
export function periodBefore(store: StoreClock, { kind, firstDay }: ReportPeriod): ReportPeriod {
  return periodOf(store, { kind, day: addDays(firstDay, -1) });
}

/** A period is closed a day after its end: what guests did in its last hours has come in, and its figures are final. */
export function isClosedAt({ endMs }: ReportPeriod, nowMs: number): boolean {
  return nowMs >= endMs + CLOSING_MS;
}

/** The last period that is closed. */
export function lastClosedPeriod(
  store: StoreClock,
  { kind, nowMs }: { kind: PeriodKind; nowMs: number },
): ReportPeriod {
  const today = businessDayAt(nowMs, calendarOf(store));
  let period = periodOf(store, { kind, day: today });
  while (!isClosedAt(period, nowMs)) period = periodBefore(store, period);
  return period;
}

/** The closed periods from the one that holds `sinceMs` on, the newest first. */
export function listClosedPeriods(
  store: StoreClock,
  { kind, nowMs, sinceMs }: { kind: PeriodKind; nowMs: number; sinceMs: number },
): ReportPeriod[] {
  const periods: ReportPeriod[] = [];
  for (
    let period = lastClosedPeriod(store, { kind, nowMs });
    period.endMs > sinceMs && periods.length < MOST_PERIODS;
    period = periodBefore(store, period)
  ) {
    periods.push(period);
  }
  return periods;
}

/** The business days of a period. */
export function daysOf({ firstDay, lastDay }: ReportPeriod): string[] {
  return Array.from({ length: daysBetween(firstDay, lastDay) + 1 }, (_, index) => addDays(firstDay, index));
}

function firstDayOf(kind: PeriodKind, day: string): string {
  return kind === 'weekly' ? isoWeekStart(isoWeekOf(day)) : `${day.slice(0, 8)}01`;
}

function firstDayAfter(kind: PeriodKind, firstDay: string): string {
  return kind === 'weekly' ? addDays(firstDay, 7) : firstDayOf(kind, addDays(firstDay, 31));
}
