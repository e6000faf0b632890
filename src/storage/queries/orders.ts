import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { OrderStatusName, Tables } from '../tables.ts';
import { joinWholeStore } from '../whole-store.ts';
import { markCustomersDue } from './customer-due.ts';

/** What the store knows of an order before it is written again. */
export interface KnownOrder {
  readonly id: number;
  readonly externalId: string;
  readonly version: number;
  readonly sourceVersion: number | null;
  readonly contentHash: Buffer;
  readonly deleted: boolean;
  /** Deleted because its import was taken back: it may come again. */
  readonly takenBack: boolean;
  readonly status: OrderStatusName;
  readonly changeNo: number;
}

/** The version in force of order `o`: OFFSET 0 keeps it a look-up by its key, whatever the planner believes of the store. */
const versionInForce = (from: ExpressionBuilder<Tables & { o: Tables['orders'] }, 'o'>) =>
  from
    .selectFrom('order_version as version')
    .selectAll()
    .whereRef('version.store_id', '=', 'o.store_id')
    .whereRef('version.order_id', '=', 'o.id')
    .whereRef('version.version', '=', 'o.version')
    .offset(sql<number>`0`)
    .as('v');

/** Orders of this store by the caller's ids. */
export async function findKnownOrders(
  { tx, storeId }: StoreScope,
  externalIds: readonly string[],
): Promise<Map<string, KnownOrder>> {
  const rows = await tx
    .selectFrom('orders as o')
    .innerJoinLateral(versionInForce, (join) => join.onTrue())
    .select([
      'o.id',
      'o.external_id',
      'o.version',
      'o.source_version',
      'o.content_hash',
      'o.deleted',
      'o.taken_back',
      'o.change_no',
      'v.status',
    ])
    .where('o.store_id', '=', storeId)
    .where('o.external_id', '=', sql<string>`ANY(${[...externalIds]}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.external_id,
      {
        id: row.id,
        externalId: row.external_id,
        version: row.version,
        sourceVersion: row.source_version,
        contentHash: row.content_hash,
        deleted: row.deleted,
        takenBack: row.taken_back,
        status: row.status,
        changeNo: row.change_no,
      },
    ]),
  );
}

/** The place where references of an order live: both tables have the same shape. */
export type ReferenceTable = 'customer' | 'dining_table';

/** Internal ids of customers or tables by the caller's ids; unknown ones are added. */
export async function ensureReferences(
  { tx, storeId }: StoreScope,
  { table, externalIds, createdAt }: { table: ReferenceTable; externalIds: readonly string[]; createdAt: Date },
): Promise<Map<string, number>> {
  if (externalIds.length === 0) return new Map();
  const found = await findReferences({ tx, storeId }, { table, externalIds });
  const missing = externalIds.filter((externalId) => !found.has(externalId));
  if (missing.length === 0) return found;
  const added = await tx
    .insertInto(table)
    .columns(['store_id', 'external_id', 'created_at'])
    .expression(
      sql`SELECT ${storeId}::bigint, external_id, ${createdAt}::timestamptz
          FROM unnest(${missing}::text[]) WITH ORDINALITY AS r (external_id, row_no) ORDER BY row_no`,
    )
    .returning(['id', 'external_id'])
    .execute();
  for (const row of added) found.set(String(row.external_id), row.id);
  // Somebody new has a profile from the beginning, also without an order that counts.
  if (table === 'customer')
    await markCustomersDue(
      { tx, storeId },
      added.map(({ id }) => id),
    );
  return found;
}

/** The numbers of those that the store has, by the ids of the caller's. */
export async function findReferences(
  { tx, storeId }: StoreScope,
  { table, externalIds }: { table: ReferenceTable | 'item'; externalIds: readonly string[] },
): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom(table)
    .select(['id', 'external_id'])
    .where('store_id', '=', storeId)
    .where('external_id', '=', sql<string>`ANY(${[...externalIds]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [String(row.external_id), row.id]));
}

/** The row of `orders` to write: a new order has no id yet. */
export interface OrderHead {
  readonly id: number | null;
  readonly externalId: string;
  readonly version: number;
  readonly sourceVersion: number | null;
  readonly contentHash: Buffer;
  readonly deleted: boolean;
  readonly takenBack: boolean;
  readonly changeNo: number;
}

/** Adds new orders and moves known ones to their new version. Gives the internal ids, in the order given. */
export async function writeOrderHeads({ tx, storeId }: StoreScope, heads: readonly OrderHead[]): Promise<number[]> {
  const fresh = heads.filter((head) => head.id === null);
  const known = heads.filter((head) => head.id !== null);
  const ids = new Map(known.map((head) => [head.externalId, Number(head.id)]));
  if (fresh.length > 0) {
    const inserted = await sql<{ id: number; external_id: string }>`
      INSERT INTO orders (store_id, external_id, version, source_version, content_hash, deleted, taken_back, change_no)
      SELECT ${storeId}::bigint, external_id, version, source_version, content_hash, deleted, taken_back, change_no
      FROM ${unnestHeads(fresh)} ORDER BY row_no
      RETURNING id, external_id`.execute(tx);
    for (const row of inserted.rows) ids.set(row.external_id, row.id);
  }
  if (known.length > 0) {
    await sql`
      UPDATE orders o SET version = h.version, source_version = h.source_version, content_hash = h.content_hash,
        deleted = h.deleted, taken_back = h.taken_back, change_no = h.change_no
      FROM ${unnestHeads(known)}
      WHERE o.store_id = ${storeId} AND o.external_id = h.external_id`.execute(tx);
  }
  return heads.map((head) => Number(ids.get(head.externalId)));
}

function unnestHeads(heads: readonly OrderHead[]) {
  return sql`unnest(
    ${heads.map((head) => head.externalId)}::text[], ${heads.map((head) => head.version)}::integer[],
    ${heads.map((head) => head.sourceVersion)}::bigint[], ${heads.map((head) => head.contentHash)}::bytea[],
    ${heads.map((head) => head.deleted)}::boolean[], ${heads.map((head) => head.takenBack)}::boolean[],
    ${heads.map((head) => head.changeNo)}::bigint[]
  ) WITH ORDINALITY AS h (external_id, version, source_version, content_hash, deleted, taken_back, change_no, row_no)`;
}

/** A version of an order, written once. */
export type OrderVersionRow = Omit<Selectable<Tables['order_version']>, 'store_id'>;

export async function insertOrderVersions(
  { tx, storeId }: StoreScope,
  rows: readonly OrderVersionRow[],
): Promise<void> {
  const column = <K extends keyof OrderVersionRow>(key: K) => rows.map((row) => row[key]);
  await sql`
    INSERT INTO order_version (store_id, order_id, version, source_version, status, deleted, ordered_at, business_day,
      received_at, customer_id, table_id, visitor, session, channel, location, discount_minor, tax_minor, tip_minor,
      delivery_minor, rating, test, import_id)
    SELECT ${storeId}::bigint, v.* FROM unnest(
      ${column('order_id')}::bigint[], ${column('version')}::integer[], ${column('source_version')}::bigint[],
      ${column('status')}::text[], ${column('deleted')}::boolean[], ${column('ordered_at')}::timestamptz[],
      ${column('business_day')}::date[], ${column('received_at')}::timestamptz[], ${column('customer_id')}::bigint[],
      ${column('table_id')}::bigint[], ${column('visitor')}::text[], ${column('session')}::text[],
      ${column('channel')}::text[], ${column('location')}::text[], ${column('discount_minor')}::bigint[],
      ${column('tax_minor')}::bigint[], ${column('tip_minor')}::bigint[], ${column('delivery_minor')}::bigint[],
      ${column('rating')}::smallint[], ${column('test')}::boolean[], ${column('import_id')}::bigint[]) AS v`.execute(
    tx,
  );
}

/** A line of a version, written once. Quantities are in thousandths here, so that they stay integers. */
export interface OrderLineRow {
  readonly orderId: number;
  readonly version: number;
  readonly lineNo: number;
  readonly itemId: number;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number | null;
  readonly discountMinor: number;
  readonly taxMinor: number | null;
  readonly taxIncluded: boolean | null;
  readonly recId: string | null;
  readonly refundedMilli: number;
  readonly refundedMinor: number;
}

export async function insertOrderLines({ tx, storeId }: StoreScope, rows: readonly OrderLineRow[]): Promise<void> {
  const column = <K extends keyof OrderLineRow>(key: K) => rows.map((row) => row[key]);
  await sql`
    INSERT INTO order_line (store_id, order_id, version, line_no, item_id, quantity, unit_price_minor, discount_minor,
      tax_minor, tax_included, rec_id, refunded_quantity, refunded_minor)
    SELECT ${storeId}::bigint, order_id, version, line_no, item_id, quantity_milli / 1000.0, unit_price_minor, discount_minor,
      tax_minor, tax_included, rec_id, refunded_milli / 1000.0, refunded_minor
    FROM unnest(
      ${column('orderId')}::bigint[], ${column('version')}::integer[], ${column('lineNo')}::integer[],
      ${column('itemId')}::bigint[], ${column('quantityMilli')}::bigint[], ${column('unitPriceMinor')}::bigint[],
      ${column('discountMinor')}::bigint[], ${column('taxMinor')}::bigint[], ${column('taxIncluded')}::boolean[],
      ${column('recId')}::uuid[], ${column('refundedMilli')}::bigint[], ${column('refundedMinor')}::bigint[]
    ) AS l (order_id, version, line_no, item_id, quantity_milli, unit_price_minor, discount_minor, tax_minor,
      tax_included, rec_id, refunded_milli, refunded_minor)`.execute(tx);
}

export type RefundRow = Omit<Selectable<Tables['refund']>, 'store_id' | 'id'>;

export async function findRefunds({ tx, storeId }: StoreScope, orderIds: readonly number[]): Promise<RefundRow[]> {
  return tx
    .selectFrom('refund')
    .select(['order_id', 'external_id', 'line_no', 'quantity', 'amount_minor', 'refunded_at'])
    .where('store_id', '=', storeId)
    .where('order_id', '=', sql<number>`ANY(${[...orderIds]}::bigint[])`)
    .orderBy('id')
    .execute();
}

export async function insertRefunds({ tx, storeId }: StoreScope, rows: readonly RefundRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('refund')
    .values(rows.map((row) => ({ store_id: storeId, ...row })))
    .onConflict((conflict) => conflict.columns(['store_id', 'order_id', 'external_id']).doNothing())
    .execute();
}

/** The version in force of one order, with the caller's names of customer and table. */
export type CurrentOrder = OrderVersionRow & {
  external_id: string;
  change_no: number;
  customer: string | null;
  dining_table: string | null;
};

export async function findCurrentOrder({ tx, storeId }: StoreScope, externalId: string): Promise<CurrentOrder | null> {
  const found = await tx
    .selectFrom('orders as o')
    .innerJoin('order_version as v', (join) =>
      join.onRef('v.store_id', '=', 'o.store_id').onRef('v.order_id', '=', 'o.id').onRef('v.version', '=', 'o.version'),
    )
    .leftJoin('customer as c', (join) =>
      join.onRef('c.store_id', '=', 'v.store_id').onRef('c.id', '=', 'v.customer_id'),
    )
    .leftJoin('dining_table as t', (join) =>
      join.onRef('t.store_id', '=', 'v.store_id').onRef('t.id', '=', 'v.table_id'),
    )
    .selectAll('v')
    .select(['o.external_id', 'o.change_no', 'c.external_id as customer', 't.external_id as dining_table'])
    .where('o.store_id', '=', storeId)
    .where('o.external_id', '=', externalId)
    .executeTakeFirst();
  return found ?? null;
}

/** A line with its item's id and name as people know them. */
export type NamedLine = Selectable<Tables['order_line']> & { item_external_id: string; item_name: string };

export async function findLines(
  { tx, storeId }: StoreScope,
  { orderId, version }: { orderId: number; version: number },
): Promise<NamedLine[]> {
  return tx
    .selectFrom('order_line as l')
    .innerJoin('item as i', (join) => join.onRef('i.store_id', '=', 'l.store_id').onRef('i.id', '=', 'l.item_id'))
    .selectAll('l')
    .select(['i.external_id as item_external_id', 'i.name as item_name'])
    .where('l.store_id', '=', storeId)
    .where('l.order_id', '=', orderId)
    .where('l.version', '=', version)
    .orderBy('l.line_no')
    .execute();
}

/** How many orders, deleted ones included, have an id that begins like this. */
export async function countOrdersLike({ tx, storeId }: StoreScope, prefix: string): Promise<number> {
  const row = await tx
    .selectFrom('orders')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('store_id', '=', storeId)
    .where(sql<boolean>`starts_with(external_id, ${prefix})`)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Ids of the orders in force that are marked as test orders. */
export async function listTestOrders(scope: StoreScope): Promise<string[]> {
  const { tx, storeId } = scope;
  const query = tx
    .selectFrom('orders as o')
    .innerJoin('order_version as v', (join) =>
      join.onRef('v.store_id', '=', 'o.store_id').onRef('v.order_id', '=', 'o.id').onRef('v.version', '=', 'o.version'),
    )
    .select('o.external_id')
    .where('o.store_id', '=', storeId)
    .where('o.deleted', '=', false)
    .where('v.test', '=', true)
    .orderBy('o.id');
  const rows = await joinWholeStore(scope, () => query.execute());
  return rows.map((row) => row.external_id);
}
