import type { Selectable } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

export type IdempotencyRow = Selectable<Tables['idempotency_key']>;

/** Takes a key for a request; gives null when it was free, else what is known of its first use. */
export async function takeIdempotencyKey(
  { tx, storeId }: StoreScope,
  { key, requestHash, now }: { key: string; requestHash: Buffer; now: Date },
): Promise<IdempotencyRow | null> {
  const inserted = await tx
    .insertInto('idempotency_key')
    .values({
      store_id: storeId,
      key,
      request_hash: requestHash,
      response_status: null,
      response_body: null,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(['store_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (inserted) return null;
  const first = await tx
    .selectFrom('idempotency_key')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('key', '=', key)
    .executeTakeFirst();
  return first ?? null;
}

export async function storeIdempotentResponse(
  { tx, storeId }: StoreScope,
  { key, status, body }: { key: string; status: number; body: string },
): Promise<void> {
  await tx
    .updateTable('idempotency_key')
    .set({ response_status: status, response_body: body })
    .where('store_id', '=', storeId)
    .where('key', '=', key)
    .execute();
}

/** Gives a key back after its request failed, so that the caller may try again. */
export async function releaseIdempotencyKey({ tx, storeId }: StoreScope, key: string): Promise<void> {
  await tx.deleteFrom('idempotency_key').where('store_id', '=', storeId).where('key', '=', key).execute();
}

/** Forgets the keys that are older than `before`. */
export async function expireIdempotencyKeys({ tx, storeId }: StoreScope, before: Date): Promise<number> {
  const result = await tx
    .deleteFrom('idempotency_key')
    .where('store_id', '=', storeId)
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
