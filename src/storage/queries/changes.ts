import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { ChangeKind } from '../tables.ts';

/** Channel on which every committed change is announced; the payload is "store_id change_no". */
export const CHANGE_CHANNEL = 'pairwell_change';

/** One change to write: what changed, and for orders from which version to which. */
export interface NewChange {
  readonly kind: ChangeKind;
  readonly entityId: number;
  readonly fromVersion: number | null;
  readonly toVersion: number | null;
}

/**
 * Takes the store's row lock and gives the number of its last change. Everything that changes the store's truth
 * begins with this, so commit order is change order.
 */
export async function lockChangeHead({ tx, storeId }: StoreScope): Promise<number> {
  const row = await tx
    .selectFrom('change_head')
    .select('last_change_no')
    .where('store_id', '=', storeId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.last_change_no;
}

/** Number of the last committed change. */
export async function readChangeHead({ tx, storeId }: StoreScope): Promise<number> {
  const row = await tx
    .selectFrom('change_head')
    .select('last_change_no')
    .where('store_id', '=', storeId)
    .executeTakeFirst();
  return row?.last_change_no ?? 0;
}

/**
 * Writes changes with the numbers after `lastChangeNo`, moves the head and announces it at commit.
 * The caller holds the lock of {@link lockChangeHead}. Gives the new head.
 */
export async function appendChanges(
  { tx, storeId }: StoreScope,
  { lastChangeNo, changes, changedAt }: { lastChangeNo: number; changes: readonly NewChange[]; changedAt: Date },
): Promise<number> {
  if (changes.length === 0) return lastChangeNo;
  const head = lastChangeNo + changes.length;
  await sql`
    INSERT INTO change (store_id, change_no, kind, entity_id, from_version, to_version, changed_at)
    SELECT ${storeId}::bigint, ${lastChangeNo}::bigint + row_no, kind, entity_id, from_version, to_version, ${changedAt}::timestamptz
    FROM unnest(
      ${changes.map((change) => change.kind)}::text[], ${changes.map((change) => change.entityId)}::bigint[],
      ${changes.map((change) => change.fromVersion)}::integer[], ${changes.map((change) => change.toVersion)}::integer[]
    ) WITH ORDINALITY AS c (kind, entity_id, from_version, to_version, row_no)`.execute(tx);
  await tx.updateTable('change_head').set({ last_change_no: head }).where('store_id', '=', storeId).execute();
  await sql`SELECT pg_notify(${CHANGE_CHANNEL}, ${`${storeId} ${head}`})`.execute(tx);
  return head;
}

/** One change as it is replayed. */
export interface ChangeRow {
  readonly changeNo: number;
  readonly kind: ChangeKind;
  readonly entityId: number;
  readonly fromVersion: number | null;
  readonly toVersion: number | null;
}

/** The changes after `afterChangeNo`, oldest first, at most `limit`. */
export async function readChanges(
  { tx, storeId }: StoreScope,
  { afterChangeNo, limit }: { afterChangeNo: number; limit: number },
): Promise<ChangeRow[]> {
  const rows = await tx
    .selectFrom('change')
    .select(['change_no', 'kind', 'entity_id', 'from_version', 'to_version'])
    .where('store_id', '=', storeId)
    .where('change_no', '>', afterChangeNo)
    .orderBy('change_no')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    changeNo: row.change_no,
    kind: row.kind,
    entityId: row.entity_id,
    fromVersion: row.from_version,
    toVersion: row.to_version,
  }));
}
