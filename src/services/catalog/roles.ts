import type { Role } from '../../engine/items.ts';
import { ROLE_CERTAINTY_FLOOR } from '../../engine/meal/role-guess.ts';

/** What decides the role of an item or a category. */
export interface RoleEvidence {
  readonly owner: Role | null;
  readonly guess: Role;
  readonly certainty: number;
}

/** A role with where it comes from. */
export interface RoleInForce {
  readonly role: Role;
  readonly source: 'owner' | 'category' | 'guess';
}

/** A category's role: the owner's choice, else the guess when it is certain enough, else `other`. */
export function categoryRoleInForce(category: RoleEvidence): RoleInForce {
  if (category.owner !== null) return { role: category.owner, source: 'owner' };
  return { role: category.certainty >= ROLE_CERTAINTY_FLOOR ? category.guess : 'other', source: 'guess' };
}

/**
 * An item's role: the owner's choice for the item, else the owner's choice for its category, else a certain guess from
 * the item's own name, else a certain guess from the category's, else `other`.
 */
export function itemRoleInForce(item: RoleEvidence, category: RoleEvidence | null): RoleInForce {
  if (item.owner !== null) return { role: item.owner, source: 'owner' };
  if (category !== null && category.owner !== null) return { role: category.owner, source: 'category' };
  if (item.certainty >= ROLE_CERTAINTY_FLOOR && item.guess !== 'other') return { role: item.guess, source: 'guess' };
  if (category !== null && category.certainty >= ROLE_CERTAINTY_FLOOR)
    return { role: category.guess, source: 'category' };
  return { role: 'other', source: 'guess' };
}
