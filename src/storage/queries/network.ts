import { sql } from 'kysely';
import type { GlobalHandle, StoreScope } from '../database.ts';
import { joinWholeStore } from '../whole-store.ts';

/** What is told of a name comes from at least so many stores beside the one that asks: k. The view has the same floor. */
export const FEWEST_STORES = 3;

/** How often a store sells what has a name: of `orders` orders, `ordersWith` hold it. */
export interface NameCount {
  readonly canonicalName: string;
  readonly ordersWith: number;
  readonly orders: number;
}

/**
 * Counts the store's orders with each name. An order counts while it is neither deleted, cancelled nor refunded, and is no
 * test; names that were never ordered are left out.
 *
 * @param items - ids with their canonical names; several items may have one name, and an order with two of them counts once.
 */
export async function countOrdersByName(
  scope: StoreScope,
  items: readonly { id: number; canonicalName: string }[],
): Promise<NameCount[]> {
  const { tx, storeId } = scope;
  const query = sql<NameCount>`
    WITH line AS (
      SELECT o.id AS order_id, l.item_id
      FROM orders o
      JOIN order_version v ON v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version
      JOIN order_line l ON l.store_id = v.store_id AND l.order_id = v.order_id AND l.version = v.version
      WHERE o.store_id = ${storeId} AND NOT v.deleted AND NOT v.test AND v.status NOT IN ('cancelled', 'refunded')
        AND l.refunded_quantity < l.quantity
    )
    SELECT i.canonical_name AS "canonicalName", count(DISTINCT line.order_id) AS "ordersWith",
      (SELECT count(DISTINCT order_id) FROM line) AS orders
    FROM line
    JOIN unnest(${items.map((item) => item.id)}::bigint[], ${items.map((item) => item.canonicalName)}::text[])
      AS i (id, canonical_name) ON i.id = line.item_id
    GROUP BY i.canonical_name
    ORDER BY i.canonical_name COLLATE "C"`;
  return (await joinWholeStore(scope, () => query.execute(tx))).rows;
}

/** What the store gives now. */
export async function readContribution({ tx, storeId }: StoreScope): Promise<NameCount[]> {
  return tx
    .selectFrom('network_contribution')
    .select(['canonical_name as canonicalName', 'orders_with as ordersWith', 'orders'])
    .where('store_id', '=', storeId)
    .orderBy(sql`canonical_name COLLATE "C"`)
    .execute();
}

/** Puts these figures in the place of what the store gave before; none = it gives nothing. */
export async function replaceContribution({ tx, storeId }: StoreScope, counts: readonly NameCount[]): Promise<void> {
  await tx.deleteFrom('network_contribution').where('store_id', '=', storeId).execute();
  if (counts.length === 0) return;
  await sql`
    INSERT INTO network_contribution (store_id, canonical_name, orders_with, orders)
    SELECT ${storeId}::bigint, * FROM unnest(
      ${counts.map((count) => count.canonicalName)}::text[], ${counts.map((count) => count.ordersWith)}::bigint[],
      ${counts.map((count) => count.orders)}::bigint[])`.execute(tx);
}

/**
 * The mean share of orders that other stores have of these names. The store's own figures are taken out of the mean, and a
 * name that fewer than `FEWEST_STORES` others have is left out.
 */
export async function readDonorShares(
  { tx, storeId }: StoreScope,
  names: readonly string[],
): Promise<Map<string, number>> {
  const result = await sql<{ name: string; share: number }>`
    SELECT n.canonical_name AS name,
      CASE WHEN own.store_id IS NULL THEN n.share
           ELSE (n.share * n.stores - own.orders_with::float8 / own.orders::float8) / (n.stores - 1) END AS share
    FROM network_item n
    LEFT JOIN network_contribution own ON own.store_id = ${storeId} AND own.canonical_name = n.canonical_name
    WHERE n.canonical_name = ANY(${[...new Set(names)]}::text[])
      AND n.stores - CASE WHEN own.store_id IS NULL THEN 0 ELSE 1 END >= ${FEWEST_STORES}`.execute(tx);
  return new Map(result.rows.map(({ name, share }) => [name, share]));
}

/** Names that enough stores have to be told of at all. */
export async function countNetworkItems(handle: GlobalHandle): Promise<number> {
  const row = await handle
    .selectFrom('network_item')
    .select((is) => is.fn.countAll<number>().as('names'))
    .executeTakeFirstOrThrow();
  return row.names;
}
