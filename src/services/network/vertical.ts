import { guessRole } from '../../engine/meal/role-guess.ts';
import type { StoreScope } from '../../storage/database.ts';
import type { VerticalName } from '../../storage/experiment-tables.ts';
import { type ItemWithCategory, listAllItems } from '../../storage/queries/catalog.ts';
import { roleEvidenceOf } from '../catalog/items.ts';
import { itemRoleInForce } from '../catalog/roles.ts';

/** What a store sells: a restaurant where at least half of its items have a place in a meal, else a shop. */
export async function readVertical(scope: StoreScope): Promise<VerticalName> {
  const items = await listAllItems(scope);
  const ofMeals = items.filter(isOfMeals);
  return items.length > 0 && 2 * ofMeals.length >= items.length ? 'restaurant' : 'shop';
}

/** A category such as "Menu" says nothing of its dishes, and makes each of them less certain: then the name alone tells. */
function isOfMeals(row: ItemWithCategory): boolean {
  const { item, category } = roleEvidenceOf(row);
  if (itemRoleInForce(item, category).role !== 'other') return true;
  const isChosen = row.role !== null || row.category_role !== null;
  return !isChosen && guessRole({ name: row.name }).role !== 'other';
}
