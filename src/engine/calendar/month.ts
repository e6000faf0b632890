import { addDays } from './business-day.ts';

/**
 * First and last day of the month that a day lies in.
 *
 * @param day - 'YYYY-MM-DD'
 * @example
 * monthOf('2024-02-17') // => ['2024-02-01', '2024-02-29']
 */
export function monthOf(day: string): [first: string, last: string] {
  const first = `${day.slice(0, 7)}-01`;
  // 31 days on lie in the next month, whichever month it is.
  const next = `${addDays(first, 31).slice(0, 7)}-01`;
  return [first, addDays(next, -1)];
}
