import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';

/** Takes the weeks of these days away: one of their days is another one now. */
export async function deletePairWeeks({ tx, storeId }: StoreScope, days: readonly string[]): Promise<void> {
  const weeks = sql`SELECT DISTINCT date_trunc('week', day)::date FROM unnest(${[...days]}::date[]) AS d (day)`;
  const gone = await sql<{ week: string }>`
    DELETE FROM pair_week WHERE store_id = ${storeId} AND week IN (${weeks}) RETURNING week`.execute(tx);
  if (gone.rows.length === 0) return;
  await sql`
    DELETE FROM week_pair_sales
    WHERE store_id = ${storeId} AND week = ANY(${gone.rows.map(({ week }) => week)}::date[])`.execute(tx);
}

/** Adds up the weeks that are over before a day and that are not there yet; gives how many. */
export async function makePairWeeks({ tx, storeId }: StoreScope, before: string): Promise<number> {
  const missing = await sql<{ week: string }>`
    SELECT DISTINCT date_trunc('week', day)::date AS week FROM day_sales
    WHERE store_id = ${storeId} AND date_trunc('week', day)::date + 7 <= ${before}::date
    EXCEPT SELECT week FROM pair_week WHERE store_id = ${storeId} ORDER BY week`.execute(tx);
  for (const { week } of missing.rows) {
    await sql`
      INSERT INTO week_pair_sales (store_id, week, item_a, item_b, orders)
      SELECT ${storeId}::bigint, ${week}::date, item_a, item_b, sum(orders)::int FROM day_pair_sales
      WHERE store_id = ${storeId} AND day BETWEEN ${week}::date AND ${week}::date + 6
      GROUP BY item_a, item_b`.execute(tx);
    await tx.insertInto('pair_week').values({ store_id: storeId, week }).execute();
  }
  return missing.rows.length;
}

/** Weeks that are not the sum of their days; none, unless something went wrong. */
export async function findWrongPairWeeks({ tx, storeId }: StoreScope): Promise<string[]> {
  const result = await sql<{ week: string }>`
    WITH fresh AS MATERIALIZED (
      SELECT w.week, d.item_a, d.item_b, sum(d.orders)::int AS orders FROM pair_week w
      JOIN day_pair_sales d ON d.store_id = w.store_id AND d.day BETWEEN w.week AND w.week + 6
      WHERE w.store_id = ${storeId} GROUP BY w.week, d.item_a, d.item_b),
    kept AS MATERIALIZED (SELECT week, item_a, item_b, orders FROM week_pair_sales WHERE store_id = ${storeId})
    SELECT DISTINCT week FROM (
      (SELECT * FROM fresh EXCEPT ALL SELECT * FROM kept) UNION ALL
      (SELECT * FROM kept EXCEPT ALL SELECT * FROM fresh)) AS different ORDER BY week`.execute(tx);
  return result.rows.map(({ week }) => week);
}
