import type { ItemAffinity } from './recommend-to-customer.ts';

/** What a reason is made of. */
export interface ReasonFacts extends Pick<ItemAffinity, 'isUpgrade' | 'isComplement' | 'tier'> {
  readonly name: string;
  /** The customer's orders with the item. */
  readonly timesOrdered: number;
  /** Name of the item of the customer's level on the ladder; null = none was bought. */
  readonly levelName: string | null;
  /** What the customer orders most; null = nothing yet. */
  readonly favouriteName: string | null;
  /** Lowest tier of the ladder. */
  readonly firstTier: number | null;
  /** Share of the store's orders with the item. */
  readonly share: number;
}

/**
 * Why an item is recommended, in words that the orders bear out.
 *
 * @example
 * const facts = { isUpgrade: true, isComplement: true, tier: 2, name: 'Pro Pack', timesOrdered: 0, levelName: 'Starter Pack', favouriteName: 'Starter Pack', firstTier: 1, share: 0.2 };
 * tellCustomerReason(facts) // => 'Great upgrade from Starter Pack'
 */
export function tellCustomerReason(facts: ReasonFacts): string {
  const { isUpgrade, isComplement, tier, name, timesOrdered, levelName, favouriteName } = facts;
  if (isUpgrade && levelName !== null) return `Great upgrade from ${levelName}`;
  if (timesOrdered > 1) return `You loved the ${name}`;
  if (timesOrdered === 1) return `You had the ${name} before`;
  if (isComplement && favouriteName !== null) return `Often ordered with ${favouriteName}`;
  if (tier !== null && tier === facts.firstTier) return 'A good place to start';
  return facts.share > 0 ? 'Popular with other customers' : 'Something new to try';
}
