import { CompiledQuery, sql } from 'kysely';
import type { HotStatement, StoreScope } from '../database.ts';
import type { VersionRef } from './attribution-due.ts';

/** A week that something changed in, and the mark of the last change. */
export interface DueWeek {
  readonly iso_week: string;
  readonly mark: string;
}

/** A day's ISO week as text. */
const isoWeekOf = (column: string) => sql`to_char(${sql.ref(column)}, 'IYYY"-W"IW')`;
/** Weeks whose visitors had this week among the four before theirs, and the week itself. */
const TOUCHED_WEEKS = 4;

/** Marks weeks ($2, sorted, so that writers never deadlock) of a store ($1). Weeks in which nobody was drawn need no mark. */
export const MARK_WEEKS: HotStatement = {
  name: 'mark_weeks',
  text: `
    INSERT INTO visitor_week_due (store_id, iso_week, mark)
    SELECT store_id, iso_week, gen_random_uuid() FROM hold_out_week
    WHERE store_id = $1::bigint AND iso_week = ANY($2::text[]) ORDER BY iso_week
    ON CONFLICT (store_id, iso_week) DO UPDATE SET mark = excluded.mark`,
};

/** Marks weeks in the transaction that changes something in them. */
export async function markWeeksDue({ tx, storeId }: StoreScope, isoWeeks: readonly string[]): Promise<void> {
  if (isoWeeks.length === 0) return;
  await tx.executeQuery(CompiledQuery.raw(MARK_WEEKS.text, [storeId, [...isoWeeks]]));
}

/**
 * Marks the weeks that orders count in, by these versions: the week of the order, and the four after it, whose visitors
 * have it as their past.
 */
export async function markOrderWeeksDue({ tx, storeId }: StoreScope, versions: readonly VersionRef[]): Promise<void> {
  if (versions.length === 0) return;
  await sql`
    INSERT INTO visitor_week_due (store_id, iso_week, mark)
    SELECT h.store_id, h.iso_week, gen_random_uuid() FROM hold_out_week h
    WHERE h.store_id = ${storeId} AND h.iso_week IN (
      SELECT to_char(v.business_day + 7 * n, 'IYYY"-W"IW')
      FROM unnest(${versions.map((ref) => ref.orderId)}::bigint[], ${versions.map((ref) => ref.version)}::integer[])
        AS w (order_id, version)
      JOIN order_version v ON v.store_id = ${storeId} AND v.order_id = w.order_id AND v.version = w.version
      CROSS JOIN generate_series(0, ${TOUCHED_WEEKS}) AS n
      WHERE v.business_day IS NOT NULL
        AND (v.visitor IS NOT NULL OR v.session IS NOT NULL OR v.customer_id IS NOT NULL))
    ORDER BY h.iso_week
    ON CONFLICT (store_id, iso_week) DO UPDATE SET mark = excluded.mark`.execute(tx);
}

/** Marks the weeks of days that the ledger booked on. */
export async function markDayWeeksDue({ tx, storeId }: StoreScope, days: readonly string[]): Promise<void> {
  if (days.length === 0) return;
  await sql`
    INSERT INTO visitor_week_due (store_id, iso_week, mark)
    SELECT h.store_id, h.iso_week, gen_random_uuid() FROM hold_out_week h
    WHERE h.store_id = ${storeId}
      AND h.iso_week IN (SELECT ${isoWeekOf('day')} FROM unnest(${[...days]}::date[]) AS d (day))
    ORDER BY h.iso_week
    ON CONFLICT (store_id, iso_week) DO UPDATE SET mark = excluded.mark`.execute(tx);
}

/** Marks the weeks in which a customer was drawn. */
export async function markCustomerWeeksDue({ tx, storeId }: StoreScope, customerId: number): Promise<void> {
  await sql`
    INSERT INTO visitor_week_due (store_id, iso_week, mark)
    SELECT h.store_id, h.iso_week, gen_random_uuid() FROM hold_out_week h
    JOIN assignment a ON a.store_id = h.store_id AND a.test = 'holdout' AND a.period = h.iso_week
    WHERE h.store_id = ${storeId} AND a.name = ${`c:${customerId}`} ORDER BY h.iso_week
    ON CONFLICT (store_id, iso_week) DO UPDATE SET mark = excluded.mark`.execute(tx);
}

/** Weeks that wait, the oldest first. */
export async function listDueWeeks({ tx, storeId }: StoreScope): Promise<DueWeek[]> {
  return tx
    .selectFrom('visitor_week_due')
    .select(['iso_week', 'mark'])
    .where('store_id', '=', storeId)
    .orderBy('iso_week')
    .execute();
}

/** Takes a mark away, unless the week was marked again meanwhile. */
export async function clearDueWeek({ tx, storeId }: StoreScope, { iso_week: week, mark }: DueWeek): Promise<void> {
  await tx
    .deleteFrom('visitor_week_due')
    .where('store_id', '=', storeId)
    .where('iso_week', '=', week)
    .where('mark', '=', mark)
    .execute();
}
