import type { TierStay } from './tier-stays.ts';

/** Prior probability of buying a tier once more, and how many customers it is worth. */
const REPURCHASE_PRIOR = 0.1;
const PRIOR_CUSTOMERS = 20;

/**
 * How likely each tier is bought again: of the customers who bought it, those with two or more orders of it, held to .10 as
 * if 20 customers had said so.
 *
 *     r = (again + 20 x .10) / (customers + 20)
 *
 * @returns by tier, 0..1; a tier that nobody bought is not there: .10
 * @example
 * const stay = (orders) => [{ tier: 1, firstAtMs: 0, orders, spentMinor: 0, rose: false }];
 * learnRepurchase([stay(1), stay(3)]).get(1) // => 0.136363
 */
export function learnRepurchase(customers: Iterable<readonly TierStay[]>): Map<number, number> {
  const counts = new Map<number, { customers: number; again: number }>();
  for (const tiers of customers) {
    for (const { tier, orders } of tiers) {
      const { customers: known, again } = counts.get(tier) ?? { customers: 0, again: 0 };
      counts.set(tier, { customers: known + 1, again: again + Number(orders > 1) });
    }
  }
  const shrink = (again: number, n: number) => (again + PRIOR_CUSTOMERS * REPURCHASE_PRIOR) / (n + PRIOR_CUSTOMERS);
  return new Map([...counts].map(([tier, { customers: n, again }]) => [tier, shrink(again, n)]));
}

/**
 * Probability of buying a tier again.
 *
 * @example
 * repurchaseOf(new Map([[2, 0.3]]), 1) // => 0.1
 */
export function repurchaseOf(learned: ReadonlyMap<number, number>, tier: number): number {
  return learned.get(tier) ?? REPURCHASE_PRIOR;
}
