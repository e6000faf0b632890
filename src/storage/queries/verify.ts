import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import { StorageError } from '../storage-error.ts';
import { joinWholeStore } from '../whole-store.ts';

/** How often each law of the store's tables is broken; all zero in a healthy store. */
export interface StorageFaults {
  readonly changesMissing: number;
  readonly headsWithoutVersion: number;
  readonly versionsWithoutChange: number;
  readonly headsBehindLog: number;
  readonly linesWithoutVersion: number;
  readonly linesWithoutItem: number;
  readonly versionsWithoutOrder: number;
}

/** Holds the tables against each other: change log, order heads and versions. */
export async function countStorageFaults(scope: StoreScope): Promise<StorageFaults> {
  const { tx, storeId } = scope;
  const query = sql<StorageFaults>`
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
      )::int AS "headsBehindLog",
      (SELECT count(*) FROM order_line l WHERE l.store_id = ${storeId} AND NOT EXISTS (
         SELECT FROM order_version v
         WHERE v.store_id = l.store_id AND v.order_id = l.order_id AND v.version = l.version)
      )::int AS "linesWithoutVersion",
      (SELECT count(*) FROM order_line l WHERE l.store_id = ${storeId} AND NOT EXISTS (
         SELECT FROM item i WHERE i.store_id = l.store_id AND i.id = l.item_id))::int AS "linesWithoutItem",
      (SELECT count(*) FROM order_version v WHERE v.store_id = ${storeId} AND (
         NOT EXISTS (SELECT FROM orders o WHERE o.store_id = v.store_id AND o.id = v.order_id)
         OR (v.customer_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM customer c WHERE c.store_id = v.store_id AND c.id = v.customer_id))
         OR (v.table_id IS NOT NULL AND NOT EXISTS (
           SELECT FROM dining_table t WHERE t.store_id = v.store_id AND t.id = v.table_id)))
      )::int AS "versionsWithoutOrder"`;
  const result = await joinWholeStore(scope, () => query.execute(tx));
  const faults = result.rows[0];
  if (!faults) throw new StorageError('no_counts', `Store ${storeId} gave no counts.`, { hint: 'Run it again.' });
  return faults;
}
