import { addDays } from '../../engine/calendar/business-day.ts';
import { LOOK_BACK_DAYS } from './day-runs.ts';

/**
 * The days whose sums an event may change: its own, and those after it on which its place may have been counted as seen for
 * the first time. Days after today have no events yet.
 *
 * @param days - business days of events, in any order
 * @param today - the last day that may have events
 * @example
 * touchedDays(['2026-03-01'], '2026-03-02') // => ['2026-03-01', '2026-03-02']
 */
export function touchedDays(days: readonly string[], today: string): string[] {
  const touched = new Set<string>();
  for (const day of new Set(days)) {
    for (let n = 0; n <= LOOK_BACK_DAYS; n++) {
      const later = addDays(day, n);
      if (n === 0 || later <= today) touched.add(later);
    }
  }
  return [...touched].sort();
}
