import { type Selectable, sql } from 'kysely';
import type { HotStatement, StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';
import type { VersionRef } from './attribution-due.ts';

export type RollupHeadRow = Selectable<Tables['rollup_head']>;

/** Marks days in the transaction that changes something in them. */
export async function markDaysDue({ tx, storeId }: StoreScope, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  await sql`
    INSERT INTO rollup_due (store_id, day) SELECT ${storeId}::bigint, unnest(${[...days]}::date[])`.execute(tx);
}

/** Marks the business days of these versions: give the versions that were replaced too. */
export async function markOrderDaysDue({ tx, storeId }: StoreScope, versions: readonly VersionRef[]): Promise<void> {
  if (versions.length === 0) return;
  await sql`
    INSERT INTO rollup_due (store_id, day)
    SELECT DISTINCT ${storeId}::bigint, v.business_day
    FROM unnest(${versions.map((ref) => ref.orderId)}::bigint[], ${versions.map((ref) => ref.version)}::integer[])
      AS w (order_id, version)
    JOIN order_version v ON v.store_id = ${storeId} AND v.order_id = w.order_id AND v.version = w.version
    WHERE v.business_day IS NOT NULL`.execute(tx);
}

/**
 * Marks the days of events that came in before their answers ($2, the first of $3) were written: what they were places of
 * is known only now. A page of ours is never that fast; a program may be. Around a change of clocks the day may be one of
 * two, so both are marked. The ids that the events can have are those of `eventIdsWithin`.
 */
export const MARK_ANSWER_DAYS: HotStatement = {
  name: 'mark_answer_days',
  text: `
    INSERT INTO rollup_due (store_id, day)
    SELECT DISTINCT e.store_id, (e.at AT TIME ZONE s.time_zone
      - make_interval(mins => s.business_day_cutoff_minutes))::date - n
    FROM event e JOIN store s ON s.id = e.store_id CROSS JOIN generate_series(0, 1) AS n
    WHERE e.store_id = $1::bigint AND e.event_id >= event_id_bound($3::timestamptz - interval '7 days')
      AND e.rec_id = ANY($2::uuid[]) AND e.type IN ('impression', 'click', 'add') AND e.verified`,
};

/** Days that wait, the newest first. */
export async function listDueDays({ tx, storeId }: StoreScope): Promise<string[]> {
  const result = await sql<{ day: string }>`
    SELECT DISTINCT day FROM rollup_due WHERE store_id = ${storeId} ORDER BY day DESC`.execute(tx);
  return result.rows.map(({ day }) => day);
}

/**
 * Takes the marks of the newest days that wait, of those up to `limit` in a row. Marks that come with facts which cannot
 * be seen yet stay.
 */
export async function takeDueDays({ tx, storeId }: StoreScope, limit: number): Promise<string[]> {
  const result = await sql<{ day: string }>`
    WITH newest AS (
      SELECT DISTINCT day FROM rollup_due WHERE store_id = ${storeId} ORDER BY day DESC LIMIT ${limit}),
    taken AS (
      DELETE FROM rollup_due d USING newest WHERE d.store_id = ${storeId} AND d.day = newest.day
        AND newest.day > (SELECT max(day) FROM newest) - ${limit}::integer
      RETURNING d.day)
    SELECT DISTINCT day FROM taken ORDER BY day`.execute(tx);
  return result.rows.map(({ day }) => day);
}

/** Lets one transaction at a time make the days of a store anew. False: another is at it, and `wait` was not wanted. */
export async function lockRollups({ tx, storeId }: StoreScope, { wait }: { wait: boolean }): Promise<boolean> {
  if (wait) {
    await sql`SELECT pg_advisory_xact_lock(${ROLLUP_LOCK}, ${storeId}::integer)`.execute(tx);
    return true;
  }
  const result = await sql<{ locked: boolean }>`
    SELECT pg_try_advisory_xact_lock(${ROLLUP_LOCK}, ${storeId}::integer) AS locked`.execute(tx);
  return result.rows[0]?.locked === true;
}

const ROLLUP_LOCK = 7_246_987;

/** With what the days of a store were made; null = nothing was made yet. */
export async function findRollupHead({ tx, storeId }: StoreScope): Promise<RollupHeadRow | null> {
  const row = await tx.selectFrom('rollup_head').selectAll().where('store_id', '=', storeId).executeTakeFirst();
  return row ?? null;
}

/** Notes the calendar and the version that days are made with from now on. */
export async function writeRollupHead(
  { tx, storeId }: StoreScope,
  head: Pick<RollupHeadRow, 'time_zone' | 'cutoff_minutes' | 'version'>,
): Promise<void> {
  await tx
    .insertInto('rollup_head')
    .values({ store_id: storeId, ran_at: null, ...head })
    .onConflict((conflict) => conflict.column('store_id').doUpdateSet(head))
    .execute();
}

/** Notes the last work of the background. */
export async function noteRollupRun(
  { tx, storeId }: StoreScope,
  run: { ran_at: Date; ran_days: number; ran_ms: number },
): Promise<void> {
  await tx.updateTable('rollup_head').set(run).where('store_id', '=', storeId).execute();
}

/**
 * Every day that has orders, entries of the ledger or sums, and the time of the first event: what all days of a store are
 * found from.
 */
export async function findKnownDays({
  tx,
  storeId,
}: StoreScope): Promise<{ days: string[]; firstEventAt: Date | null }> {
  const days = await sql<{ day: string }>`
    SELECT business_day AS day FROM order_version
    WHERE store_id = ${storeId} AND business_day IS NOT NULL AND status IN ('delivered', 'completed')
      AND NOT deleted AND NOT test
    UNION SELECT order_day FROM attribution_entry WHERE store_id = ${storeId}
    UNION SELECT day FROM day_sales WHERE store_id = ${storeId}
    ORDER BY 1`.execute(tx);
  const events = await sql<{ first: Date | null }>`
    SELECT min(at) AS first FROM event WHERE store_id = ${storeId}`.execute(tx);
  return { days: days.rows.map(({ day }) => day), firstEventAt: events.rows[0]?.first ?? null };
}
