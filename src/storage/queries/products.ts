import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import { joinWholeStore } from '../whole-store.ts';

/** What an item sold, of the orders that count. */
export interface ProductRow {
  readonly item_id: number;
  /** Orders with the item. */
  readonly orders: number;
  /** Net of refunds, minor units. */
  readonly revenue_minor: number;
  /** Different known customers. */
  readonly customers: number;
}

/** Sales of each item that sold, of all time. */
export async function readProductSales(scope: StoreScope): Promise<ProductRow[]> {
  const { tx, storeId } = scope;
  const query = sql<ProductRow>`
    SELECT item_id, count(DISTINCT order_id)::int AS orders, sum(kept_minor)::bigint AS revenue_minor,
      count(DISTINCT customer_id)::int AS customers
    FROM counted_line WHERE store_id = ${storeId} AND kept_quantity > 0
    GROUP BY item_id ORDER BY item_id`;
  const { rows } = await joinWholeStore(scope, () => query.execute(tx));
  return rows;
}

/** What an item sold in one week. */
export interface ProductWeekRow extends ProductRow {
  /** The Monday that the week begins with, 'YYYY-MM-DD'. */
  readonly week: string;
}

/** Sales by item and ISO week of the business day, from the week of `from` on. */
export async function readProductWeeks(scope: StoreScope, { from }: { from: string }): Promise<ProductWeekRow[]> {
  const { tx, storeId } = scope;
  const query = sql<ProductWeekRow>`
    SELECT item_id, date_trunc('week', business_day)::date AS week, count(DISTINCT order_id)::int AS orders,
      sum(kept_minor)::bigint AS revenue_minor, count(DISTINCT customer_id)::int AS customers
    FROM counted_line
    WHERE store_id = ${storeId} AND kept_quantity > 0 AND business_day >= ${from}::date
    GROUP BY 1, 2 ORDER BY 1, 2`;
  const { rows } = await joinWholeStore(scope, () => query.execute(tx));
  return rows;
}
