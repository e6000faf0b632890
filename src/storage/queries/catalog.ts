import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { RoleName, Tables } from '../tables.ts';

export type CategoryRow = Selectable<Tables['category']>;
export type ItemRow = Selectable<Tables['item']>;
/** An item with its category's id and roles beside it. */
export type ItemWithCategory = ItemRow & {
  category_external_id: string | null;
  category_name: string | null;
  category_role: RoleName | null;
  category_role_guess: RoleName | null;
  category_role_certainty: number | null;
};

export async function listCategories({ tx, storeId }: StoreScope): Promise<CategoryRow[]> {
  return tx
    .selectFrom('category')
    .selectAll()
    .where('store_id', '=', storeId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

export async function findCategories(
  { tx, storeId }: StoreScope,
  externalIds: readonly string[],
): Promise<CategoryRow[]> {
  return tx
    .selectFrom('category')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('external_id', '=', sql<string>`ANY(${[...externalIds]}::text[])`)
    .execute();
}

export async function insertCategories(
  { tx }: StoreScope,
  rows: readonly Insertable<Tables['category']>[],
): Promise<CategoryRow[]> {
  if (rows.length === 0) return [];
  return tx
    .insertInto('category')
    .values([...rows])
    .returningAll()
    .execute();
}

export async function updateCategory(
  { tx, storeId }: StoreScope,
  { id, patch }: { id: number; patch: Updateable<Tables['category']> },
): Promise<void> {
  await tx.updateTable('category').set(patch).where('store_id', '=', storeId).where('id', '=', id).execute();
}

function selectItems({ tx, storeId }: StoreScope) {
  return tx
    .selectFrom('item')
    .leftJoin('category', (join) =>
      join.onRef('category.store_id', '=', 'item.store_id').onRef('category.id', '=', 'item.category_id'),
    )
    .selectAll('item')
    .select([
      'category.external_id as category_external_id',
      'category.name as category_name',
      'category.role as category_role',
      'category.role_guess as category_role_guess',
      'category.role_certainty as category_role_certainty',
    ])
    .where('item.store_id', '=', storeId);
}

/** Every item of the store, by internal id. */
export async function listAllItems({ tx, storeId }: StoreScope): Promise<ItemWithCategory[]> {
  return selectItems({ tx, storeId }).orderBy('item.id').execute();
}

/** One page of items, by internal id. */
export async function listItems(
  { tx, storeId }: StoreScope,
  { afterId, limit }: { afterId: number; limit: number },
): Promise<ItemWithCategory[]> {
  return selectItems({ tx, storeId }).where('item.id', '>', afterId).orderBy('item.id').limit(limit).execute();
}

export async function findItem({ tx, storeId }: StoreScope, externalId: string): Promise<ItemWithCategory | null> {
  const found = await selectItems({ tx, storeId }).where('item.external_id', '=', externalId).executeTakeFirst();
  return found ?? null;
}

/** Internal ids of items by the ids that the caller uses; unknown ones are missing from the map. */
export async function findItemIds(
  { tx, storeId }: StoreScope,
  externalIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom('item')
    .select(['id', 'external_id'])
    .where('store_id', '=', storeId)
    .where('external_id', '=', sql<string>`ANY(${[...externalIds]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.external_id, row.id]));
}

/** A new item of an import or an order: what is known of it. */
export interface NewItem {
  readonly externalId: string;
  readonly name: string;
  readonly categoryId: number | null;
  readonly roleGuess: RoleName;
  readonly roleCertainty: number;
  readonly priceMinor: number | null;
}

/** Adds many items at once, in the order given; their ids rise in that order. */
export async function insertItems(
  { tx, storeId }: StoreScope,
  { items, createdAt }: { items: readonly NewItem[]; createdAt: Date },
): Promise<Map<string, number>> {
  const result = await sql<{ id: number; external_id: string }>`
    INSERT INTO item (store_id, external_id, name, category_id, role_guess, role_certainty, price_minor, created_at)
    SELECT ${storeId}::bigint, external_id, name, category_id, role_guess, role_certainty, price_minor, ${createdAt}::timestamptz
    FROM unnest(
      ${items.map((item) => item.externalId)}::text[], ${items.map((item) => item.name)}::text[],
      ${items.map((item) => item.categoryId)}::bigint[], ${items.map((item) => item.roleGuess)}::text[],
      ${items.map((item) => item.roleCertainty)}::real[], ${items.map((item) => item.priceMinor)}::bigint[]
    ) WITH ORDINALITY AS i (external_id, name, category_id, role_guess, role_certainty, price_minor, row_no)
    ORDER BY row_no
    RETURNING id, external_id`.execute(tx);
  return new Map(result.rows.map((row) => [row.external_id, row.id]));
}

export async function insertItem({ tx }: StoreScope, row: Insertable<Tables['item']>): Promise<ItemRow> {
  return tx.insertInto('item').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function updateItem(
  { tx, storeId }: StoreScope,
  { id, patch }: { id: number; patch: Updateable<Tables['item']> },
): Promise<void> {
  await tx.updateTable('item').set(patch).where('store_id', '=', storeId).where('id', '=', id).execute();
}
