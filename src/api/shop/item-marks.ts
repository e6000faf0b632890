import type { ShopItem } from '../../services/shop/menu-view.ts';

/** A short word under a dish. */
export interface ItemMark {
  readonly text: string;
  readonly kind: 'diet' | 'warning';
}

const DIETS: Readonly<Record<string, string>> = {
  vegan: 'Vegan',
  vegetarian: 'Vegetarian',
  jain: 'Jain',
  halal: 'Halal',
  kosher: 'Kosher',
  'gluten-free': 'Gluten-free',
  'lactose-free': 'Lactose-free',
};

const WARNINGS: Readonly<Record<string, string>> = {
  spicy: 'Spicy',
  'contains-nuts': 'Contains nuts',
  alcohol: 'Alcohol',
  'age-restricted': 'Age check',
};

/**
 * What a guest should see at a glance: diets that a dish suits, and what to look out for.
 *
 * @example
 * marksOf({ diets: ['vegan'], tags: ['spicy'] }) // => [{ text: 'Vegan', kind: 'diet' }, { text: 'Spicy', kind: 'warning' }]
 */
export function marksOf({ diets, tags }: Pick<ShopItem, 'diets' | 'tags'>): ItemMark[] {
  const known = diets.flatMap((diet) => DIETS[diet] ?? []);
  const warnings = tags.flatMap((tag) => WARNINGS[tag] ?? []);
  return [
    ...known.map((text) => ({ text, kind: 'diet' as const })),
    ...warnings.map((text) => ({ text, kind: 'warning' as const })),
  ];
}
