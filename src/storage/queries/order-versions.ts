import { type RawBuilder, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { CurrentOrder, NamedLine } from './orders.ts';

/** One version of one order. */
export interface OrderVersionRef {
  readonly orderId: number;
  readonly version: number;
}

/** These versions of orders, with the caller's names of order, customer and table. */
export async function findOrderVersions(
  { tx, storeId }: StoreScope,
  refs: readonly OrderVersionRef[],
): Promise<Omit<CurrentOrder, 'change_no'>[]> {
  if (refs.length === 0) return [];
  const result = await sql<Omit<CurrentOrder, 'change_no'>>`
    SELECT v.*, o.external_id, c.external_id AS customer, t.external_id AS dining_table
    FROM ${unnestRefs(refs)}
    JOIN orders o ON o.store_id = ${storeId} AND o.id = r.order_id
    JOIN LATERAL (SELECT * FROM order_version one WHERE one.store_id = ${storeId} AND one.order_id = r.order_id
      AND one.version = r.version OFFSET 0) AS v ON true
    LEFT JOIN customer c ON c.store_id = ${storeId} AND c.id = v.customer_id
    LEFT JOIN dining_table t ON t.store_id = ${storeId} AND t.id = v.table_id
    ORDER BY r.row_no`.execute(tx);
  return result.rows;
}

/** The lines of these versions, version by version in the order of the lines. */
export async function findVersionLines(
  { tx, storeId }: StoreScope,
  refs: readonly OrderVersionRef[],
): Promise<NamedLine[]> {
  if (refs.length === 0) return [];
  const result = await sql<NamedLine>`
    SELECT l.*, i.external_id AS item_external_id, i.name AS item_name
    FROM ${unnestRefs(refs)}
    JOIN LATERAL (SELECT * FROM order_line one WHERE one.store_id = ${storeId} AND one.order_id = r.order_id
      AND one.version = r.version OFFSET 0) AS l ON true
    JOIN item i ON i.store_id = ${storeId} AND i.id = l.item_id
    ORDER BY r.row_no, l.line_no`.execute(tx);
  return result.rows;
}

function unnestRefs(refs: readonly OrderVersionRef[]): RawBuilder<unknown> {
  return sql`unnest(${refs.map((ref) => ref.orderId)}::bigint[], ${refs.map((ref) => ref.version)}::integer[])
    WITH ORDINALITY AS r (order_id, version, row_no)`;
}

/** Orders in force that are not deleted, by their number, as references to their versions. */
export async function listOrderRefs(
  { tx, storeId }: StoreScope,
  { afterId, limit }: { afterId: number; limit: number },
): Promise<OrderVersionRef[]> {
  const rows = await tx
    .selectFrom('orders')
    .select(['id', 'version'])
    .where('store_id', '=', storeId)
    .where('id', '>', afterId)
    .where('deleted', '=', false)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(({ id, version }) => ({ orderId: id, version }));
}
