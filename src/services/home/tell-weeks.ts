import type { WeekFigure } from '../../contract/home.ts';
import { type ClosedWeek, evaluateWeeks } from '../experiments/closed-weeks.ts';
import { type MoneyWords, tellEnd, tellIncremental, tellMoney } from '../experiments/hold-out-words.ts';
import { type ExtraMoney, type MeasuredExtra, toldExtraOf } from './measured-extra.ts';

/** This week so far: what is attributed, exact, times what of it is extra. */
export function tellThisWeek(
  { isoWeek, attributedMinor }: { isoWeek: string; attributedMinor: number },
  { measured, money }: { measured: MeasuredExtra; money: MoneyWords },
): WeekFigure {
  const extra = toldExtraOf(attributedMinor, measured);
  const isNothing = attributedMinor === 0;
  return {
    week: isoWeek,
    closed: false,
    attributed_minor: attributedMinor,
    extra_minor: extra?.estimate ?? null,
    interval_minor: extra === null ? null : [...extra.interval],
    status: isNothing ? 'none' : 'estimated',
    badge: measured.badge,
    n: measured.units,
    reason: measured.reason,
    words: isNothing ? 'Nothing was bought from a suggestion this week.' : tellExtra({ attributedMinor, extra }, money),
  };
}

function tellExtra(
  { attributedMinor, extra }: { attributedMinor: number; extra: ExtraMoney | null },
  money: MoneyWords,
): string {
  const attributed = tellMoney(attributedMinor, money);
  if (extra === null) {
    return `${attributed} was bought from suggestions this week. How much of it is extra is not measured yet.`;
  }
  const { estimate, interval } = extra;
  const [low, high] = [tellMoney(interval[0], money), tellEnd(interval, money)];
  if (interval[0] > 0) return `You made ${tellMoney(estimate, money)} extra this week (likely ${low} to ${high}).`;
  return `${attributed} was bought from suggestions this week; the extra is not proven yet, between ${low} and ${high}.`;
}

/** The newest closed week of the hold-out; null = none has closed. */
export function newestClosedWeek({ total }: MeasuredExtra): ClosedWeek | null {
  return total.weeks.reduce<ClosedWeek | null>(
    (last, week) => (last === null || week.isoWeek > last.isoWeek ? week : last),
    null,
  );
}

/** A closed week: what is extra by the hold-out itself, what is attributed by the ledger, over all guests. */
export function tellClosedWeek(
  newest: ClosedWeek,
  { attributedMinor, measured, money }: { attributedMinor: number; measured: MeasuredExtra; money: MoneyWords },
): WeekFigure {
  const { isoWeek, figures } = newest;
  const counts = figures.share > 0 && !figures.spoiled;
  const result = counts ? evaluateWeeks([newest], { kind: 'capped', relabellings: measured.total.relabellings }) : null;
  const { treated, control } = figures.capped;
  const isKnown = result !== null && result.status !== 'collecting';
  return {
    week: isoWeek,
    closed: true,
    attributed_minor: attributedMinor,
    extra_minor: isKnown ? Math.round(result.incremental) : null,
    interval_minor: isKnown ? result.interval.map(Math.round) : null,
    status: result?.status ?? 'none',
    badge: isKnown ? 'measured' : 'not_measured',
    n: treated.n + control.n,
    reason: tellMissing({ isKnown, counts }),
    words: counts
      ? tellIncremental(result, { weeks: 1, period: isoWeek, money })
      : `${isoWeek}: nobody was held out for the whole week, so the extra was not measured.`,
  };
}

function tellMissing({ isKnown, counts }: { isKnown: boolean; counts: boolean }): WeekFigure['reason'] {
  if (isKnown) return null;
  return counts ? 'collecting' : 'hold_out_off';
}
