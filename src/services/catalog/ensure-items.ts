import { guessRole } from '../../engine/meal/role-guess.ts';
import type { StoreScope } from '../../storage/database.ts';
import {
  type CategoryRow,
  findItemIds,
  insertCategories,
  insertItems,
  listCategories,
} from '../../storage/queries/catalog.ts';
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

/**
 * Numbers of categories by what the caller calls them: an id, or a name in any case and with any spaces. Missing ones are
 * added under that name. The caller holds the store's lock.
 */
export async function ensureCategories(
  scope: StoreScope,
  { names, now }: { names: readonly (string | null)[]; now: Date },
): Promise<{ ids: Map<string, number | undefined>; changes: NewChange[] }> {
  const wanted = [...new Set(names)].filter((name) => name !== null);
  if (wanted.length === 0) return { ids: new Map(), changes: [] };
  const known = indexCategories(await listCategories(scope));
  const fresh = new Map<string, string>();
  for (const name of wanted) {
    const plain = plainNameOf(name);
    if (known(name) === undefined && !fresh.has(plain)) fresh.set(plain, name);
  }
  const rows = [...fresh.values()].map((name) => newCategory(name, { storeId: scope.storeId, now }));
  const added = await insertCategories(scope, rows);
  const find = indexCategories(added);
  const ids = new Map(wanted.map((name) => [name, known(name) ?? find(name)]));
  return { ids, changes: added.map((row) => changeOf('category', row.id)) };
}

/** Finds the category that is meant: by its id, else by an id or a name that differs in case and spaces alone. */
function indexCategories(rows: readonly CategoryRow[]): (wanted: string) => number | undefined {
  const byId = new Map(rows.map((row) => [row.external_id, row.id]));
  // What is set later wins: ids over names, and the first of the menu over those behind it.
  const byPlainName = new Map<string, number>();
  for (const { name, id } of rows.toReversed()) byPlainName.set(plainNameOf(name), id);
  for (const { external_id: name, id } of rows.toReversed()) byPlainName.set(plainNameOf(name), id);
  return (wanted) => byId.get(wanted) ?? byPlainName.get(plainNameOf(wanted));
}

function plainNameOf(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}

function newCategory(name: string, { storeId, now }: { storeId: number; now: Date }) {
  const { role, certainty } = guessRole({ name });
  return {
    ...{ store_id: storeId, external_id: name, name, created_at: now },
    ...{ role: null, role_guess: role, role_certainty: certainty },
  };
}

/** A change of something that has no versions of its own: whoever follows reads it again. */
export function changeOf(kind: 'item' | 'category' | 'rule' | 'store', entityId: number): NewChange {
  return { kind, entityId, fromVersion: null, toVersion: null };
}
