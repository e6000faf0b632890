/** How many orders a day a store had when it set out to prove its figure. */
export type ProveItTier = 'under-50' | '50-to-200' | 'over-200';

/** A share that holds for some weeks; null = from then on. */
interface ShareStep {
  readonly weeks: number | null;
  readonly share: number;
}

const STEPS: Readonly<Record<ProveItTier, readonly ShareStep[]>> = {
  'under-50': [
    { weeks: 8, share: 0.5 },
    { weeks: null, share: 0.2 },
  ],
  '50-to-200': [
    { weeks: 4, share: 0.5 },
    { weeks: null, share: 0.1 },
  ],
  'over-200': [
    { weeks: 4, share: 0.2 },
    { weeks: null, share: 0.1 },
  ],
};
const PROVEN_SHARE = 0.05;

/** The share of a store that never chose one. */
export const DEFAULT_HOLD_OUT_SHARE = 0.1;

/**
 * The tier of a store by its orders a day.
 *
 * @example
 * proveItTierOf(49.9) // => 'under-50'
 * proveItTierOf(200) // => '50-to-200'
 */
export function proveItTierOf(ordersPerDay: number): ProveItTier {
  if (ordersPerDay < 50) return 'under-50';
  return ordersPerDay <= 200 ? '50-to-200' : 'over-200';
}

/**
 * The held-out share of a week of "Prove it": much at first, little when it has done its work. Below 50 orders a day half
 * for 8 weeks, then a fifth; up to 200 half for 4 weeks, then a tenth; above, a fifth for 4 weeks, then a tenth, and a
 * twentieth once the figure is proven.
 *
 * Source: the power of a hold-out, (z_a + z_b) CV / sqrt(N f (1 - f)): a tenth of 50 orders a day sees nothing for a year.
 *
 * @param options.week - whole weeks since it began; 0 = the first
 * @param options.proven - the any-time interval lies above 0
 * @example
 * proveItShare('50-to-200', { week: 3, proven: false }) // => 0.5
 * proveItShare('50-to-200', { week: 4, proven: false }) // => 0.1
 * proveItShare('over-200', { week: 4, proven: true }) // => 0.05
 */
export function proveItShare(tier: ProveItTier, { week, proven }: { week: number; proven: boolean }): number {
  let left = week;
  for (const { weeks, share } of STEPS[tier]) {
    if (weeks === null) return proven && tier === 'over-200' ? PROVEN_SHARE : share;
    if (left < weeks) return share;
    left -= weeks;
  }
  return DEFAULT_HOLD_OUT_SHARE;
}
