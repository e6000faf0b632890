import { type RawBuilder, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import { SHOWN_TO_GUESTS } from './answer-counts.ts';
import { EVENT_COUNTS, eventIdsWithin } from './event-list.ts';
import type { ClosedDays } from './served-pairs.ts';

/** What came of the slots that suggested one item beside another. */
export interface PairPerformanceRow {
  readonly source_id: number;
  readonly item_id: number;
  readonly recommended: number;
  readonly clicked: number;
  readonly converted: number;
  readonly revenue_minor: number;
}

/** Which slots are asked about. */
export interface PairSlots {
  readonly since: Date;
  /** Null = until now. */
  readonly until: Date | null;
  /** The days within that time that `countServedDays` has counted. */
  readonly closed: ClosedDays;
  /** The item that the reason names; null = any. */
  readonly sourceId: number | null;
}

/**
 * Counts, for each pair, the slots served between two instants whose reason names the first item; of these, the slots
 * with a proved click or add, those with credit left in the ledger, and the money of that credit. Slots that a program
 * or the staff asked for, or that were kept from the guest, are left out. An answer holds each item once, so answer and item name a slot. Of days
 * that are over only the sums are read, and of the slots only those that something came of.
 */
export async function countPairPerformance(
  { tx, storeId }: StoreScope,
  { since, until, closed, sourceId }: PairSlots,
): Promise<PairPerformanceRow[]> {
  const isBeforeEnd = until === null ? sql`true` : sql`s.served_at < ${until}::timestamptz`;
  const ofSource = (column: string) => (sourceId === null ? sql`` : sql`AND ${sql.ref(column)} = ${sourceId}`);
  const slotsServed = (condition: RawBuilder<unknown>) => sql`
    SELECT x.source AS source_id, x.item AS item_id, 1 AS served
    FROM served s, jsonb_to_recordset(s.slots) AS x (item bigint, source bigint)
    WHERE s.store_id = ${storeId} AND ${condition} AND ${SHOWN_TO_GUESTS} AND x.source IS NOT NULL
      ${ofSource('x.source')}`;
  const result = await sql<PairPerformanceRow>`
    WITH offered AS MATERIALIZED (
      SELECT source_id, item_id, sum(served)::int AS recommended FROM (
        SELECT source_id, item_id, served FROM served_pair_day
        WHERE store_id = ${storeId} AND day >= (${closed.from}::timestamptz AT TIME ZONE 'UTC')::date
          AND day < (${closed.to}::timestamptz AT TIME ZONE 'UTC')::date
          ${ofSource('source_id')}
        UNION ALL ${slotsServed(sql`s.served_at >= ${since}::timestamptz AND s.served_at < ${closed.from}::timestamptz`)}
        UNION ALL ${slotsServed(sql`s.served_at >= ${closed.to}::timestamptz AND ${isBeforeEnd}`)}) AS part
      GROUP BY source_id, item_id),
    touched AS MATERIALIZED (
      SELECT rec_id, item_id, max(clicked) AS clicked, max(converted) AS converted, sum(amount_minor) AS amount_minor
      FROM (
        SELECT rec_id, item_id, 1 AS clicked, 0 AS converted, 0 AS amount_minor FROM event
        WHERE store_id = ${storeId} AND ${eventIdsWithin({ from: since, to: null })}
          AND type IN ('click', 'add') AND at >= ${since}::timestamptz
          AND ${sql.raw(EVENT_COUNTS)} AND rec_id IS NOT NULL AND item_id IS NOT NULL
        UNION ALL
        SELECT rec_id, item_id, 0, 1, sum(amount_minor) FROM attribution_entry
        WHERE store_id = ${storeId} AND order_day >= ${since}::date - 1
        GROUP BY rec_id, item_id HAVING sum(quantity) > 0) AS fact
      GROUP BY rec_id, item_id
      -- By the time in the answers' ids, which is how they lie in the table.
      ORDER BY rec_id),
    earned AS (
      SELECT x.source AS source_id, t.item_id, sum(t.clicked)::int AS clicked, sum(t.converted)::int AS converted,
        sum(t.amount_minor)::bigint AS revenue_minor
      FROM touched t
      JOIN served s ON s.store_id = ${storeId} AND s.rec_id = t.rec_id
      CROSS JOIN LATERAL jsonb_to_recordset(s.slots) AS x (item bigint, source bigint)
      WHERE s.served_at >= ${since}::timestamptz AND ${isBeforeEnd} AND ${SHOWN_TO_GUESTS}
        AND x.item = t.item_id AND x.source IS NOT NULL
        ${ofSource('x.source')}
      GROUP BY x.source, t.item_id)
    SELECT o.source_id, o.item_id, o.recommended, coalesce(e.clicked, 0) AS clicked,
      coalesce(e.converted, 0) AS converted, coalesce(e.revenue_minor, 0) AS revenue_minor
    FROM offered o LEFT JOIN earned e ON e.source_id = o.source_id AND e.item_id = o.item_id`.execute(tx);
  return result.rows;
}
