import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';

/** How often each law of the store's tables is broken; all zero in a healthy store. */
export interface StorageFaults {
  readonly changesMissing: number;
  readonly headsWithoutVersion: number;
  readonly versionsWithoutChange: number;
  readonly headsBehindLog: number;
}

/** Holds the tables against each other: change log, order heads and versions. */
export async function countStorageFaults({ tx, storeId }: StoreScope): Promise<StorageFaults> {
  const result = await sql<StorageFaults>`
    SELECT
      (SELECT h.last_change_no - count(c.change_no) FROM change_head h
         LEFT JOIN change c ON c.store_id = h.store_id AND c.change_no BETWEEN 1 AND h.last_change_no
       WHERE h.store_id = ${storeId} GROUP BY h.last_change_no)::int AS "changesMissing",
      (SELECT count(*) FROM orders o WHERE o.store_id = ${storeId} AND NOT EXISTS (
         SELECT FROM order_version v
         WHERE v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version))::int AS "headsWithoutVersion",
      (SELECT (SELECT count(*) FROM order_version WHERE store_id = ${storeId})
            - (SELECT count(*) FROM change WHERE store_id = ${storeId} AND kind = 'order'))::int AS "versionsWithoutChange",
      (SELECT count(*) FROM orders o JOIN change c ON c.store_id = o.store_id AND c.change_no = o.change_no
       WHERE o.store_id = ${storeId} AND (c.kind <> 'order' OR c.entity_id <> o.id OR c.to_version <> o.version)
      )::int AS "headsBehindLog"`.execute(tx);
  const faults = result.rows[0];
  return faults ?? { changesMissing: 0, headsWithoutVersion: 0, versionsWithoutChange: 0, headsBehindLog: 0 };
}
