import { addDays, businessDayRange, daysBetween } from '../../engine/calendar/business-day.ts';
import type { DayRun } from '../../storage/queries/rollup-days.ts';
import { calendarOf, type StoreClock } from '../experiments/store-week.ts';

/** A place is one and the same for this many days: the token of its answer is good for a day, which touches three. */
export const LOOK_BACK_DAYS = 2;

/**
 * Days put together into runs without gaps, each with the instants at which its days begin.
 *
 * @param days - without repeats, in any order.
 */
export function dayRuns(store: StoreClock, days: readonly string[]): DayRun[] {
  const runs: string[][] = [];
  for (const day of [...days].sort()) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && daysBetween(last, day) === 1) runs.at(-1)?.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => toDayRun(store, run));
}

function toDayRun(store: StoreClock, days: readonly string[]): DayRun {
  const calendar = calendarOf(store);
  const startOf = (day: string) => new Date(businessDayRange(day, calendar)[0]);
  const [first = '', last = ''] = [days[0], days.at(-1)];
  return {
    days,
    bounds: [...days.map(startOf), startOf(addDays(last, 1))],
    lookBack: Array.from({ length: LOOK_BACK_DAYS }, (_, place) => startOf(addDays(first, place - LOOK_BACK_DAYS))),
  };
}
