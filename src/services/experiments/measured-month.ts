import { addDays, businessDayRange } from '../../engine/calendar/business-day.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import { monthOf } from '../../engine/calendar/month.ts';
import { evaluateHoldOut } from '../../engine/experiment/incremental/evaluate-hold-out.ts';
import { measureKappa } from '../../engine/experiment/incremental/hold-out-kappa.ts';
import { type Interval, intervalAround } from '../../engine/experiment/interval.ts';
import { normalQuantile } from '../../engine/statistics/normal-distribution.ts';
import type { StoreScope } from '../../storage/database.ts';
import { sumAttributed } from '../../storage/queries/revenue-estimates.ts';
import type { StoreRow } from '../../storage/queries/stores.ts';
import { type ClosedWeeksTotal, toHoldOutWeek } from './closed-weeks.ts';
import { CLOSING_MS } from './rebuild-weeks.ts';
import { calendarOf } from './store-week.ts';

/** What a month was measured to bring. Money in minor units. */
export interface MeasuredMonth {
  /** `open`: a week of it is not closed yet; `not measured`: too few visitors were held out in it. */
  readonly status: 'open' | 'measured' | 'not measured';
  readonly attributedMinor: number;
  /** Null unless measured. */
  readonly extraMinor: number | null;
  readonly interval: Interval | null;
}

/**
 * What suggestions brought in a calendar month: the ledger's sum over its days, exact, times kappa as the hold-out of the
 * weeks that lie in it says by itself. Weeks do not add up to months; kappa carries them over.
 */
export async function measureMonth(
  scope: StoreScope,
  { store, month, total, now }: { store: StoreRow; month: string; total: ClosedWeeksTotal; now: Date },
): Promise<MeasuredMonth> {
  const [first, last] = monthOf(month);
  const attributedMinor = await sumAttributed(scope, { from: first, to: last });
  const nothing = { attributedMinor, extraMinor: null, interval: null };
  const [, weekEndMs] = businessDayRange(addDays(isoWeekStart(isoWeekOf(last)), 6), calendarOf(store));
  if (now.getTime() < weekEndMs + CLOSING_MS) return { status: 'open', ...nothing };
  const within = total.counted.filter(({ isoWeek }) => isoWeek >= isoWeekOf(first) && isoWeek <= isoWeekOf(last));
  const held = evaluateHoldOut(within.map((week) => toHoldOutWeek(week.isoWeek, week.figures.capped)));
  const kappa = measureKappa(within.map(({ figures }) => figures.capped));
  if (held === null || held.status === 'collecting' || kappa === null) return { status: 'not measured', ...nothing };
  const extraMinor = attributedMinor * kappa.kappa;
  const reach = normalQuantile(0.975) * Math.abs(attributedMinor) * kappa.standardError;
  return { status: 'measured', attributedMinor, extraMinor, interval: intervalAround(extraMinor, reach) };
}
