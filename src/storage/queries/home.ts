import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { DaySpan } from './rollup-sums.ts';

/** What a store has been set up with. */
export interface SetupFacts {
  readonly orders: number;
  readonly two_item_orders: number;
  readonly recent_orders: number;
  readonly keys: number;
  /** Placements that answers were asked for, at most as many as are needed. */
  readonly has_event: boolean;
  readonly has_credit: boolean;
  /** Known customers with an order; counted up to 10. */
  readonly customers: number;
}

/** Counts by which the steps of the setup and the types of recommendations are judged. Nothing reads all orders. */
export async function readSetupFacts({ tx, storeId }: StoreScope, recent: DaySpan): Promise<SetupFacts> {
  const result = await sql<SetupFacts>`
    SELECT coalesce(sum(orders), 0)::int AS orders, coalesce(sum(two_item_orders), 0)::int AS two_item_orders,
      coalesce(sum(orders) FILTER (WHERE day BETWEEN ${recent.from}::date AND ${recent.to}::date), 0)::int AS recent_orders,
      (SELECT count(*)::int FROM api_key WHERE store_id = ${storeId} AND revoked_at IS NULL) AS keys,
      EXISTS (SELECT FROM day_slots WHERE store_id = ${storeId} AND seen > 0) AS has_event,
      EXISTS (SELECT FROM attribution_entry WHERE store_id = ${storeId}) AS has_credit,
      (SELECT count(*)::int FROM (SELECT FROM customer_profile WHERE store_id = ${storeId} AND order_count > 0 LIMIT 10)
        AS known) AS customers
    FROM day_sales WHERE store_id = ${storeId}`.execute(tx);
  const none = { orders: 0, two_item_orders: 0, recent_orders: 0, keys: 0, customers: 0 };
  return result.rows[0] ?? { ...none, has_event: false, has_credit: false };
}

/** Orders of a span with an item, by item id. */
export async function countItemOrders(
  { tx, storeId }: StoreScope,
  { from, to }: DaySpan,
): Promise<Map<number, number>> {
  const result = await sql<{ item_id: number; orders: number }>`
    SELECT item_id, sum(orders)::int AS orders FROM day_item_sales
    WHERE store_id = ${storeId} AND day BETWEEN ${from}::date AND ${to}::date GROUP BY item_id`.execute(tx);
  return new Map(result.rows.map((row) => [row.item_id, row.orders]));
}

/** Orders of a span with both items of each of these pairs, and whether one was ever bought beside the other. */
export async function countPairOrders(
  { tx, storeId }: StoreScope,
  { span: { from, to }, pairs }: { span: DaySpan; pairs: readonly (readonly [number, number])[] },
): Promise<{ item_a: number; item_b: number; orders: number; purchased: number }[]> {
  if (pairs.length === 0) return [];
  const low = pairs.map(([a, b]) => Math.min(a, b));
  const high = pairs.map(([a, b]) => Math.max(a, b));
  const result = await sql<{ item_a: number; item_b: number; orders: number; purchased: number }>`
    SELECT w.item_a, w.item_b,
      coalesce((SELECT sum(orders) FROM day_pair_sales d WHERE d.store_id = ${storeId}
        AND d.day BETWEEN ${from}::date AND ${to}::date AND d.item_a = w.item_a AND d.item_b = w.item_b), 0)::int AS orders,
      coalesce((SELECT sum(purchased) FROM day_slot_pairs d WHERE d.store_id = ${storeId}
        AND d.day BETWEEN ${from}::date AND ${to}::date AND d.item_a = w.item_a AND d.item_b = w.item_b), 0)::int
        AS purchased
    FROM (SELECT DISTINCT * FROM unnest(${low}::bigint[], ${high}::bigint[]) AS p (item_a, item_b)) AS w`.execute(tx);
  return result.rows;
}
