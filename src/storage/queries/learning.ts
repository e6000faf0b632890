import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { OrderStatusName } from '../tables.ts';
import type { ChangeRow } from './changes.ts';

/** A version of an order as models learn it: its distinct items that were not fully refunded. */
export interface LearningRow {
  readonly orderId: number;
  readonly version: number;
  readonly status: OrderStatusName;
  readonly deleted: boolean;
  readonly orderedAtMs: number | null;
  readonly customerId: number | null;
  readonly rating: number | null;
  readonly itemIds: number[];
}

interface RawLearningRow {
  order_id: number;
  version: number;
  status: OrderStatusName;
  deleted: boolean;
  ordered_ms: number | null;
  customer_id: number | null;
  rating: number | null;
  item_ids: string | null;
}

const COLUMNS = sql`v.order_id, v.version, v.status, v.deleted, v.customer_id, v.rating,
  (extract(epoch FROM v.ordered_at) * 1000)::float8 AS ordered_ms`;

const BASKET = sql`string_agg(DISTINCT l.item_id::text, ',') FILTER (WHERE l.refunded_quantity < l.quantity) AS item_ids`;

/**
 * The versions in force of the orders after `afterOrderId`, by order id, at most `limit`. OFFSET 0 keeps each version a
 * look-up by its key, whatever the planner believes of a store that was just imported.
 */
export async function readOrdersInForce(
  { tx, storeId }: StoreScope,
  { afterOrderId, limit }: { afterOrderId: number; limit: number },
): Promise<LearningRow[]> {
  const result = await sql<RawLearningRow>`
    SELECT ${COLUMNS}, b.item_ids
    FROM (SELECT store_id, id, version FROM orders
          WHERE store_id = ${storeId} AND id > ${afterOrderId} ORDER BY id LIMIT ${limit}) o
    JOIN LATERAL (SELECT * FROM order_version v
      WHERE v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version OFFSET 0) v ON true
    LEFT JOIN LATERAL (SELECT ${BASKET} FROM order_line l
      WHERE l.store_id = v.store_id AND l.order_id = v.order_id AND l.version = v.version) b ON true
    ORDER BY v.order_id`.execute(tx);
  return result.rows.map(toLearningRow);
}

/** The versions that order changes name, keyed "order/version". */
export async function readChangedVersions(
  { tx, storeId }: StoreScope,
  changes: readonly ChangeRow[],
): Promise<Map<string, LearningRow>> {
  const wanted = changes.flatMap((change) =>
    [change.fromVersion, change.toVersion].flatMap((version) =>
      version === null ? [] : [{ orderId: change.entityId, version }],
    ),
  );
  if (wanted.length === 0) return new Map();
  const result = await sql<RawLearningRow>`
    SELECT ${COLUMNS}, b.item_ids
    FROM (SELECT DISTINCT * FROM unnest(
        ${wanted.map((key) => key.orderId)}::bigint[], ${wanted.map((key) => key.version)}::integer[]
      ) AS w (order_id, version)) w
    JOIN LATERAL (SELECT * FROM order_version v
      WHERE v.store_id = ${storeId} AND v.order_id = w.order_id AND v.version = w.version OFFSET 0) v ON true
    LEFT JOIN LATERAL (SELECT ${BASKET} FROM order_line l
      WHERE l.store_id = v.store_id AND l.order_id = v.order_id AND l.version = v.version) b ON true`.execute(tx);
  return new Map(result.rows.map((raw) => [`${raw.order_id}/${raw.version}`, toLearningRow(raw)]));
}

function toLearningRow(raw: RawLearningRow): LearningRow {
  return {
    orderId: raw.order_id,
    version: raw.version,
    status: raw.status,
    deleted: raw.deleted,
    orderedAtMs: raw.ordered_ms,
    customerId: raw.customer_id,
    rating: raw.rating,
    itemIds:
      raw.item_ids === null
        ? []
        : raw.item_ids
            .split(',')
            .map(Number)
            .sort((a, b) => a - b),
  };
}
