import { addDays, businessDayAt, businessDayRange } from '../../engine/calendar/business-day.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import { zoneNamed } from '../catalog/stores.ts';

/** How a store divides time. */
export interface StoreClock {
  readonly time_zone: string;
  readonly business_day_cutoff_minutes: number;
}

/** A business week: from Monday's cut-off to the next one's. 167 or 169 hours where clocks change. */
export interface StoreWeek {
  /** Such as '2026-W47'. */
  readonly isoWeek: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The week that an instant belongs to, by its business day. */
export function storeWeekAt(store: StoreClock, instantMs: number): StoreWeek {
  return storeWeekNamed(store, isoWeekOf(businessDayAt(instantMs, calendarOf(store))));
}

/** The first instant of a week and of the next. @throws RangeError for a week that does not exist. */
export function storeWeekNamed(store: StoreClock, isoWeek: string): StoreWeek {
  const monday = isoWeekStart(isoWeek);
  const [startMs] = businessDayRange(monday, calendarOf(store));
  const [endMs] = businessDayRange(addDays(monday, 7), calendarOf(store));
  return { isoWeek, startMs, endMs };
}

/** The week so many weeks after another; before it where `weeks` is negative. */
export function weeksAfter(isoWeek: string, weeks: number): string {
  return isoWeekOf(addDays(isoWeekStart(isoWeek), 7 * weeks));
}

/** The business calendar of a store. */
export function calendarOf({ time_zone: name, business_day_cutoff_minutes: cutoffMinutes }: StoreClock) {
  return { zone: zoneNamed(name), cutoffMinutes };
}
