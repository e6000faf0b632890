import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import { eventIdsWithin } from './event-list.ts';

/** What came of the slots that suggested one item beside another. */
export interface PairPerformanceRow {
  readonly source_id: number;
  readonly item_id: number;
  readonly recommended: number;
  readonly clicked: number;
  readonly converted: number;
  readonly revenue_minor: number;
}

/**
 * Counts, for each pair, the slots served since an instant (and before another) whose reason names the first item; of these, the slots with a
 * proved click or add, those with credit left in the ledger, and the money of that credit. Slots that a program asked for
 * or that were kept from the guest are left out. An answer holds each item once, so answer and item name a slot.
 */
export async function countPairPerformance(
  { tx, storeId }: StoreScope,
  { since, until, sourceId }: { since: Date; until: Date | null; sourceId: number | null },
): Promise<PairPerformanceRow[]> {
  const result = await sql<PairPerformanceRow>`
    WITH slot AS MATERIALIZED (
      SELECT s.rec_id, x.source, x.item
      FROM served s, jsonb_to_recordset(s.slots) AS x (item bigint, source bigint)
      WHERE s.store_id = ${storeId} AND s.served_at >= ${since}::timestamptz
        ${until === null ? sql`` : sql`AND s.served_at < ${until}::timestamptz`} AND s.bot IS NULL
        AND NOT s.holdout AND NOT s.ghost AND x.source IS NOT NULL
        ${sourceId === null ? sql`` : sql`AND x.source = ${sourceId}`}),
    clicked AS (
      SELECT DISTINCT rec_id, item_id FROM event
      WHERE store_id = ${storeId} AND ${eventIdsWithin({ from: since, to: null })}
        AND type IN ('click', 'add') AND at >= ${since}::timestamptz
        AND verified AND bot IS NULL AND NOT staff),
    credited AS (
      SELECT rec_id, item_id, sum(quantity) AS quantity, sum(amount_minor) AS amount_minor
      FROM attribution_entry
      WHERE store_id = ${storeId} AND order_day >= ${since}::date - 1
      GROUP BY rec_id, item_id HAVING sum(quantity) > 0)
    SELECT slot.source AS source_id, slot.item AS item_id, count(*)::int AS recommended,
      count(clicked.rec_id)::int AS clicked, count(credited.rec_id)::int AS converted,
      coalesce(sum(credited.amount_minor), 0)::bigint AS revenue_minor
    FROM slot
    LEFT JOIN clicked ON clicked.rec_id = slot.rec_id AND clicked.item_id = slot.item
    LEFT JOIN credited ON credited.rec_id = slot.rec_id AND credited.item_id = slot.item
    GROUP BY slot.source, slot.item`.execute(tx);
  return result.rows;
}
