import { guessRole } from '../../engine/meal/role-guess.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findCategories, findItemIds, insertCategories, insertItems } from '../../storage/queries/catalog.ts';
import { appendChanges, lockChangeHead, type NewChange } from '../../storage/queries/changes.ts';

/** An item as an order or a file names it. */
export interface NamedItem {
  readonly externalId: string;
  readonly name: string;
  readonly category: string | null;
  readonly priceMinor: number | null;
}

/**
 * Adds the items and categories that the store does not have yet, with a guess of their roles, and notes the changes.
 * Takes the store's lock. What exists is left as it is. Gives how many items were added.
 */
export async function ensureItems(
  scope: StoreScope,
  { items, now }: { items: readonly NamedItem[]; now: Date },
): Promise<number> {
  const lastChangeNo = await lockChangeHead(scope);
  const known = await findItemIds(
    scope,
    items.map((item) => item.externalId),
  );
  const missing = [...new Map(items.map((item) => [item.externalId, item])).values()].filter(
    (item) => !known.has(item.externalId),
  );
  if (missing.length === 0) return 0;
  const categories = await ensureCategories(scope, { names: missing.map((item) => item.category), now });
  const rows = missing.map((item) => {
    const guess = guessRole({ name: item.name, ...(item.category === null ? {} : { categoryName: item.category }) });
    return {
      externalId: item.externalId,
      name: item.name,
      categoryId: item.category === null ? null : (categories.ids.get(item.category) ?? null),
      roleGuess: guess.role,
      roleCertainty: guess.certainty,
      priceMinor: item.priceMinor,
    };
  });
  const ids = await insertItems(scope, { items: rows, createdAt: now });
  const changes = [...categories.changes, ...[...ids.values()].map((id) => changeOf('item', id))];
  await appendChanges(scope, { lastChangeNo, changes, changedAt: now });
  return missing.length;
}

/** Categories by the caller's ids; missing ones are added under that name. The caller holds the store's lock. */
export async function ensureCategories(
  scope: StoreScope,
  { names, now }: { names: readonly (string | null)[]; now: Date },
): Promise<{ ids: Map<string, number>; changes: NewChange[] }> {
  const wanted = [...new Set(names)].filter((name): name is string => name !== null);
  const found = wanted.length === 0 ? [] : await findCategories(scope, wanted);
  const ids = new Map(found.map((row) => [row.external_id, row.id]));
  const rows = wanted
    .filter((name) => !ids.has(name))
    .map((name) => {
      const guess = guessRole({ name });
      return {
        store_id: scope.storeId,
        external_id: name,
        name,
        role: null,
        role_guess: guess.role,
        role_certainty: guess.certainty,
        created_at: now,
      };
    });
  const added = await insertCategories(scope, rows);
  for (const row of added) ids.set(row.external_id, row.id);
  return { ids, changes: added.map((row) => changeOf('category', row.id)) };
}

/** A change of something that has no versions of its own: whoever follows reads it again. */
export function changeOf(kind: 'item' | 'category' | 'rule' | 'store', entityId: number): NewChange {
  return { kind, entityId, fromVersion: null, toVersion: null };
}
