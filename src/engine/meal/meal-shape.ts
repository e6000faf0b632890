import type { CatalogItem, Role } from '../items.ts';

/** A role that would round a cart off to a meal, with the words shown beside the suggestion. */
export interface MissingRole {
  readonly role: 'drink' | 'dessert' | 'starter';
  readonly reason: string;
}

/** A cart with more distinct items than this is past its start: no starter is offered. */
export const STARTER_CART_LIMIT = 2;

/**
 * What a cart lacks to be a meal, in the order in which it is offered:
 * 1. no drink: a drink;
 * 2. a main and no dessert: a dessert;
 * 3. at most 2 distinct items, and neither starter nor side: a starter.
 *
 * Roles decide, never category names, so a cart never gets a role twice and never a second main. An empty cart lacks
 * nothing: there is no meal yet.
 *
 * @example
 * findMissingRoles([]) // => []
 */
export function findMissingRoles(cart: readonly CatalogItem[]): MissingRole[] {
  if (cart.length === 0) return [];
  const has = (role: Role) => cart.some((item) => item.role === role);
  const missing: MissingRole[] = [];
  if (!has('drink')) missing.push({ role: 'drink', reason: 'Complete your meal with a drink' });
  if (has('main') && !has('dessert')) missing.push({ role: 'dessert', reason: 'Save room for dessert!' });
  if (!has('starter') && !has('side') && new Set(cart.map((item) => item.id)).size <= STARTER_CART_LIMIT) {
    missing.push({ role: 'starter', reason: 'Start with an appetizer' });
  }
  return missing;
}
