import type { Insertable, Selectable } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

export type KeyRow = Selectable<Tables['api_key']>;

export async function insertKey({ tx }: StoreScope, row: Insertable<Tables['api_key']>): Promise<KeyRow> {
  return tx.insertInto('api_key').values(row).returningAll().executeTakeFirstOrThrow();
}

export async function listKeys({ tx, storeId }: StoreScope): Promise<KeyRow[]> {
  return tx.selectFrom('api_key').selectAll().where('store_id', '=', storeId).orderBy('id').execute();
}

/** The key with this hash that has not been revoked. */
export async function findKey({ tx, storeId }: StoreScope, hash: Buffer): Promise<KeyRow | null> {
  const found = await tx
    .selectFrom('api_key')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('key_hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return found ?? null;
}

/** Revokes a key; false when there is none with this number, or it was revoked before. */
export async function revokeKey(
  { tx, storeId }: StoreScope,
  { id, revokedAt }: { id: number; revokedAt: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('api_key')
    .set({ revoked_at: revokedAt })
    .where('store_id', '=', storeId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}
