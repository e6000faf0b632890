import type { CatalogItem } from '../items.ts';
import { findMissingRoles, type MissingRole } from './meal-shape.ts';

/** An item that completes the meal in the cart. */
export interface MealComplement {
  readonly item: CatalogItem;
  readonly missingRole: MissingRole['role'];
  /** Words shown beside the item. */
  readonly reason: string;
}

/** What `completeMeal` chooses from. */
export interface CompleteMealOptions {
  readonly cart: readonly CatalogItem[];
  /** Items that may be offered; sold-out ones and those in the cart are passed over. */
  readonly candidates: readonly CatalogItem[];
  /** How well an item sells with this cart: higher is better, any scale, compared after rounding to 1e-6. */
  readonly score: (item: CatalogItem) => number;
  /** Highest price of a starter in minor units, see `starterPriceCap`; null for none. */
  readonly starterPriceCapMinor: number | null;
}

/**
 * The items that complete the meal in a cart: for each role that `findMissingRoles` names, in its order, the best item of
 * that role by score; equal scores go to the smaller id. At most three, none twice, never one of the cart, never a main.
 *
 * A starter must cost no more than the cap; one of unknown price is left out when there is a cap. A missing role without
 * a fitting item is skipped, so a store without roles gets an empty list.
 *
 * @example
 * completeMeal({ cart: [], candidates: [], score: () => 0, starterPriceCapMinor: null }) // => []
 */
export function completeMeal(options: CompleteMealOptions): MealComplement[] {
  const inCart = new Set(options.cart.map((item) => item.id));
  const offered = options.candidates.filter((item) => item.available && !inCart.has(item.id));
  return findMissingRoles(options.cart).flatMap(({ role, reason }) => {
    const fitting = offered.filter((item) => item.role === role && (role !== 'starter' || isWithinCap(item, options)));
    const item = pickBest(fitting, options.score);
    return item === null ? [] : [{ item, missingRole: role, reason }];
  });
}

function isWithinCap(item: CatalogItem, { starterPriceCapMinor: cap }: CompleteMealOptions): boolean {
  return cap === null || (item.priceMinor !== null && item.priceMinor <= cap);
}

function pickBest(items: readonly CatalogItem[], score: (item: CatalogItem) => number): CatalogItem | null {
  let best: { item: CatalogItem; score: number } | null = null;
  for (const item of items) {
    const rounded = Math.round(score(item) * 1e6) / 1e6;
    if (Number.isNaN(rounded)) continue;
    if (best === null || rounded > best.score || (rounded === best.score && item.id < best.item.id)) {
      best = { item, score: rounded };
    }
  }
  return best?.item ?? null;
}
