import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';
import { joinWholeStore } from '../whole-store.ts';

/** A recommendation that was made to a customer on a day of the store's calendar. */
export type MadeRecommendation = Omit<Tables['customer_recommendation'], 'store_id' | 'made_at'> & {
  readonly made_at: Date;
};

/** Remembers recommendations; what was recommended to a customer before on the same day stays as it was then. */
export async function insertRecommendations(
  { tx, storeId }: StoreScope,
  rows: readonly MadeRecommendation[],
): Promise<void> {
  if (rows.length === 0) return;
  const column = <K extends keyof MadeRecommendation>(key: K) => rows.map((row) => row[key]);
  // Customers who were erased between the question and this row are left out; one look-up by key for each row, whatever
  // the planner believes of a store that was just imported.
  await sql`
    INSERT INTO customer_recommendation (store_id, customer_id, made_on, item_id, rank, probability, confidence, kind,
      from_tier, to_tier, made_at)
    SELECT ${storeId}::bigint, r.* FROM unnest(
      ${column('customer_id')}::bigint[], ${column('made_on')}::date[], ${column('item_id')}::bigint[],
      ${column('rank')}::smallint[], ${column('probability')}::float8[], ${column('confidence')}::float8[],
      ${column('kind')}::text[], ${column('from_tier')}::smallint[], ${column('to_tier')}::smallint[],
      ${column('made_at')}::timestamptz[]) AS r (customer_id, made_on, item_id, rank, probability, confidence, kind,
      from_tier, to_tier, made_at)
    WHERE (SELECT c.external_id FROM customer c WHERE c.store_id = ${storeId} AND c.id = r.customer_id) IS NOT NULL
    ORDER BY r.customer_id, r.made_on, r.item_id
    ON CONFLICT DO NOTHING`.execute(tx);
}

/** A group of recommendations with what became of them. */
export interface OutcomeRow {
  readonly from_tier: number | null;
  readonly to_tier: number | null;
  readonly confidence: number;
  readonly made: number;
  readonly bought: number;
  /** Sums over the group of probability and of its variance p (1 - p). */
  readonly predicted: number;
  readonly variance: number;
}

/**
 * The first recommendation of each item to each customer that is at least `days` old, by step and confidence: how many of the
 * customers bought the item within so many days.
 */
export async function readOutcomes(
  scope: StoreScope,
  { days, now }: { days: number; now: Date },
): Promise<OutcomeRow[]> {
  const { tx, storeId } = scope;
  const query = sql<OutcomeRow>`
    WITH first AS (
      SELECT DISTINCT ON (customer_id, item_id) customer_id, item_id, from_tier, to_tier, confidence, probability, made_at
      FROM customer_recommendation WHERE store_id = ${storeId} ORDER BY customer_id, item_id, made_at
    ), bought AS (
      SELECT DISTINCT f.customer_id, f.item_id
      FROM first f JOIN counted_line l ON l.store_id = ${storeId} AND l.customer_id = f.customer_id
        AND l.item_id = f.item_id AND l.kept_quantity > 0 AND l.ordered_at > f.made_at
        AND l.ordered_at <= f.made_at + make_interval(days => ${days})
    )
    SELECT from_tier, to_tier, confidence, count(*)::int AS made, count(b.item_id)::int AS bought,
      sum(probability) AS predicted, sum(probability * (1 - probability)) AS variance
    FROM first f LEFT JOIN bought b ON b.customer_id = f.customer_id AND b.item_id = f.item_id
    WHERE f.made_at <= ${now}::timestamptz - make_interval(days => ${days})
    GROUP BY 1, 2, 3 ORDER BY 1 NULLS LAST, 2 NULLS LAST, 3`;
  const { rows } = await joinWholeStore(scope, () => query.execute(tx));
  return rows;
}

/** What was recommended to a customer, oldest first. */
export async function listRecommendationsOf(
  { tx, storeId }: StoreScope,
  customerId: number,
): Promise<{ item: string; made_on: string; probability: number; confidence: number }[]> {
  return tx
    .selectFrom('customer_recommendation as r')
    .innerJoin('item as i', (join) => join.onRef('i.store_id', '=', 'r.store_id').onRef('i.id', '=', 'r.item_id'))
    .select(['i.external_id as item', 'r.made_on', 'r.probability', 'r.confidence'])
    .where('r.store_id', '=', storeId)
    .where('r.customer_id', '=', customerId)
    .orderBy('r.made_on')
    .orderBy('r.rank')
    .execute();
}
