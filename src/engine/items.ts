import type { Allergen, Diet } from './diets.ts';

/**
 * Part a category or an item plays in a meal. `other` means "not known, or not a meal": rules about meals leave it alone.
 */
export type Role = 'drink' | 'main' | 'starter' | 'side' | 'dessert' | 'other';

/** Every role, in the order in which they are listed to people. */
export const ROLES: readonly Role[] = ['starter', 'main', 'side', 'dessert', 'drink', 'other'];

/**
 * What the engine knows of one item of a store's catalogue.
 *
 * Money is an integer in the store's minor unit; `null` means "not known", never 0.
 */
export interface CatalogItem {
  /** The store's internal item id: a positive integer, never reused. */
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly categoryId: number | null;
  readonly categoryName: string | null;
  readonly role: Role;
  readonly priceMinor: number | null;
  /** What the item costs the store. */
  readonly costMinor: number | null;
  readonly available: boolean;
  /** Picked by the owner to be shown when there is nothing better. */
  readonly featured: boolean;
  /** Position on the store's upgrade ladder (1 = lowest), or null when the item is on none. */
  readonly tier: number | null;
  readonly tags: readonly string[];
  /** What it suits, as the owner says. */
  readonly diets: readonly Diet[];
  /** What it holds; null = nobody knows, which is not the same as none. */
  readonly allergens: readonly Allergen[] | null;
  /** When the item came to the menu, in milliseconds since 1970-01-01T00:00Z. */
  readonly createdAtMs: number;
}

/**
 * One order as the engine learns it: only orders that are neither cancelled, refunded nor deleted come in.
 */
export interface LearningOrder {
  /** The store's internal order id: a positive integer. */
  readonly orderId: number;
  /** When it was ordered, or null when nobody knows: then it counts for pairs, not for windows. */
  readonly orderedAtMs: number | null;
  /** Internal customer id, or null for a guest nobody knows. */
  readonly customerId: number | null;
  /** Distinct item ids, ascending: repeated lines and quantities are one entry, fully refunded lines none. */
  readonly basket: readonly number[];
  /** True for delivered and completed orders: only these count for pairs. */
  readonly completed: boolean;
  /** What the guest gave it, 1 to 5; left out when nothing was given. */
  readonly rating?: number;
}
