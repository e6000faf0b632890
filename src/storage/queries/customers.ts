import { sql } from 'kysely';
import type { Database, StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';

/** What the store's profiles were computed with, and whether all that is known is in them. */
export interface CustomerHead {
  readonly changeNo: number;
  /** Grows with every computation of profiles. */
  readonly revision: number;
  readonly basis: string | null;
  readonly isDue: boolean;
}

/** How far a store and its profiles are, for who has them in memory. */
export type CustomerProgress = Pick<CustomerHead, 'changeNo' | 'revision'>;

const PROGRESS = `
  SELECT c.last_change_no AS "changeNo", coalesce(h.revision, 0)::bigint AS revision
  FROM change_head c LEFT JOIN customer_head h ON h.store_id = c.store_id
  WHERE c.store_id = current_setting('pairwell.store_id')::bigint`;
const NOTHING_YET: CustomerHead = { changeNo: 0, revision: 0, basis: null, isDue: false };

/**
 * How far the store and its profiles are: one look, at every question. It asks for no marks: each comes with a change, and
 * after many orders at once the look for one would pass over thousands that are done with.
 */
export async function lookAtCustomers(database: Database, storeId: number): Promise<CustomerProgress> {
  return (await database.readStore<CustomerProgress>(storeId, PROGRESS))[0] ?? NOTHING_YET;
}

/** With what the profiles were computed, and whether some wait. */
export async function readCustomerHead({ tx, storeId }: StoreScope): Promise<CustomerHead> {
  const { rows } = await sql<CustomerHead>`
    SELECT c.last_change_no AS "changeNo", coalesce(h.revision, 0)::bigint AS revision, h.basis,
      EXISTS (SELECT FROM customer_due d WHERE d.store_id = c.store_id) AS "isDue"
    FROM change_head c LEFT JOIN customer_head h ON h.store_id = c.store_id
    WHERE c.store_id = ${storeId}`.execute(tx);
  return rows[0] ?? NOTHING_YET;
}

/** Takes the lock under which profiles are computed, and gives their head as it is then. */
export async function lockCustomerHead(scope: StoreScope): Promise<CustomerHead> {
  const { tx, storeId } = scope;
  await tx
    .insertInto('customer_head')
    .values({ store_id: storeId, basis: null })
    .onConflict((c) => c.doNothing())
    .execute();
  await tx.selectFrom('customer_head').select('revision').where('store_id', '=', storeId).forUpdate().execute();
  return readCustomerHead(scope);
}

/** Fingerprint of what profiles take from the menu and the calendar: tiers, categories, the zone. */
export async function readProfileBasis({ tx, storeId }: StoreScope): Promise<string> {
  const { rows } = await sql<{ basis: string }>`
    SELECT md5((SELECT time_zone FROM store WHERE id = ${storeId}) || coalesce(
      (SELECT string_agg(concat_ws(':', id, coalesce(tier, 0), coalesce(category_id, 0)), ',' ORDER BY id)
       FROM item WHERE store_id = ${storeId}), '')) AS basis`.execute(tx);
  return rows[0]?.basis ?? '';
}

/** Notes the basis of the profiles; with `renewAll` every one of them is to be computed anew. */
export async function setProfileBasis(
  { tx, storeId }: StoreScope,
  { basis, renewAll }: { basis: string; renewAll: boolean },
): Promise<void> {
  await tx.updateTable('customer_head').set({ basis }).where('store_id', '=', storeId).execute();
  if (!renewAll) return;
  await sql`
    INSERT INTO customer_due (store_id, customer_id)
    SELECT store_id, id FROM customer WHERE store_id = ${storeId}`.execute(tx);
}

/**
 * Takes up to `limit` customers off the list of those whose profiles are due, with every mark of theirs that can be seen.
 * The caller holds the head's lock, and reads the orders afterwards.
 */
export async function takeDueCustomers({ tx, storeId }: StoreScope, limit: number): Promise<number[]> {
  const { rows } = await sql<{ customer_id: number }>`
    DELETE FROM customer_due WHERE store_id = ${storeId} AND customer_id IN (
      SELECT DISTINCT customer_id FROM customer_due WHERE store_id = ${storeId} ORDER BY customer_id LIMIT ${limit})
    RETURNING customer_id`.execute(tx);
  return [...new Set(rows.map((row) => row.customer_id))].sort((a, b) => a - b);
}

/** A line of an order that counts, of a known customer; lines that were given back are not there. */
export interface CountedLineRow {
  readonly customer_id: number;
  readonly order_id: number;
  readonly ordered_at: Date | null;
  readonly item_id: number;
  readonly category_id: number | null;
  readonly tier: number | null;
  readonly kept_minor: number;
}

/** The lines of some customers' orders that count, by customer and order: what a profile is computed from. */
export async function readCountedLines(
  { tx, storeId }: StoreScope,
  customerIds: readonly number[],
): Promise<CountedLineRow[]> {
  const { rows } = await sql<CountedLineRow>`
    SELECT l.customer_id, l.order_id, l.ordered_at, l.item_id, i.category_id, i.tier, l.kept_minor
    FROM counted_line l JOIN item i ON i.store_id = l.store_id AND i.id = l.item_id
    WHERE l.store_id = ${storeId} AND l.customer_id = ANY(${[...customerIds]}::bigint[]) AND l.kept_quantity > 0
    ORDER BY l.customer_id, l.order_id, l.line_no`.execute(tx);
  return rows;
}

/** A profile as it is stored. The five documents are JSON texts when they are written. */
export type ProfileRow = Omit<
  Tables['customer_profile'],
  | 'store_id'
  | 'revision'
  | 'first_ordered_at'
  | 'last_ordered_at'
  | 'tiers'
  | 'items'
  | 'categories'
  | 'hours'
  | 'basket'
> & {
  readonly first_ordered_at: Date | null;
  readonly last_ordered_at: Date | null;
  readonly tiers: unknown;
  readonly items: unknown;
  readonly categories: unknown;
  readonly hours: unknown;
  readonly basket: unknown;
};

/** Writes profiles under the next revision. The caller holds the head's lock. */
export async function writeProfiles({ tx, storeId }: StoreScope, rows: readonly ProfileRow[]): Promise<void> {
  const column = <K extends keyof ProfileRow>(key: K) => rows.map((row) => row[key]);
  const json = (key: 'tiers' | 'items' | 'categories' | 'hours' | 'basket') =>
    rows.map((row) => JSON.stringify(row[key]));
  await sql`
    WITH head AS (
      UPDATE customer_head SET revision = revision + 1 WHERE store_id = ${storeId} RETURNING revision
    )
    INSERT INTO customer_profile (store_id, revision, customer_id, ltv_minor, order_count, first_ordered_at,
      last_ordered_at, gap_count, gap_days_sum, tier_level, tiers, items, categories, hours, basket)
    SELECT ${storeId}::bigint, head.revision, p.* FROM head, unnest(
      ${column('customer_id')}::bigint[], ${column('ltv_minor')}::bigint[], ${column('order_count')}::integer[],
      ${column('first_ordered_at')}::timestamptz[], ${column('last_ordered_at')}::timestamptz[],
      ${column('gap_count')}::integer[], ${column('gap_days_sum')}::float8[], ${column('tier_level')}::smallint[],
      ${json('tiers')}::jsonb[], ${json('items')}::jsonb[], ${json('categories')}::jsonb[], ${json('hours')}::jsonb[],
      ${json('basket')}::jsonb[]) AS p
    ON CONFLICT (store_id, customer_id) DO UPDATE SET (revision, ltv_minor, order_count, first_ordered_at,
      last_ordered_at, gap_count, gap_days_sum, tier_level, tiers, items, categories, hours, basket)
      = (excluded.revision, excluded.ltv_minor, excluded.order_count, excluded.first_ordered_at,
      excluded.last_ordered_at, excluded.gap_count, excluded.gap_days_sum, excluded.tier_level, excluded.tiers,
      excluded.items, excluded.categories, excluded.hours, excluded.basket)`.execute(tx);
}

/** A profile with the customer's name; null for somebody who was erased. */
export type NamedProfileRow = ProfileRow & { readonly external_id: string | null; readonly revision: number };

/** Profiles written after a revision, without the documents that only the customer's own page needs. */
export async function readChangedProfiles(
  { tx, storeId }: StoreScope,
  { afterRevision, afterCustomerId, limit }: { afterRevision: number; afterCustomerId: number; limit: number },
): Promise<Pick<NamedProfileRow, (typeof SLIM)[number]>[]> {
  return tx
    .selectFrom('customer_profile as p')
    .innerJoin('customer as c', (join) =>
      join.onRef('c.store_id', '=', 'p.store_id').onRef('c.id', '=', 'p.customer_id'),
    )
    .select(SLIM)
    .where('p.store_id', '=', storeId)
    .where('p.revision', '>', afterRevision)
    .where('p.customer_id', '>', afterCustomerId)
    .orderBy('p.customer_id')
    .limit(limit)
    .execute();
}

const SLIM = [
  'customer_id',
  'external_id',
  'revision',
  'ltv_minor',
  'order_count',
  'first_ordered_at',
  'last_ordered_at',
  'gap_count',
  'gap_days_sum',
  'tier_level',
  'tiers',
  'items',
] as const;

/** Whole profiles of some customers, by their numbers. */
export async function readProfiles({ tx, storeId }: StoreScope, customerIds: readonly number[]): Promise<ProfileRow[]> {
  return tx
    .selectFrom('customer_profile')
    .selectAll()
    .where('store_id', '=', storeId)
    .where('customer_id', '=', sql<number>`ANY(${[...customerIds]}::bigint[])`)
    .orderBy('customer_id')
    .execute();
}

/** The numbers of a store's customers after one, ascending; erased ones too. */
export async function listCustomerIds(
  { tx, storeId }: StoreScope,
  { afterId, limit }: { afterId: number; limit: number },
): Promise<number[]> {
  const rows = await tx
    .selectFrom('customer')
    .select('id')
    .where('store_id', '=', storeId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Customers who wait for their profiles, of these. */
export async function findDueAmong({ tx, storeId }: StoreScope, customerIds: readonly number[]): Promise<Set<number>> {
  const rows = await tx
    .selectFrom('customer_due')
    .select('customer_id')
    .where('store_id', '=', storeId)
    .where('customer_id', '=', sql<number>`ANY(${[...customerIds]}::bigint[])`)
    .execute();
  return new Set(rows.map((row) => row.customer_id));
}

/** The caller's ids of the orders in force of a customer, deleted ones left out. */
export async function listOrdersOfCustomer({ tx, storeId }: StoreScope, customerId: number): Promise<string[]> {
  const rows = await tx
    .selectFrom('order_version as v')
    .innerJoin('orders as o', (join) =>
      join.onRef('o.store_id', '=', 'v.store_id').onRef('o.id', '=', 'v.order_id').onRef('o.version', '=', 'v.version'),
    )
    .select('o.external_id')
    .where('v.store_id', '=', storeId)
    .where('v.customer_id', '=', customerId)
    .where('v.deleted', '=', false)
    .orderBy('v.order_id')
    .execute();
  return rows.map((row) => row.external_id);
}

/** Takes the name off a customer and the customer off what was served and recommended, and off the visitors. */
export async function forgetCustomer({ tx, storeId }: StoreScope, customerId: number): Promise<void> {
  await tx
    .updateTable('customer')
    .set({ external_id: null })
    .where('store_id', '=', storeId)
    .where('id', '=', customerId)
    .execute();
  for (const table of ['served', 'event'] as const) {
    await tx
      .updateTable(table)
      .set({ customer_id: null })
      .where('store_id', '=', storeId)
      .where('customer_id', '=', customerId)
      .execute();
  }
  for (const table of ['customer_recommendation', 'unit_link'] as const) {
    await tx.deleteFrom(table).where('store_id', '=', storeId).where('customer_id', '=', customerId).execute();
  }
}
