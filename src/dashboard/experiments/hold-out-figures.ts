import type { HoldOut } from '../../contract/hold-out.ts';
import type { Formats } from '../format/formats.ts';
import type { PlottedInterval } from './interval-axis.ts';
import type { ExperimentsWords } from './words.english.ts';

/** What the hold-out found, of any of its periods. */
export type Incremental = NonNullable<HoldOut['incremental']>;

/** What is extra in one sentence, honest about what is not known; null = nobody was held out. */
export function tellExtra(
  found: Incremental | null,
  { words, formats }: { words: ExperimentsWords['holdOut']; formats: Formats },
): string {
  if (found === null) return words.nobody;
  if (found.status === 'collecting') {
    return words.collecting(formats.number(found.held_out_units), formats.number(found.held_out_orders));
  }
  const [low = 0, high = 0] = found.interval_minor;
  const ends = [formats.wholeMoney(low), formats.wholeMoney(high)] as const;
  if (low > 0) return words.extra(formats.wholeMoney(found.estimate_minor), ...ends);
  if (high < 0) return words.less(formats.wholeMoney(-found.estimate_minor), ...ends);
  return words.notProven(ends[0], formats.wholeMoney(high, true));
}

/** The same for drawing; null while there is no interval. */
export function plotExtra(found: Incremental | null): PlottedInterval | null {
  if (found === null || found.status === 'collecting') return null;
  const [low = 0, high = 0] = found.interval_minor;
  return { estimate: found.estimate_minor, low, high };
}

/**
 * What holding out a share costs a week, in minor units: the extra that these visitors would have spent. A week's revenue R of
 * all visitors, of whom the share f sees none, and the uplift L: R f L / (1 + L). Null while the uplift is not known to be
 * above 0.
 */
export function weeklyCost(
  { weeks, incremental }: Pick<HoldOut, 'weeks' | 'incremental'>,
  share: number,
): number | null {
  if (incremental === null || incremental.status === 'collecting') return null;
  const { uplift } = incremental;
  const closed = weeks.filter((week) => week.closed && !week.spoiled && week.share > 0 && week.share < 1);
  if (closed.length === 0 || uplift === null || uplift <= 0) return null;
  const revenue = closed.reduce((sum, { shown, share: held }) => sum + shown.revenue_minor / (1 - held), 0);
  return (revenue / closed.length) * share * (uplift / (1 + uplift));
}
