import { type DayRange, daysOfRange } from '../../contract/day-range.ts';
import { AppError } from '../../contract/error-registry.ts';
import { addDays, daysBetween } from '../../engine/calendar/business-day.ts';
import type { DaySpan } from '../../storage/queries/rollup-sums.ts';

/**
 * The business days that a question names.
 *
 * @example
 * spanOfRange({ days: 7 }, { today: '2026-03-09', mostDays: 366 }) // => { from: '2026-03-03', to: '2026-03-09' }
 * spanOfRange({ from: '2026-03-01' }, { today: '2026-03-09', mostDays: 366 }) // => { from: '2026-03-01', to: '2026-03-09' }
 * @throws AppError `invalid_request` for days that are still to come, or too many.
 */
export function spanOfRange(range: DayRange, { today, mostDays }: { today: string; mostDays: number }): DaySpan {
  if (range.from === undefined) return { from: addDays(today, 1 - daysOfRange(range)), to: today };
  const { from, to = today } = range;
  if (from > today || to > today) {
    const [field, day] = from > today ? ['from', from] : ['to', to];
    throw new AppError('invalid_request', {
      detail: `${field} is ${day}, which is still to come: the store’s day is ${today}.`,
      hint: 'Choose a day up to today, or leave to out.',
    });
  }
  const days = daysBetween(from, to) + 1;
  if (days <= mostDays) return { from, to };
  throw new AppError('invalid_request', {
    detail: `From ${from} to ${to} are ${days} days: expected at most ${mostDays}.`,
    hint: `Begin on ${addDays(to, 1 - mostDays)} or later.`,
  });
}

/**
 * Spans that hold every day of the given ones once, in order.
 *
 * @example
 * mergeSpans([{ from: '2026-03-05', to: '2026-03-09' }, { from: '2026-03-01', to: '2026-03-05' }]) // => [{ from: '2026-03-01', to: '2026-03-09' }]
 */
export function mergeSpans(spans: readonly DaySpan[]): DaySpan[] {
  const merged: DaySpan[] = [];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = merged.at(-1);
    if (last === undefined || span.from > addDays(last.to, 1)) merged.push(span);
    else merged[merged.length - 1] = { from: last.from, to: laterOf(last.to, span.to) };
  }
  return merged;
}

/** Days as texts are in the order of time. */
function laterOf(one: string, other: string): string {
  return [one, other].sort().at(-1) ?? one;
}
