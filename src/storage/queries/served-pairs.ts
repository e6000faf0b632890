import { sql } from 'kysely';
import type { HotStatement, StoreScope } from '../database.ts';
import { SHOWN_TO_GUESTS } from './answer-counts.ts';

/** Days (UTC) that are over, the last one not included; none when the first is not before the last. */
export interface ClosedDays {
  readonly from: Date;
  readonly to: Date;
}

/** Days of a store ($1) that answers ($2, when they were given) came into after they were counted: they are counted anew. */
export const FORGET_SERVED_DAYS: HotStatement = {
  name: 'forget_served_days',
  text: `
    DELETE FROM served_day
    WHERE store_id = $1::bigint AND day IN (SELECT (at AT TIME ZONE 'UTC')::date FROM unnest($2::timestamptz[]) AS a (at))`,
};

/** Counts the pairs of the closed days that nobody has counted yet; gives how many days that were. */
export async function countServedDays({ tx, storeId }: StoreScope, { from, to }: ClosedDays): Promise<number> {
  const { rows } = await sql<{ day: string }>`
    INSERT INTO served_day (store_id, day)
    SELECT ${storeId}::bigint, (start AT TIME ZONE 'UTC')::date
    FROM generate_series(${from}::timestamptz, ${to}::timestamptz - interval '1 hour', interval '24 hours') AS start
    ON CONFLICT DO NOTHING RETURNING day`.execute(tx);
  if (rows.length === 0) return 0;
  const days = rows.map(({ day }) => day);
  await sql`DELETE FROM served_pair_day WHERE store_id = ${storeId} AND day = ANY(${days}::date[])`.execute(tx);
  await sql`
    INSERT INTO served_pair_day (store_id, day, source_id, item_id, served)
    SELECT s.store_id, (s.served_at AT TIME ZONE 'UTC')::date, x.source, x.item, count(*)
    FROM served s, jsonb_to_recordset(s.slots) AS x (item bigint, source bigint)
    WHERE s.store_id = ${storeId} AND s.served_at >= ${from}::timestamptz AND s.served_at < ${to}::timestamptz
      AND (s.served_at AT TIME ZONE 'UTC')::date = ANY(${days}::date[])
      AND ${SHOWN_TO_GUESTS} AND x.source IS NOT NULL
    GROUP BY 1, 2, 3, 4`.execute(tx);
  return days.length;
}

/** Forgets the days before an instant, with the answers that they were counted from. */
export async function deleteServedDaysBefore({ tx, storeId }: StoreScope, before: Date): Promise<void> {
  for (const name of ['served_day', 'served_pair_day']) {
    await sql`
      DELETE FROM ${sql.table(name)}
      WHERE store_id = ${storeId} AND day < (${before}::timestamptz AT TIME ZONE 'UTC')::date`.execute(tx);
  }
}
