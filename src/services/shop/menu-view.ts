import type { Store } from '../../contract/catalog.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findItem, type ItemWithCategory, listAllItems, listCategories } from '../../storage/queries/catalog.ts';
import { roleEvidenceOf } from '../catalog/items.ts';
import { itemRoleInForce } from '../catalog/roles.ts';
import type { ServiceContext } from '../service-context.ts';

/** An item as a guest sees it. */
export interface ShopItem {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Null: it has no price, so it cannot be ordered here. */
  readonly priceMinor: number | null;
  /** False: sold out, or without a price. */
  readonly canOrder: boolean;
  readonly isSoldOut: boolean;
  readonly role: string;
  readonly tags: readonly string[];
  readonly diets: readonly string[];
  /** Null = not known. */
  readonly allergens: readonly string[] | null;
  /** A picture of the owner's; null = one is drawn. */
  readonly imageUrl: string | null;
  readonly categoryName: string | null;
  readonly tier: number | null;
}

/** A part of the menu. */
export interface MenuSection {
  readonly id: string;
  readonly name: string;
  readonly items: readonly ShopItem[];
}

/** Items without a category come last, under this name. */
const OTHERS = { id: 'more', name: 'More' };

/** The menu by category, in the owner's order; categories without items are left out. */
export async function readMenu(context: ServiceContext, store: Store): Promise<MenuSection[]> {
  const [categories, items] = await context.database.forStore(store.id, async (scope) => [
    await listCategories(scope),
    await listAllItems(scope),
  ]);
  const byCategory = Map.groupBy(items, (item) => item.category_external_id);
  const sections = categories.map(({ external_id: id, name }) => ({ id, name, items: byCategory.get(id) ?? [] }));
  return [...sections, { ...OTHERS, items: byCategory.get(null) ?? [] }]
    .filter((section) => section.items.length > 0)
    .map((section) => ({ ...section, items: section.items.map(toShopItem) }));
}

/** One item, or null. */
export async function readShopItem(context: ServiceContext, store: Store, id: string): Promise<ShopItem | null> {
  const row = await context.database.forStore(store.id, (scope) => findItem(scope, id));
  return row && toShopItem(row);
}

/** Items by id; ids that the store does not have are left out. */
export async function findShopItems(scope: StoreScope, ids: readonly string[]): Promise<Map<string, ShopItem>> {
  const found = new Map<string, ShopItem>();
  for (const id of ids) {
    const row = await findItem(scope, id);
    if (row) found.set(id, toShopItem(row));
  }
  return found;
}

function toShopItem(row: ItemWithCategory): ShopItem {
  const { item, category } = roleEvidenceOf(row);
  return {
    id: row.external_id,
    name: row.name,
    description: row.description,
    priceMinor: row.price_minor,
    canOrder: row.available && row.price_minor !== null,
    isSoldOut: !row.available,
    role: itemRoleInForce(item, category).role,
    tags: row.tags,
    diets: row.diets,
    allergens: row.allergens,
    imageUrl: row.image_url,
    categoryName: row.category_name,
    tier: row.tier,
  };
}
