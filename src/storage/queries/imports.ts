import type { Insertable, Updateable } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

/** Notes that an import begins; gives its number. */
export async function insertImport({ tx }: StoreScope, row: Insertable<Tables['import']>): Promise<number> {
  const inserted = await tx.insertInto('import').values(row).returning('id').executeTakeFirstOrThrow();
  return inserted.id;
}

/** Notes how an import ended. */
export async function updateImport(
  { tx, storeId }: StoreScope,
  { id, patch }: { id: number; patch: Updateable<Tables['import']> },
): Promise<void> {
  await tx.updateTable('import').set(patch).where('store_id', '=', storeId).where('id', '=', id).execute();
}
