import type { Item, ItemInput, ItemPatch } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { guessRole } from '../../engine/meal/role-guess.ts';
import type { StoreScope } from '../../storage/database.ts';
import { findItem, type ItemWithCategory, insertItem, listItems, updateItem } from '../../storage/queries/catalog.ts';
import { appendChanges, lockChangeHead } from '../../storage/queries/changes.ts';
import { type Page, readCursor, toPage } from '../paging.ts';
import type { ServiceContext } from '../service-context.ts';
import { changeOf, ensureCategories } from './ensure-items.ts';
import { itemRoleInForce, type RoleEvidence } from './roles.ts';

/** The items of a store in the order in which they were added. */
export async function listStoreItems(
  context: ServiceContext,
  storeId: number,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<Item>> {
  const afterId = readCursor(cursor, { first: 0 });
  const rows = await context.database.forStore(storeId, (scope) => listItems(scope, { afterId, limit: limit + 1 }));
  return toPage(rows, { limit, tell: toItem, cursorOf: ({ id }) => String(id) });
}

/** @throws AppError `unknown_item`. */
export async function getItem(context: ServiceContext, storeId: number, externalId: string): Promise<Item> {
  const row = await context.database.forStore(storeId, (scope) => findItem(scope, externalId));
  if (!row) throw unknownItem(externalId);
  return toItem(row);
}

/** Adds an item, or replaces what is known of it. */
export async function putItem(
  context: ServiceContext,
  storeId: number,
  { externalId, input }: { externalId: string; input: ItemInput },
): Promise<{ item: Item; created: boolean }> {
  return context.database.forStore(storeId, async (scope) => {
    const now = context.clock();
    const lastChangeNo = await lockChangeHead(scope);
    const categories = await ensureCategories(scope, { names: [input.category], now });
    const { category, role, ...fields } = input;
    const categoryId = category === null ? null : (categories.ids.get(category) ?? null);
    const before = await findItem(scope, externalId);
    const row = { ...fields, ...guessColumns(input), category_id: categoryId, role: roleToWrite(role, before) };
    if (before) await updateItem(scope, { id: before.id, patch: row });
    const id =
      before?.id ??
      (await insertItem(scope, { ...row, store_id: storeId, external_id: externalId, created_at: now })).id;
    const changes = [...categories.changes, changeOf('item', id)];
    await appendChanges(scope, { lastChangeNo, changes, changedAt: now });
    return { item: await readItem(scope, externalId), created: before === null };
  });
}

/** Changes some fields of an item. @throws AppError `unknown_item`. */
export async function patchItem(
  context: ServiceContext,
  storeId: number,
  { externalId, patch }: { externalId: string; patch: ItemPatch },
): Promise<Item> {
  return context.database.forStore(storeId, async (scope) => {
    const now = context.clock();
    const lastChangeNo = await lockChangeHead(scope);
    const before = await findItem(scope, externalId);
    if (!before) throw unknownItem(externalId);
    const { category, ...fields } = patch;
    const categories = await ensureCategories(scope, { names: [category ?? null], now });
    const categoryId = category === undefined ? before.category_id : (categories.ids.get(category ?? '') ?? null);
    const names = { name: patch.name ?? before.name, description: patch.description ?? before.description };
    const guess = guessColumns({ ...names, category: category === undefined ? before.category_external_id : category });
    await updateItem(scope, { id: before.id, patch: { ...fields, ...guess, category_id: categoryId } });
    const changes = [...categories.changes, changeOf('item', before.id)];
    await appendChanges(scope, { lastChangeNo, changes, changedAt: now });
    return readItem(scope, externalId);
  });
}

/** A role that was not sent stays as it is; null gives the choice back to the guess. */
function roleToWrite(sent: ItemInput['role'], before: ItemWithCategory | null): ItemWithCategory['role'] {
  return sent === undefined ? (before?.role ?? null) : sent;
}

function guessColumns(item: { name: string; description: string; category: string | null }) {
  const guess = guessRole({
    name: item.name,
    description: item.description,
    ...(item.category === null ? {} : { categoryName: item.category }),
  });
  return { role_guess: guess.role, role_certainty: guess.certainty };
}

async function readItem(scope: StoreScope, externalId: string): Promise<Item> {
  const row = await findItem(scope, externalId);
  if (!row) throw unknownItem(externalId);
  return toItem(row);
}

function unknownItem(externalId: string): AppError {
  return new AppError('unknown_item', { detail: `There is no item ${JSON.stringify(externalId)} in this store.` });
}

/** What decides the role of an item row. */
export function roleEvidenceOf(row: ItemWithCategory): { item: RoleEvidence; category: RoleEvidence | null } {
  const item = { owner: row.role, guess: row.role_guess, certainty: row.role_certainty };
  if (row.category_role_guess === null) return { item, category: null };
  const certainty = row.category_role_certainty ?? 0;
  return { item, category: { owner: row.category_role, guess: row.category_role_guess, certainty } };
}

function toItem(row: ItemWithCategory): Item {
  const { item, category } = roleEvidenceOf(row);
  const inForce = itemRoleInForce(item, category);
  return {
    id: row.external_id,
    name: row.name,
    description: row.description,
    category: row.category_external_id,
    role: inForce.role,
    role_source: inForce.source,
    role_guess: row.role_guess,
    role_certainty: Math.round(row.role_certainty * 1000) / 1000,
    price_minor: row.price_minor,
    cost_minor: row.cost_minor,
    available: row.available,
    featured: row.featured,
    tier: row.tier,
    tags: row.tags,
    diets: row.diets as Item['diets'],
    allergens: row.allergens as Item['allergens'],
    image_url: row.image_url,
    created_at: row.created_at.toISOString(),
  };
}
