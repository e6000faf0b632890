import { createItem } from '../../engine/create-item.ts';
import { type CatalogItem, ROLES, type Role } from '../../engine/items.ts';
import { assignedRole, guessRole } from '../../engine/meal/role-guess.ts';
import { itemRoleInForce } from '../catalog/roles.ts';

/** An item as a history names it. */
export interface NamedMenuItem {
  /** The id in the file, or the caller's id in the store. */
  readonly externalId: string;
  readonly name: string;
  /** Category by the history itself, or null. */
  readonly category: string | null;
  readonly priceMinor: number | null;
}

/**
 * The menu of a history. An item's category is the history's own, else that of the list of categories, else its role as
 * guessed from its name; without any it has none. A category that is called like a role is one. Ids are 1, 2, 3, ... in
 * the given order.
 */
export function createMenu(items: readonly NamedMenuItem[], categories: ReadonlyMap<string, string>): CatalogItem[] {
  const idOfCategory = new Map<string, number>();
  return items.map((item, place) => {
    const told = item.category ?? categories.get(item.externalId) ?? null;
    const categoryName = told ?? guessedCategory(item.name);
    if (categoryName !== null && !idOfCategory.has(categoryName)) idOfCategory.set(categoryName, idOfCategory.size + 1);
    return createItem({
      id: place + 1,
      name: item.name,
      categoryName,
      categoryId: categoryName === null ? null : (idOfCategory.get(categoryName) ?? null),
      role: roleOf(item.name, told),
      priceMinor: item.priceMinor,
    });
  });
}

function guessedCategory(name: string): string | null {
  const role = assignedRole(guessRole({ name }));
  return role === 'other' ? null : role;
}

function roleOf(name: string, category: string | null): Role {
  const own = guessRole({ name, categoryName: category });
  const item = { owner: null, guess: own.role, certainty: own.certainty };
  if (category === null) return itemRoleInForce(item, null).role;
  const guess = guessRole({ name: category });
  const owner = ROLES.find((role) => role === category.toLowerCase()) ?? null;
  return itemRoleInForce(item, { owner, guess: guess.role, certainty: guess.certainty }).role;
}
