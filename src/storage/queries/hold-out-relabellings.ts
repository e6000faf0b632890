import { type Selectable, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

export type RelabellingRow = Selectable<Tables['hold_out_relabelling']>;

/** A visitor-week as the randomisation test takes it. */
export interface RelabelledRow {
  readonly iso_week: string;
  readonly arm: 'shown' | 'held_out';
  readonly revenue_minor: number;
  readonly past_minor: number;
}

/** Everything the randomisation test has said. */
export async function listRelabellings({ tx, storeId }: StoreScope): Promise<RelabellingRow[]> {
  return tx.selectFrom('hold_out_relabelling').selectAll().where('store_id', '=', storeId).execute();
}

/** Keeps what the test says of a set of weeks; the seed is theirs, so what is there already says the same. */
export async function insertRelabelling(
  { tx, storeId }: StoreScope,
  row: Omit<RelabellingRow, 'store_id'>,
): Promise<void> {
  await tx
    .insertInto('hold_out_relabelling')
    .values({ store_id: storeId, ...row })
    .onConflict((conflict) => conflict.columns(['store_id', 'key', 'kind']).doNothing())
    .execute();
}

/** Visitors of some weeks who were seen in one arm only, in an order that is always the same. */
export async function findRelabelledUnits(
  { tx, storeId }: StoreScope,
  isoWeeks: readonly string[],
): Promise<RelabelledRow[]> {
  const result = await sql<RelabelledRow>`
    SELECT iso_week, arm, revenue_minor, past_minor FROM visitor_week
    WHERE store_id = ${storeId} AND iso_week = ANY(${[...isoWeeks]}::text[]) AND stratum = 'visitor' AND arm <> 'both'
    ORDER BY iso_week, unit COLLATE "C"`.execute(tx);
  return result.rows;
}
