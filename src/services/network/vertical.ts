import type { StoreScope } from '../../storage/database.ts';
import type { VerticalName } from '../../storage/experiment-tables.ts';
import { listAllItems } from '../../storage/queries/catalog.ts';
import { roleEvidenceOf } from '../catalog/items.ts';
import { itemRoleInForce } from '../catalog/roles.ts';

/** What a store sells: a restaurant where at least half of its items have a place in a meal, else a shop. */
export async function readVertical(scope: StoreScope): Promise<VerticalName> {
  const items = await listAllItems(scope);
  const ofMeals = items.filter((row) => {
    const { item, category } = roleEvidenceOf(row);
    return itemRoleInForce(item, category).role !== 'other';
  });
  return items.length > 0 && 2 * ofMeals.length >= items.length ? 'restaurant' : 'shop';
}
