/** How many orders a day a store had when it set out to prove its figure. */
export type ProveItTier = 'under-50' | '50-to-200' | 'over-200';

/** What "Prove it" holds out: much for some weeks, then little. */
export interface ProveItPlan {
  readonly share: number;
  readonly weeks: number;
  readonly thenShare: number;
}

/** The plan of each tier. */
export const PROVE_IT_PLANS: Readonly<Record<ProveItTier, ProveItPlan>> = {
  'under-50': { share: 0.5, weeks: 8, thenShare: 0.2 },
  '50-to-200': { share: 0.5, weeks: 4, thenShare: 0.1 },
  'over-200': { share: 0.2, weeks: 4, thenShare: 0.1 },
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
  const plan = PROVE_IT_PLANS[tier];
  if (week < plan.weeks) return plan.share;
  return proven && tier === 'over-200' ? PROVEN_SHARE : plan.thenShare;
}
