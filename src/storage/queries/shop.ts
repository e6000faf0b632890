import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { OrderStatusName } from '../tables.ts';

/** An order of the shop's pages that is on its way. */
export interface OpenShopOrder {
  readonly externalId: string;
  readonly status: OrderStatusName;
  readonly orderedAt: Date;
}

const OPEN = ['pending', 'accepted', 'preparing', 'ready'] as const;

/** Orders of the pages since then that are neither completed nor cancelled, oldest first. */
export async function listOpenShopOrders({ tx, storeId }: StoreScope, since: Date): Promise<OpenShopOrder[]> {
  const rows = await tx
    .selectFrom('order_version as v')
    .innerJoin('orders as o', (join) =>
      join.onRef('o.store_id', '=', 'v.store_id').onRef('o.id', '=', 'v.order_id').onRef('o.version', '=', 'v.version'),
    )
    .select(['o.external_id as externalId', 'v.status', 'v.ordered_at as orderedAt'])
    .where('v.store_id', '=', storeId)
    .where('v.channel', '=', 'shop')
    .where('v.status', 'in', OPEN)
    .where('v.deleted', '=', false)
    .where('v.received_at', '>=', since)
    .orderBy('v.received_at')
    .execute();
  return rows.flatMap(({ orderedAt, ...row }) => (orderedAt === null ? [] : [{ ...row, orderedAt }]));
}

/** The customer with the most completed orders since then, and how many. */
export async function findBestCustomer(
  { tx, storeId }: StoreScope,
  since: Date,
): Promise<{ customer: string; orders: number } | null> {
  const found = await tx
    .selectFrom('order_version as v')
    .innerJoin('orders as o', (join) =>
      join.onRef('o.store_id', '=', 'v.store_id').onRef('o.id', '=', 'v.order_id').onRef('o.version', '=', 'v.version'),
    )
    .innerJoin('customer as c', (join) =>
      join.onRef('c.store_id', '=', 'v.store_id').onRef('c.id', '=', 'v.customer_id'),
    )
    .select(['c.external_id as customer', sql<number>`count(*)::int`.as('orders')])
    .where('v.store_id', '=', storeId)
    .where('v.ordered_at', '>=', since)
    .where('v.status', '=', 'completed')
    .where('v.test', '=', false)
    .where('c.external_id', 'is not', null)
    .groupBy('c.external_id')
    .orderBy('orders', 'desc')
    .orderBy('customer')
    .limit(1)
    .executeTakeFirst();
  return found ? { ...found, customer: String(found.customer) } : null;
}

/** Adds a key unless it is there, revoked or not; the pages that may use it are set either way. */
export async function ensureKey(
  { tx, storeId }: StoreScope,
  key: {
    kind: 'secret' | 'publishable';
    hash: Buffer;
    hint: string;
    label: string;
    origins: string[];
    createdAt: Date;
  },
): Promise<void> {
  await tx
    .insertInto('api_key')
    .values({
      store_id: storeId,
      kind: key.kind,
      key_hash: key.hash,
      hint: key.hint,
      label: key.label,
      origins: key.origins,
      created_at: key.createdAt,
      revoked_at: null,
    })
    .onConflict((conflict) => conflict.columns(['store_id', 'key_hash']).doUpdateSet({ origins: key.origins }))
    .execute();
}
