import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';

/**
 * Marks customers whose profiles are to be computed anew. The mark is in force with the caller's transaction, and a new row
 * each time: whoever takes the marks that can be seen leaves those that come with orders that cannot be seen yet. The same
 * transaction moves the store's change number, by which others learn of it.
 */
export async function markCustomersDue({ tx, storeId }: StoreScope, customerIds: readonly number[]): Promise<void> {
  if (customerIds.length === 0) return;
  await sql`
    INSERT INTO customer_due (store_id, customer_id)
    SELECT ${storeId}::bigint, id FROM unnest(${[...customerIds]}::bigint[]) AS id`.execute(tx);
}

/** A version of an order that was written, and the one that it follows. */
export interface VersionStep {
  readonly orderId: number;
  readonly fromVersion: number | null;
  readonly toVersion: number;
}

/** Marks the customers of both versions of orders that were written. */
export async function markBuyersDue({ tx, storeId }: StoreScope, steps: readonly VersionStep[]): Promise<void> {
  const versions = steps.flatMap(({ orderId, fromVersion, toVersion }) => [
    { orderId, version: toVersion },
    ...(fromVersion === null ? [] : [{ orderId, version: fromVersion }]),
  ]);
  await sql`
    INSERT INTO customer_due (store_id, customer_id)
    SELECT DISTINCT v.store_id, v.customer_id
    FROM unnest(${versions.map(({ orderId }) => orderId)}::bigint[], ${versions.map(({ version }) => version)}::integer[])
      AS w (order_id, version)
    CROSS JOIN LATERAL (
      SELECT store_id, customer_id FROM order_version
      WHERE store_id = ${storeId}::bigint AND order_id = w.order_id AND version = w.version AND customer_id IS NOT NULL
      OFFSET 0) AS v`.execute(tx);
}
