import type { CarryOver } from '../../engine/experiment/incremental/carry-over.ts';
import type { HoldOutResult } from '../../engine/experiment/incremental/evaluate-hold-out.ts';
import { extraRevenue } from '../../engine/experiment/incremental/extra-revenue.ts';
import type { CheckedResult } from './closed-weeks.ts';
import { tellPercent } from './experiment-words.ts';
import type { PooledFigure } from './pooled-figure.ts';

/** How money of a store is written. */
export interface MoneyWords {
  readonly currency: string;
  readonly locale: string;
}

/** Units and orders that have to be held out before an interval is told. */
const [FEWEST_UNITS, FEWEST_ORDERS] = [50, 20];
const WEEK_DAYS = 7;
const MOST_WEEKS = 520;

/** An amount in minor units as people read it: whole units of money, a minus in front. */
export function tellMoney(amountMinor: number, { currency, locale }: MoneyWords): string {
  const exact = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const digits = exact.resolvedOptions().maximumFractionDigits ?? 2;
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 });
  return format.format(Math.round(amountMinor / 10 ** digits));
}

/** The extra of the shown visitors with its interval, as it is told of any of the hold-out's periods. */
export function tellIncremental(
  result: CheckedResult | null,
  { weeks, period, money }: { weeks: number; period: string; money: MoneyWords },
): string {
  if (result === null) return `${period}: collecting, nobody has been held out yet.`;
  if (result.status === 'collecting') return `${period}: ${tellCollecting(result, weeks)}`;
  const [low, high] = result.interval.map((end) => tellMoney(end, money));
  if (!result.skew.confirmed) {
    return `${period}: not proven yet, likely ${low} to ${high}, but a few large orders could have made that by chance.`;
  }
  if (result.interval[0] > 0) {
    return `${period}: ${tellMoney(result.incremental, money)} extra (likely ${low} to ${high}).`;
  }
  if (result.interval[1] < 0) {
    return `${period}: ${tellMoney(-result.incremental, money)} less than without suggestions (likely ${low} to ${high}).`;
  }
  return `${period}: not proven yet, between ${low} and ${tellEnd(result.interval, money)}${tellPatience(result, weeks)}.`;
}

/** That purchases were only brought forward; null where that is not shown. */
export function tellCarryOver(carryOver: CarryOver | null, money: MoneyWords): string | null {
  if (carryOver === null || !carryOver.bringsForward) return null;
  const [low, high] = carryOver.interval.map((end) => tellMoney(-end, money)).reverse();
  const less = tellMoney(-carryOver.incremental, money);
  return `Some of it was only bought sooner: in the week after, these visitors spent ${less} less (likely ${low} to ${high}).`;
}

/** The upper end of an interval; with a plus where the lower one has a minus, so that a gain is not read as a loss. */
export function tellEnd([low, high]: readonly [low: number, high: number], money: MoneyWords): string {
  return `${low < 0 && high > 0 ? '+' : ''}${tellMoney(high, money)}`;
}

function tellCollecting({ heldOutUnits, heldOutOrders }: HoldOutResult, weeks: number): string {
  const missing = Math.max(FEWEST_UNITS / Math.max(1, heldOutUnits), FEWEST_ORDERS / Math.max(1, heldOutOrders));
  const days = Math.min(MOST_WEEKS * WEEK_DAYS, Math.ceil(weeks * WEEK_DAYS * (missing - 1)));
  const wanted = `${heldOutUnits} of ${FEWEST_UNITS} visitors and ${heldOutOrders} of ${FEWEST_ORDERS} orders held out`;
  return `collecting, about ${Math.max(WEEK_DAYS, days)} days (${wanted}).`;
}

/** The interval narrows with the root of the weeks: so many more until it would leave out 0, if the estimate stays. */
function tellPatience({ incremental, standardErrors }: HoldOutResult, weeks: number): string {
  if (incremental <= 0) return '';
  const wanted = weeks * ((1.96 * standardErrors.safe) / incremental) ** 2;
  const more = Math.max(1, Math.ceil(wanted - weeks));
  return more > MOST_WEEKS ? '' : `; about ${more} more ${more === 1 ? 'week' : 'weeks'}`;
}

/** The uplift in the light of other stores; nothing where there is no figure, or the store's own one is proven. */
export function tellPooled({ badge, uplift }: PooledFigure): string[] {
  if (badge !== 'pooled estimate') return [];
  const [low, high] = uplift.interval.map(tellPercent);
  const figure = `about ${tellPercent(uplift.mean)} (${low} to ${high}), a best estimate and no proof.`;
  if (uplift.merchants === 0) return [`Drawn towards nothing, because little is measured: ${figure}`];
  return [`Read beside ${uplift.merchants} stores: ${figure}`];
}

/**
 * When somebody is held out for the first time.
 *
 * @example
 * tellBeginning({ day: '2026-11-23', share: 0.1 }) // => 'From Monday, 23 November 2026, 10 % of the visitors see no suggestions.'
 */
export function tellBeginning({ day, share }: { day: string; share: number }): string {
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));
  return `From Monday, ${date}, ${Math.round(share * 1000) / 10} % of the visitors see no suggestions.`;
}

/** What holding out costs a week: the extra that the held-out would have spent. */
export function tellCost(
  result: HoldOutResult | null,
  { share, weeks, money }: { share: number; weeks: number; money: MoneyWords },
): string {
  if (share === 0) return 'Nobody is held out: what suggestions earn is not measured.';
  const percent = `${Math.round(share * 1000) / 10} % of the visitors see no suggestions`;
  const { uplift, interval } = result?.relative ?? { uplift: 0, interval: [0, 0] as const };
  if (result === null || result.status === 'collecting' || weeks === 0 || uplift <= 0) {
    return `${percent}; what that costs is known once the figure is.`;
  }
  const weekly = (result.treatedRevenue / weeks / (1 - share)) * share;
  const { estimate } = extraRevenue(weekly, { value: uplift, interval: [Math.max(-0.99, interval[0]), interval[1]] });
  return `${percent}; that costs about ${tellMoney(estimate, money)} a week.`;
}
