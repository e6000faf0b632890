import type { CatalogItem } from './items.ts';

/**
 * An item of the menu from what is known of it; the rest is "not known": available, no category, role `other`.
 *
 * @example
 * createItem({ id: 1, name: 'Garlic Naan', role: 'side' }).priceMinor // => null
 */
export function createItem(known: Pick<CatalogItem, 'id' | 'name'> & Partial<CatalogItem>): CatalogItem {
  return {
    description: '',
    categoryId: null,
    categoryName: null,
    role: 'other',
    priceMinor: null,
    costMinor: null,
    available: true,
    featured: false,
    tier: null,
    tags: [],
    diets: [],
    allergens: null,
    createdAtMs: 0,
    ...known,
  };
}
