import type { Insertable, Selectable, Updateable } from 'kysely';
import type { GlobalHandle, StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

export type StoreRow = Selectable<Tables['store']>;

/** Adds a store; the caller then adds its change head within the store. Null when the slug is taken. */
export async function insertStore(handle: GlobalHandle, row: Insertable<Tables['store']>): Promise<StoreRow | null> {
  const inserted = await handle
    .insertInto('store')
    .values(row)
    .onConflict((conflict) => conflict.column('slug').doNothing())
    .returningAll()
    .executeTakeFirst();
  return inserted ?? null;
}

/** Makes the store's row of the change head, which is also its lock. */
export async function insertChangeHead({ tx, storeId }: StoreScope): Promise<void> {
  await tx
    .insertInto('change_head')
    .values({ store_id: storeId })
    .onConflict((conflict) => conflict.column('store_id').doNothing())
    .execute();
}

export async function listStores(handle: GlobalHandle): Promise<StoreRow[]> {
  return handle.selectFrom('store').selectAll().orderBy('id').execute();
}

/** Finds a store by its slug, or by its number written in digits. */
export async function findStore(handle: GlobalHandle, slugOrId: string): Promise<StoreRow | null> {
  // What is no slug and no number is no store; the database would refuse some of it as no text.
  if (!/^[a-z0-9-]{1,63}$/.test(slugOrId)) return null;
  const bySlug = await handle.selectFrom('store').selectAll().where('slug', '=', slugOrId).executeTakeFirst();
  if (bySlug || !/^[1-9]\d{0,14}$/.test(slugOrId)) return bySlug ?? null;
  return findStoreById(handle, Number(slugOrId));
}

export async function findStoreById(handle: GlobalHandle, id: number): Promise<StoreRow | null> {
  return (await handle.selectFrom('store').selectAll().where('id', '=', id).executeTakeFirst()) ?? null;
}

export async function updateStore(
  handle: GlobalHandle,
  id: number,
  patch: Updateable<Tables['store']>,
): Promise<StoreRow | null> {
  const updated = await handle.updateTable('store').set(patch).where('id', '=', id).returningAll().executeTakeFirst();
  return updated ?? null;
}
