import type { Home } from '../../contract/home.ts';
import { addDays, daysBetween } from '../../engine/calendar/business-day.ts';
import type { DaySpan } from '../../storage/queries/rollup-sums.ts';
import { type HomeSums, rateOf } from './home-sums.ts';
import { type MeasuredExtra, toldExtraOf } from './measured-extra.ts';

const FIRST_DAYS = 14;
const WEEK_DAYS = 7;
/** What was hoped for in the first weeks. Money in whole units of the currency. */
const [FEWEST_SHOWN, LEAST_EXTRA, MOST_EXTRA] = [20, 100, 500];

/** The first two weeks of a store, as far as they have come; null = no suggestion was seen yet. */
export function firstWeeksSpan(firstSeen: string | null, today: string): DaySpan | null {
  if (firstSeen === null) return null;
  const end = addDays(firstSeen, FIRST_DAYS - 1);
  return { from: firstSeen, to: end < today ? end : today };
}

/** The first two weeks beside what was hoped for. */
export function tellFirstWeeks(
  { span, sums, today }: { span: DaySpan | null; sums: HomeSums; today: string },
  { measured, minorPerUnit }: { measured: MeasuredExtra; minorPerUnit: number },
): Home['first_weeks'] {
  const days = span === null ? 0 : daysBetween(span.from, span.to) + 1;
  const extra = days === 0 ? null : toldExtraOf(sums.attributedMinor, measured);
  const weekly = (amount: number) => Math.round((amount * WEEK_DAYS) / days);
  const plain = { interval: null, badge: null };
  const targets = [
    rated('click_through_rate', rateOf(sums.clicked, sums.seen), { n: sums.seen, from: 0.1 }),
    rated('conversion_rate', rateOf(sums.purchased, sums.clicked), { n: sums.clicked, from: 0.05 }),
    {
      ...plain,
      id: 'shown_per_day' as const,
      unit: 'count' as const,
      value: rateOf(sums.seen, days),
      n: sums.seen,
      target: { from: FEWEST_SHOWN, to: null },
      met: days === 0 ? null : sums.seen / days >= FEWEST_SHOWN,
    },
    {
      id: 'extra_per_week' as const,
      unit: 'minor' as const,
      value: extra === null ? null : weekly(extra.estimate),
      interval: extra === null ? null : extra.interval.map(weekly),
      badge: measured.badge,
      n: measured.units,
      target: { from: LEAST_EXTRA * minorPerUnit, to: MOST_EXTRA * minorPerUnit },
      met: extra === null ? null : weekly(extra.estimate) >= LEAST_EXTRA * minorPerUnit,
    },
  ];
  return {
    start: span?.from ?? null,
    end: span === null ? null : addDays(span.from, FIRST_DAYS - 1),
    over: span !== null && addDays(span.from, FIRST_DAYS - 1) < today,
    targets,
  };
}

/** The hoped-for rates are to be exceeded. */
function rated(
  id: 'click_through_rate' | 'conversion_rate',
  value: number | null,
  { n, from }: { n: number; from: number },
): Home['first_weeks']['targets'][number] {
  const met = value === null ? null : value > from;
  return { id, unit: 'share', value, interval: null, badge: null, n, target: { from, to: null }, met };
}
