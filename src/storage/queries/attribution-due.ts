import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';

/** What names a unit whose purchases are worked out together. */
export interface UnitNames {
  readonly session: string | null;
  readonly visitor: string | null;
  /** The answer of an event: without a session, an order line that names the answer leads to it. */
  readonly recId?: string | null;
}

/**
 * The names of the units that these touch, without repeats: 's:' and the session, 'v:' and the visitor, and where there is
 * no session 'r:' and the recommendation.
 *
 * @example
 * unitsOf([{ session: 's_1', visitor: null }, { session: 's_1', visitor: 'v_1' }]) // => ['s:s_1', 'v:v_1']
 */
export function unitsOf(names: readonly UnitNames[]): string[] {
  const units = names.flatMap(({ session, visitor, recId = null }) => [
    ...(session === null ? [] : [`s:${session}`]),
    ...(visitor === null ? [] : [`v:${visitor}`]),
    ...(session === null && recId !== null ? [`r:${recId}`] : []),
  ]);
  return [...new Set(units)].sort();
}

/** Marks units in the transaction that writes their events or orders. Units are sorted, so that writers never deadlock. */
export async function markAttributionDue(
  { tx, storeId }: StoreScope,
  { units, dueAt }: { units: readonly string[]; dueAt: Date },
): Promise<void> {
  if (units.length === 0) return;
  await sql`
    INSERT INTO attribution_due (store_id, unit, due_at)
    SELECT ${storeId}::bigint, unit, ${dueAt}::timestamptz FROM unnest(${[...units]}::text[]) AS u (unit) ORDER BY unit
    ON CONFLICT (store_id, unit) DO UPDATE SET due_at = excluded.due_at`.execute(tx);
}

/** A version of an order. */
export interface VersionRef {
  readonly orderId: number;
  readonly version: number;
}

/**
 * Marks the orders of these versions ('o:' and the order's number) and the guests whom they name. Give the versions that
 * were replaced too: what they were credited with goes back to others of their guest. Orders that name nobody are left out.
 */
export async function markOrdersDue(
  { tx, storeId }: StoreScope,
  { versions, dueAt }: { versions: readonly VersionRef[]; dueAt: Date },
): Promise<void> {
  if (versions.length === 0) return;
  await sql`
    WITH written AS (
      SELECT v.order_id, v.session, v.visitor, l.rec_id
      FROM unnest(${versions.map((ref) => ref.orderId)}::bigint[], ${versions.map((ref) => ref.version)}::integer[])
        AS w (order_id, version)
      JOIN order_version v ON v.store_id = ${storeId} AND v.order_id = w.order_id AND v.version = w.version
      LEFT JOIN order_line l ON l.store_id = v.store_id AND l.order_id = v.order_id AND l.version = v.version
        AND l.rec_id IS NOT NULL
      WHERE v.session IS NOT NULL OR v.visitor IS NOT NULL OR l.rec_id IS NOT NULL)
    INSERT INTO attribution_due (store_id, unit, due_at)
    SELECT ${storeId}::bigint, unit, ${dueAt}::timestamptz FROM (
      SELECT 'o:' || order_id AS unit FROM written
      UNION SELECT 's:' || session FROM written WHERE session IS NOT NULL
      UNION SELECT 'v:' || visitor FROM written WHERE visitor IS NOT NULL
      UNION SELECT 'r:' || rec_id FROM written WHERE rec_id IS NOT NULL) AS units
    ORDER BY unit
    ON CONFLICT (store_id, unit) DO UPDATE SET due_at = excluded.due_at`.execute(tx);
}

/** Marks every order that names a guest or has entries in the ledger. */
export async function markEveryOrderDue(scope: StoreScope, dueAt: Date): Promise<void> {
  const ids = await listMeasuredOrders(scope);
  await markAttributionDue(scope, { units: ids.map((id) => `o:${id}`).sort(), dueAt });
}

/** Orders that name a guest, and those that were ever credited, by number. */
export async function listMeasuredOrders({ tx, storeId }: StoreScope): Promise<number[]> {
  const result = await sql<{ id: number }>`
    SELECT o.id FROM orders o
    JOIN order_version v ON v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version
    WHERE o.store_id = ${storeId} AND (v.session IS NOT NULL OR v.visitor IS NOT NULL)
    UNION SELECT l.order_id FROM order_line l
    JOIN orders o ON o.store_id = l.store_id AND o.id = l.order_id AND o.version = l.version
    WHERE l.store_id = ${storeId} AND l.rec_id IS NOT NULL
    UNION SELECT order_id FROM attribution_entry WHERE store_id = ${storeId}
    ORDER BY 1`.execute(tx);
  return result.rows.map((row) => row.id);
}

/**
 * Lets one transaction at a time book in a store's ledger, so that no two see the same credit as missing. With `wait`
 * it waits for its turn; without, it answers false when another is at it. Ends with the transaction.
 */
export async function lockLedger({ tx, storeId }: StoreScope, { wait }: { wait: boolean }): Promise<boolean> {
  if (wait) {
    await sql`SELECT pg_advisory_xact_lock(${LEDGER_LOCK}, ${storeId}::integer)`.execute(tx);
    return true;
  }
  const result = await sql<{ locked: boolean }>`
    SELECT pg_try_advisory_xact_lock(${LEDGER_LOCK}, ${storeId}::integer) AS locked`.execute(tx);
  return result.rows[0]?.locked === true;
}

const LEDGER_LOCK = 7_246_953;

/** A unit that is to be worked out, and when that was last said. */
export interface DueUnit {
  readonly unit: string;
  readonly due_at: Date;
}

/**
 * Takes the units that have waited the longest. A unit that somebody is marking just now is left for later: its mark
 * comes with facts that cannot be seen yet.
 */
export async function takeDueUnits({ tx, storeId }: StoreScope, limit: number): Promise<DueUnit[]> {
  const result = await sql<DueUnit>`
    DELETE FROM attribution_due d USING (
      SELECT unit FROM attribution_due WHERE store_id = ${storeId}
      ORDER BY due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS taken
    WHERE d.store_id = ${storeId} AND d.unit = taken.unit
    RETURNING d.unit, d.due_at`.execute(tx);
  return result.rows;
}

/** How many units wait. */
export async function countDueUnits({ tx, storeId }: StoreScope): Promise<number> {
  const result = await sql<{ count: number }>`
    SELECT count(*)::int AS count FROM attribution_due WHERE store_id = ${storeId}`.execute(tx);
  return result.rows[0]?.count ?? 0;
}
