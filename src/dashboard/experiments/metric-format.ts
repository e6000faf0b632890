import type { Formats } from '../format/formats.ts';

const SHARES = new Set([
  'conversion',
  'click_rate',
  'refund_rate',
  'dismiss_rate',
  'checkout_completion',
  'error_rate',
  'slow_answers',
]);

/**
 * The mean of a metric as people read it: money, a share, or a plain number.
 *
 * @param figure - `mean`: revenue in minor units, shares from 0 to 1
 */
export function writeMean({ metric, mean }: { metric: string; mean: number }, formats: Formats): string {
  if (metric === 'revenue_per_visitor') return formats.money(mean);
  return SHARES.has(metric) ? formats.percent(mean, 1) : formats.number(mean, 2);
}

/** A p-value as it is told: never as 0. */
export function writeP(pValue: number, formats: Pick<Formats, 'number'>): string {
  return pValue < 0.0001 ? `< ${formats.number(0.0001, 4)}` : formats.number(pValue, pValue < 0.01 ? 4 : 2);
}
