import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import type { StoreScope } from '../database.ts';
import { importLockKey } from '../import-lock.ts';
import type { Tables } from '../tables.ts';
import { joinWholeStore } from '../whole-store.ts';

/** An import as it is kept. */
export type ImportRow = Omit<Selectable<Tables['import']>, 'store_id'>;

/** Notes that there is an import; gives its number. */
export async function insertImport({ tx }: StoreScope, row: Insertable<Tables['import']>): Promise<number> {
  const inserted = await tx.insertInto('import').values(row).returning('id').executeTakeFirstOrThrow();
  return inserted.id;
}

/** Notes how far an import is, or how it ended. */
export async function updateImport(
  { tx, storeId }: StoreScope,
  { id, patch }: { id: number; patch: Updateable<Tables['import']> },
): Promise<void> {
  await tx.updateTable('import').set(patch).where('store_id', '=', storeId).where('id', '=', id).execute();
}

/** Notes how far an import is; true when somebody wants it to stop. */
export async function updateProgress(
  { tx, storeId }: StoreScope,
  { id, phase, share }: { id: number; phase: string; share: number },
): Promise<boolean> {
  const row = await tx
    .updateTable('import')
    .set({ phase, share })
    .where('store_id', '=', storeId)
    .where('id', '=', id)
    .returning('cancel_wanted')
    .executeTakeFirst();
  return row?.cancel_wanted ?? false;
}

/** What was counted, added to what an import has counted before. */
export interface ImportCounts {
  readonly orders_created?: number;
  readonly orders_updated?: number;
  readonly orders_taken_back?: number;
  readonly orders_restored?: number;
  readonly orders_kept?: number;
}

/** Adds to the counts of an import, in the transaction that wrote the orders: so they are right after any accident. */
export async function addImportCounts(
  { tx, storeId }: StoreScope,
  { id, counts }: { id: number; counts: ImportCounts },
): Promise<void> {
  const added = Object.entries(counts).filter(([, count]) => count > 0);
  if (added.length === 0) return;
  const sets = added.map(([name, count]) => sql`${sql.ref(name)} = ${sql.ref(name)} + ${count}`);
  await sql`UPDATE import SET ${sql.join(sets)} WHERE store_id = ${storeId} AND id = ${id}`.execute(tx);
}

export async function findImport({ tx, storeId }: StoreScope, id: number): Promise<ImportRow | null> {
  const row = await tx
    .selectFrom('import')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row ?? null;
}

/** Imports, the newest first. */
export async function listImportRows(
  { tx, storeId }: StoreScope,
  { beforeId, limit }: { beforeId: number | null; limit: number },
): Promise<ImportRow[]> {
  let query = tx.selectFrom('import').selectAll().where('store_id', '=', storeId);
  if (beforeId !== null) query = query.where('id', '<', beforeId);
  return query.orderBy('id', 'desc').limit(limit).execute();
}

/**
 * Marks imports as cut off that say they are at work while no session holds the store's import lock: their process has
 * died. The lock is held for this transaction only.
 */
export async function settleCutOffImports({ tx, storeId }: StoreScope): Promise<void> {
  const atWork = tx.selectFrom('import').select('id').where('store_id', '=', storeId);
  const found = await atWork.where('state', 'in', ['running', 'undoing']).limit(1).executeTakeFirst();
  if (found === undefined) return;
  const lock = await sql<{ taken: boolean }>`
    SELECT pg_try_advisory_xact_lock(${importLockKey(storeId)}::bigint) AS taken`.execute(tx);
  if (lock.rows[0]?.taken !== true) return;
  await tx
    .updateTable('import')
    .set({ state: 'interrupted', cancel_wanted: false })
    .where('store_id', '=', storeId)
    .where('state', 'in', ['running', 'undoing'])
    .execute();
}

/** Rows that were uploaded and never started, and files that have served their time: the files are to be deleted. */
export async function expireUploads({ tx, storeId }: StoreScope, before: Date): Promise<void> {
  await tx
    .deleteFrom('import')
    .where('store_id', '=', storeId)
    .where('state', '=', 'uploaded')
    .where('started_at', '<', before)
    .execute();
  await tx
    .updateTable('import')
    .set({ upload: null })
    .where('store_id', '=', storeId)
    .where('upload', 'is not', null)
    .where('state', 'not in', ['uploaded', 'running'])
    .where('started_at', '<', before)
    .execute();
}

/** An order that an import wrote. */
export interface ImportedOrder {
  readonly order_id: number;
  readonly external_id: string;
  readonly version: number;
  readonly status: Tables['order_version']['status'];
  /** The version before the import; null when there was none that counts. */
  readonly former_version: number | null;
  readonly former_import_id: number | null;
  /** Somebody else wrote a version after the import. */
  readonly changed_after: boolean;
  readonly deleted: boolean;
}

/**
 * The orders that an import wrote, all of them or those named, each with the version that it replaced. The former version
 * is the last that is neither the import's nor that of an import which was taken back; a deletion counts as none.
 */
export async function listImportedOrders(
  scope: StoreScope,
  { importId, orderIds }: { importId: number; orderIds: readonly number[] | null },
): Promise<ImportedOrder[]> {
  const { tx, storeId } = scope;
  const among = orderIds === null ? sql`true` : sql`w.order_id = ANY(${[...orderIds]}::bigint[])`;
  const read = async () =>
    (
      await sql<ImportedOrder>`
      SELECT o.id AS order_id, o.external_id, o.version, o.deleted, v.status,
        CASE WHEN f.deleted THEN NULL ELSE f.version END AS former_version, f.import_id AS former_import_id,
        v.import_id IS DISTINCT FROM ${importId}::bigint AS changed_after
      FROM (SELECT DISTINCT w.order_id FROM order_version w
            WHERE w.store_id = ${storeId} AND w.import_id = ${importId} AND ${among}) AS w
      JOIN orders o ON o.store_id = ${storeId} AND o.id = w.order_id
      JOIN order_version v ON v.store_id = ${storeId} AND v.order_id = o.id AND v.version = o.version
      LEFT JOIN LATERAL (SELECT one.version, one.deleted, one.import_id FROM order_version one
        WHERE one.store_id = ${storeId} AND one.order_id = o.id AND one.version < o.version
          AND one.import_id IS DISTINCT FROM ${importId}::bigint AND NOT EXISTS (SELECT 1 FROM import u
            WHERE u.store_id = ${storeId} AND u.id = one.import_id AND u.state = 'undone')
        ORDER BY one.version DESC LIMIT 1) AS f ON true
      ORDER BY o.id`.execute(tx)
    ).rows;
  return orderIds === null ? joinWholeStore(scope, read) : read();
}
