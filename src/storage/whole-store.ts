import { sql } from 'kysely';
import type { StoreScope } from './database.ts';

/**
 * Runs a query that joins all rows of a store, without nested loops. Until the statistics are brought up to date, a store
 * that was just imported has one row by the planner's reckoning: a loop in a loop then looks free, and takes minutes for
 * 50,000 orders where a hash takes a second. What looks up a few rows by their keys wants its loops and does not come here.
 */
export async function joinWholeStore<T>({ tx }: StoreScope, query: () => Promise<T>): Promise<T> {
  await sql`SET LOCAL enable_nestloop = off`.execute(tx);
  const result = await query();
  await sql`SET LOCAL enable_nestloop TO DEFAULT`.execute(tx);
  return result;
}
