import type { StoreScope } from '../database.ts';

/** A model's baskets as of a change number, packed. */
export interface SnapshotRow {
  readonly changeNo: number;
  readonly format: string;
  readonly payload: Buffer;
}

export async function findNewestSnapshot({ tx, storeId }: StoreScope): Promise<SnapshotRow | null> {
  const row = await tx
    .selectFrom('model_snapshot')
    .select(['change_no', 'format', 'payload'])
    .where('store_id', '=', storeId)
    .orderBy('change_no', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { changeNo: row.change_no, format: row.format, payload: row.payload } : null;
}

/** Keeps the new snapshot and drops the older ones. */
export async function replaceSnapshot(
  { tx, storeId }: StoreScope,
  { changeNo, format, payload, createdAt }: SnapshotRow & { createdAt: Date },
): Promise<void> {
  await tx
    .insertInto('model_snapshot')
    .values({ store_id: storeId, change_no: changeNo, format, payload, created_at: createdAt })
    .onConflict((conflict) => conflict.columns(['store_id', 'change_no']).doUpdateSet({ format, payload }))
    .execute();
  await tx.deleteFrom('model_snapshot').where('store_id', '=', storeId).where('change_no', '<', changeNo).execute();
}

export async function deleteSnapshots({ tx, storeId }: StoreScope): Promise<void> {
  await tx.deleteFrom('model_snapshot').where('store_id', '=', storeId).execute();
}
