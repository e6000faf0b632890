import type { ReportExtra } from '../../contract/report.ts';
import { isoWeekOf } from '../../engine/calendar/iso-week.ts';
import { evaluateHoldOut } from '../../engine/experiment/incremental/evaluate-hold-out.ts';
import type { StoreScope } from '../../storage/database.ts';
import { listHoldOutResults } from '../../storage/queries/hold-out.ts';
import { type ClosedWeek, evaluateClosedWeeks, toHoldOutWeek } from '../experiments/closed-weeks.ts';
import { extraOf, readMeasuredExtra } from '../home/measured-extra.ts';
import type { ReportPeriod } from './report-period.ts';

const NOTHING = { estimate_minor: null, interval_minor: null } as const;

/** What suggestions earned on top in a period: a week has its own hold-out, a month is told by what was attributed in it. */
export async function readExtra(
  scope: StoreScope,
  { period, attributedMinor }: { period: ReportPeriod; attributedMinor: number },
): Promise<ReportExtra> {
  if (period.kind === 'monthly') return estimateExtra(scope, attributedMinor);
  const { counted } = evaluateClosedWeeks(await listHoldOutResults(scope));
  const week = counted.find(({ isoWeek }) => isoWeek === isoWeekOf(period.firstDay));
  return week === undefined ? { ...NOTHING, state: 'not_measured', visitor_weeks: 0 } : measureExtra(week);
}

/** A closed week is read once, as a whole: its own interval holds. */
function measureExtra({ isoWeek, figures }: ClosedWeek): ReportExtra {
  const result = evaluateHoldOut([toHoldOutWeek(isoWeek, figures.capped)]);
  const visitor_weeks = (result?.treatedUnits ?? 0) + (result?.heldOutUnits ?? 0);
  if (result === null || result.status === 'collecting') return { ...NOTHING, state: 'collecting', visitor_weeks };
  const [low, high] = result.interval;
  const held = high < 0 ? 'less' : 'open';
  return {
    state: low > 0 ? 'more' : held,
    estimate_minor: Math.round(result.incremental),
    interval_minor: [Math.round(low), Math.round(high)],
    visitor_weeks,
  };
}

async function estimateExtra(scope: StoreScope, attributedMinor: number): Promise<ReportExtra> {
  const measured = await readMeasuredExtra(scope, { isOn: true });
  if (measured.badge === 'not_measured') {
    const state = measured.reason === 'collecting' ? 'collecting' : 'not_measured';
    return { ...NOTHING, state, visitor_weeks: measured.units };
  }
  const { estimate, interval } = extraOf(attributedMinor, measured);
  return {
    state: 'estimated',
    estimate_minor: estimate,
    interval_minor: [...interval],
    visitor_weeks: measured.units,
  };
}
