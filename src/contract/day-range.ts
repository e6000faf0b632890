import { z } from 'zod';

const day = z.iso.date('expected a day such as "2026-03-01"');
const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;

/** The days that a question is about: the last so many, or from a day to a day; nothing is 30 days. */
export interface DayRange {
  readonly days?: number | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The fields of {@link DayRange} in a query, of at most so many days. */
export function dayRangeFields(mostDays: number) {
  return {
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(mostDays)
      .optional()
      .describe(`The last so many days, today among them; ${USUAL_DAYS} unless days or from are given.`),
    from: day.optional().describe('First business day, instead of days.'),
    to: day.optional().describe(`Last business day, at most ${mostDays} days in all; left out: today.`),
  };
}

/** How many days a range has that does not begin with a day. */
export function daysOfRange({ days }: DayRange): number {
  return days ?? USUAL_DAYS;
}

/** Says what is wrong with a range as a whole: for `superRefine` of the query. */
export function refineDayRange(mostDays: number) {
  return ({ days, from, to }: DayRange, context: z.RefinementCtx): void => {
    const refuse = (field: keyof DayRange, message: string) =>
      context.addIssue({ code: 'custom', path: [field], message });
    if (days !== undefined && (from ?? to) !== undefined) refuse('days', 'expected days, or from and to, not both');
    else if (from === undefined && to !== undefined) refuse('from', 'expected a first day beside to');
    else if (from !== undefined && to !== undefined && from > to) refuse('to', `expected ${from} or a later day`);
    else if (countDays(from, to) > mostDays) refuse('from', `expected at most ${mostDays} days up to ${to}`);
  };
}

function countDays(from = '', to = ''): number {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return Number.isNaN(days) ? 0 : days;
}
