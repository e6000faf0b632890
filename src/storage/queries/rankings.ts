import { type Insertable, type Selectable, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

/** One choice of the ranking. What it chose is JSON that its writer knows how to read. */
export type RankingVersionRow = Selectable<Tables['ranking_version']>;

/** The versions that are kept, the newest first. */
export async function listRankingVersions({ tx, storeId }: StoreScope): Promise<RankingVersionRow[]> {
  return tx
    .selectFrom('ranking_version')
    .selectAll()
    .where('store_id', '=', storeId)
    .orderBy('version', 'desc')
    .execute();
}

/** The newest version without what was chosen, which is long; undefined when there is none. */
export async function findNewestRankingVersion({
  tx,
  storeId,
}: StoreScope): Promise<Pick<RankingVersionRow, 'active' | 'orders_learned' | 'change_no'> | undefined> {
  return tx
    .selectFrom('ranking_version')
    .select(['active', 'orders_learned', 'change_no'])
    .where('store_id', '=', storeId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Adds a version. The caller holds the store's lock. */
export async function insertRankingVersion(
  { tx }: StoreScope,
  row: Insertable<Tables['ranking_version']>,
): Promise<RankingVersionRow> {
  return tx.insertInto('ranking_version').values(row).returningAll().executeTakeFirstOrThrow();
}

/** Makes one version the active one; null = none. The caller holds the store's lock. */
export async function activateRankingVersion({ tx, storeId }: StoreScope, version: number | null): Promise<void> {
  const update = () => tx.updateTable('ranking_version').where('store_id', '=', storeId);
  // Two statements, the old one out first: the index that allows one active version looks at each row by itself.
  await update().set({ active: false }).where('active', '=', true).execute();
  if (version !== null) await update().set({ active: true }).where('version', '=', version).execute();
}

/** Forgets all but the newest `keep` versions; the active one always stays. */
export async function deleteOldRankingVersions({ tx, storeId }: StoreScope, keep: number): Promise<void> {
  const kept = tx
    .selectFrom('ranking_version')
    .select('version')
    .where('store_id', '=', storeId)
    .orderBy('version', 'desc')
    .limit(keep);
  await tx
    .deleteFrom('ranking_version')
    .where('store_id', '=', storeId)
    .where('active', '=', false)
    .where('version', 'not in', kept)
    .execute();
}

/** What has come in since a change: whether any order did, and whether the store has so many orders at all. */
export interface OrderGrowth {
  readonly hasNewOrders: boolean;
  readonly hasEnoughOrders: boolean;
}

/** Looks without counting them all whether a store has new orders, and at least `enough` that are not deleted. */
export async function readOrderGrowth(
  { tx, storeId }: StoreScope,
  { afterChangeNo, enough }: { afterChangeNo: number; enough: number },
): Promise<OrderGrowth> {
  const result = await sql<OrderGrowth>`
    SELECT
      EXISTS (SELECT FROM change
        WHERE store_id = ${storeId} AND change_no > ${afterChangeNo} AND kind = 'order') AS "hasNewOrders",
      (SELECT count(*) FROM (SELECT FROM orders WHERE store_id = ${storeId} AND NOT deleted LIMIT ${enough}) o) >= ${enough}
        AS "hasEnoughOrders"`.execute(tx);
  return result.rows[0] ?? { hasNewOrders: false, hasEnoughOrders: false };
}

/** Whether at least `enough` orders were made since a change; those that were cancelled or deleted meanwhile count. */
export async function hasOrdersSince(
  { tx, storeId }: StoreScope,
  { afterChangeNo, enough }: { afterChangeNo: number; enough: number },
): Promise<boolean> {
  const result = await sql<{ isEnough: boolean }>`
    SELECT count(*) >= ${enough} AS "isEnough" FROM (SELECT FROM change
      WHERE store_id = ${storeId} AND change_no > ${afterChangeNo} AND kind = 'order' AND from_version IS NULL
      LIMIT ${enough}) made`.execute(tx);
  return result.rows[0]?.isEnough ?? false;
}
