import type { CustomerOrder } from './customer-order.ts';

/** A customer's time on one tier of the upgrade ladder. */
export interface TierStay {
  readonly tier: number;
  /** First order with the tier; null = of no known time. */
  readonly firstAtMs: number | null;
  /** Orders with the tier. */
  readonly orders: number;
  /** What the customer spent, on anything, before the first order of a higher tier: all of it where there was none. */
  readonly spentMinor: number;
  /** Whether a higher tier was bought later; null = the tier came with or after a higher one, and was no step up. */
  readonly rose: boolean | null;
}

/**
 * The tiers that a customer bought, lowest first, with what became of each. The money of a stay ends where a higher tier
 * was first bought, so that it can be set beside customers who have not climbed: what the upgrade itself cost is not in it.
 *
 * @param orders in the order of time, see `sortCustomerOrders`
 * @example
 * const order = (tier, keptMinor) => ({ orderId: tier, orderedAtMs: tier, lines: [{ itemId: tier, categoryId: null, tier, keptMinor }] });
 * readTierStays([order(1, 99), order(2, 499)]).map(({ tier, rose, spentMinor }) => [tier, rose, spentMinor]) // => [[1, true, 99], [2, false, 598]]
 */
export function readTierStays(orders: readonly CustomerOrder[]): TierStay[] {
  const tiers = [...new Set(orders.flatMap(tiersOf))].sort((a, b) => a - b);
  return tiers.map((tier) => readStay(orders, tier));
}

function readStay(orders: readonly CustomerOrder[], tier: number): TierStay {
  const firstIndex = orders.findIndex((order) => tiersOf(order).includes(tier));
  const higherIndex = orders.findIndex((order) => tiersOf(order).some((other) => other > tier));
  const before = higherIndex < 0 ? orders : orders.slice(0, higherIndex);
  return {
    tier,
    firstAtMs: orders[firstIndex]?.orderedAtMs ?? null,
    orders: orders.filter((order) => tiersOf(order).includes(tier)).length,
    spentMinor: before.reduce((sum, order) => sum + keptValue(order), 0),
    rose: higherIndex < 0 ? false : higherIndex > firstIndex ? true : null,
  };
}

function tiersOf({ lines }: CustomerOrder): number[] {
  return lines.flatMap(({ tier }) => (tier === null ? [] : [tier]));
}

function keptValue({ lines }: CustomerOrder): number {
  return lines.reduce((sum, { keptMinor }) => sum + keptMinor, 0);
}
