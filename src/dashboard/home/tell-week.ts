import type { WeekFigure } from '../../contract/home.ts';
import type { Formats } from '../format/formats.ts';
import type { HomeWords } from './words.english.ts';

/** What a sentence is written with. */
export interface Writers {
  readonly words: HomeWords;
  readonly formats: Formats;
}

/** This week in one sentence. */
export function tellThisWeek(week: WeekFigure, { words: { sentence }, formats }: Writers): string {
  const { extra_minor: extra, interval_minor: interval } = week;
  if (week.status === 'none') return sentence.nothing;
  if (week.badge === 'not_measured' || extra === null || interval === null) {
    return sentence.notMeasured(formats.wholeMoney(week.attributed_minor));
  }
  const [low = 0, high = 0] = interval;
  const ends = [formats.wholeMoney(low), formats.wholeMoney(high)] as const;
  if (low > 0) return sentence.extra(formats.wholeMoney(extra), ...ends);
  if (high < 0) return sentence.lost(formats.wholeMoney(-extra), ...ends);
  return sentence.notProven(ends[0], formats.wholeMoney(high, true));
}

/** The last closed week in one sentence, by the hold-out itself. */
export function tellLastWeek(last: WeekFigure, { words: { sentence, reasons }, formats }: Writers): string {
  const { extra_minor: extra, interval_minor: interval, reason } = last;
  const week = formats.week(last.week);
  if (reason === 'hold_out_off') return sentence.lastOff(week);
  if (extra === null || interval === null) return sentence.lastUnknown(week, reasons[reason ?? 'collecting']);
  const [low = 0, high = 0] = interval;
  const ends = [formats.wholeMoney(low), formats.wholeMoney(high)] as const;
  if (low > 0) return sentence.lastExtra(week, formats.wholeMoney(extra), ...ends);
  if (high < 0) return sentence.lastLost(week, formats.wholeMoney(-extra), ...ends);
  return sentence.lastOpen(week, ends[0], formats.wholeMoney(high, true));
}
