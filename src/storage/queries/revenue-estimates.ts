import { type Selectable, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';
import { SHOWN_TO_GUESTS } from './answer-counts.ts';

export type RevenueEstimateRow = Selectable<Tables['revenue_estimate']>;

/** Keeps the estimate of a month; the first one stays. */
export async function insertEstimate(
  { tx, storeId }: StoreScope,
  row: { month: string; method: string; methodVersion: number; figures: object; madeAt: Date },
): Promise<void> {
  await sql`
    INSERT INTO revenue_estimate (store_id, month, method, method_version, figures, made_at)
    VALUES (${storeId}, ${row.month}, ${row.method}, ${row.methodVersion}, ${JSON.stringify(row.figures)}::jsonb, ${row.madeAt})
    ON CONFLICT (store_id, month) DO NOTHING`.execute(tx);
}

/** Estimates of the last months, the newest first. */
export async function listEstimates(
  { tx, storeId }: StoreScope,
  { limit }: { limit: number },
): Promise<RevenueEstimateRow[]> {
  return tx
    .selectFrom('revenue_estimate')
    .selectAll()
    .where('store_id', '=', storeId)
    .orderBy('month', 'desc')
    .limit(limit)
    .execute();
}

/** What the ledger attributes to the orders of some days, both ends included. */
export async function sumAttributed(
  { tx, storeId }: StoreScope,
  { from, to }: { from: string; to: string },
): Promise<number> {
  const result = await sql<{ amount_minor: number }>`
    SELECT coalesce(sum(amount_minor), 0)::bigint AS amount_minor FROM attribution_entry
    WHERE store_id = ${storeId} AND order_day >= ${from}::date AND order_day <= ${to}::date`.execute(tx);
  return result.rows[0]?.amount_minor ?? 0;
}

/** Known customers who ordered since a moment, those of them who were shown suggestions, and anybody known who was. */
export async function countShownCustomers(
  { tx, storeId }: StoreScope,
  since: Date,
): Promise<{ came: number; shown: number; shownToAnybody: number }> {
  const result = await sql<{ came: number; shown: number; anybody: number }>`
    WITH came AS MATERIALIZED (
      SELECT DISTINCT v.customer_id FROM orders o
      JOIN order_version v ON v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version
      WHERE o.store_id = ${storeId} AND NOT o.deleted AND NOT v.test AND v.status IN ('delivered', 'completed')
        AND v.ordered_at >= ${since} AND v.customer_id IS NOT NULL),
    shown AS MATERIALIZED (
      SELECT DISTINCT coalesce(s.customer_id, l.customer_id) AS customer_id FROM served s
      LEFT JOIN unit_link l ON l.store_id = s.store_id AND l.visitor = s.visitor
      WHERE s.store_id = ${storeId} AND s.served_at >= ${since} AND ${SHOWN_TO_GUESTS} AND NOT s.failed
        AND coalesce(s.customer_id, l.customer_id) IS NOT NULL)
    SELECT (SELECT count(*)::int FROM came) AS came,
      (SELECT count(*)::int FROM came JOIN shown USING (customer_id)) AS shown,
      (SELECT count(*)::int FROM shown) AS anybody`.execute(tx);
  const { came = 0, shown = 0, anybody = 0 } = result.rows[0] ?? {};
  return { came, shown, shownToAnybody: anybody };
}
