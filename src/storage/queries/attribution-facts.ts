import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { OrderStatusName } from '../tables.ts';
import { EVENT_COUNTS, eventIdsWithin } from './event-list.ts';

/** What leads from one fact of a guest to the others. */
export interface GuestKeys {
  readonly sessions: readonly string[];
  readonly visitors: readonly string[];
  readonly recIds: readonly string[];
}

/** An event of a slot; what is unknown of its answer counts as shown: the token is proof enough. */
export interface TouchRow {
  readonly event_id: string;
  readonly type: 'impression' | 'click' | 'add' | 'remove';
  readonly item_id: number;
  readonly rec_id: string | null;
  readonly position: number | null;
  readonly placement: string | null;
  readonly session: string | null;
  readonly visitor: string | null;
  readonly at: Date;
  readonly quantity_milli: number | null;
  readonly in_cart_before_milli: number | null;
  readonly verified: boolean;
  readonly bot: boolean;
  readonly staff: boolean;
  readonly withheld: boolean;
}

export interface FindTouchesOptions extends GuestKeys {
  /** When they happened, roughly: only the weeks that can hold them are looked at. */
  readonly range: { readonly from: Date; readonly to: Date | null };
  /** Only events of people that their token proves. */
  readonly creditable: boolean;
  /** Only of these items; null = of any. */
  readonly itemIds: readonly number[] | null;
}

/** The touches of these guests, each once. */
export async function findTouches(
  { tx, storeId }: StoreScope,
  { sessions, visitors, recIds, creditable, itemIds, range }: FindTouchesOptions,
): Promise<TouchRow[]> {
  const branch = (key: 'session' | 'visitor' | 'rec_id', values: readonly string[]) => sql`
    SELECT event_id, type, item_id, rec_id, position, placement AS page_placement, session, visitor, at,
      (quantity * 1000)::bigint AS quantity_milli, (in_cart_before * 1000)::bigint AS in_cart_before_milli,
      verified, bot IS NOT NULL AS bot, staff
    FROM event
    WHERE store_id = ${storeId} AND ${eventIdsWithin(range)} AND ${sql.ref(key)} = ANY(${[...values]}${key === 'rec_id' ? sql`::uuid[]` : sql`::text[]`})
      AND type IN ('impression', 'click', 'add', 'remove') AND item_id IS NOT NULL
      ${creditable ? sql`AND ${sql.raw(EVENT_COUNTS)}` : sql``}
      ${itemIds === null ? sql`` : sql`AND item_id = ANY(${[...itemIds]}::bigint[])`}`;
  const branches = [
    ...(sessions.length > 0 ? [branch('session', sessions)] : []),
    ...(visitors.length > 0 ? [branch('visitor', visitors)] : []),
    ...(recIds.length > 0 ? [branch('rec_id', recIds)] : []),
  ];
  if (branches.length === 0) return [];
  const result = await sql<TouchRow>`
    SELECT t.*, coalesce(s.placement, t.page_placement) AS placement, coalesce(s.holdout OR s.ghost, false) AS withheld
    FROM (${sql.join(branches, sql` UNION `)}) AS t
    LEFT JOIN served s ON s.store_id = ${storeId} AND s.rec_id = t.rec_id`.execute(tx);
  return result.rows;
}

/** Orders in force of these guests, and those with a line that names one of these recommendations. */
export async function findGuestOrders({ tx, storeId }: StoreScope, keys: GuestKeys): Promise<number[]> {
  const { sessions, visitors, recIds } = keys;
  if (sessions.length + visitors.length + recIds.length === 0) return [];
  const result = await sql<{ id: number }>`
    SELECT o.id FROM order_version v
    JOIN orders o ON o.store_id = v.store_id AND o.id = v.order_id AND o.version = v.version
    WHERE v.store_id = ${storeId} AND v.session = ANY(${[...sessions]}::text[])
    UNION SELECT o.id FROM order_version v
    JOIN orders o ON o.store_id = v.store_id AND o.id = v.order_id AND o.version = v.version
    WHERE v.store_id = ${storeId} AND v.visitor = ANY(${[...visitors]}::text[])
    UNION SELECT o.id FROM order_line l
    JOIN orders o ON o.store_id = l.store_id AND o.id = l.order_id AND o.version = l.version
    WHERE l.store_id = ${storeId} AND l.rec_id = ANY(${[...recIds]}::uuid[])`.execute(tx);
  return result.rows.map((row) => row.id);
}

/**
 * True when these sessions have an order in force, or when a line of one names an answer of their touches. Most guests look
 * and never order: for them this one question takes the place of reading everything that they saw.
 */
export async function haveOrders(
  { tx, storeId }: StoreScope,
  { sessions, range }: { sessions: readonly string[]; range: { readonly from: Date; readonly to: null } },
): Promise<boolean> {
  const result = await sql<{ found: boolean }>`
    WITH answer AS MATERIALIZED (
      SELECT DISTINCT rec_id FROM event
      WHERE store_id = ${storeId} AND ${eventIdsWithin(range)} AND session = ANY(${[...sessions]}::text[])
        AND type IN ('impression', 'click', 'add', 'remove') AND item_id IS NOT NULL AND rec_id IS NOT NULL
        AND ${sql.raw(EVENT_COUNTS)})
    SELECT EXISTS (
      SELECT FROM order_version v
      JOIN orders o ON o.store_id = v.store_id AND o.id = v.order_id AND o.version = v.version
      WHERE v.store_id = ${storeId} AND v.session = ANY(${[...sessions]}::text[])
    ) OR EXISTS (
      SELECT FROM answer
      JOIN order_line l ON l.store_id = ${storeId} AND l.rec_id = answer.rec_id
      JOIN orders o ON o.store_id = l.store_id AND o.id = l.order_id AND o.version = l.version) AS found`.execute(tx);
  return result.rows[0]?.found === true;
}

/** An order in force, as attribution sees it. */
export interface MeasuredOrderRow {
  readonly id: number;
  readonly external_id: string;
  readonly status: OrderStatusName;
  readonly deleted: boolean;
  readonly test: boolean;
  /** When it was ordered; where that was not said, when the store first heard of it. */
  readonly ordered_at: Date;
  readonly business_day: string | null;
  readonly session: string | null;
  readonly visitor: string | null;
  readonly discount_minor: number;
}

export interface MeasuredLineRow {
  readonly order_id: number;
  readonly line_no: number;
  readonly item_id: number;
  readonly quantity_milli: number;
  readonly unit_price_minor: number | null;
  readonly discount_minor: number;
  readonly included_tax_minor: number;
  readonly refunded_milli: number;
  readonly refunded_minor: number;
  readonly rec_id: string | null;
}

/**
 * Orders by their numbers, with the lines in force. OFFSET 0 keeps each version a look-up by its key, whatever the planner
 * believes of a store that was just imported: there it would join the whole store. For the orders themselves it may take
 * any index that begins with the store, so they are found all at once.
 */
export async function loadMeasuredOrders(
  { tx, storeId }: StoreScope,
  ids: readonly number[],
): Promise<{ orders: MeasuredOrderRow[]; lines: MeasuredLineRow[] }> {
  if (ids.length === 0) return { orders: [], lines: [] };
  const wanted = sql`
    (SELECT id, external_id, version FROM orders
      WHERE store_id = ${storeId} AND id = ANY(${[...ids]}::bigint[]) OFFSET 0) AS o`;
  const orders = await sql<MeasuredOrderRow>`
    SELECT o.id, o.external_id, v.status, v.deleted, v.test, coalesce(v.ordered_at, first.received_at) AS ordered_at,
      v.business_day, v.session, v.visitor, v.discount_minor
    FROM ${wanted}
    JOIN LATERAL (SELECT * FROM order_version one
      WHERE one.store_id = ${storeId} AND one.order_id = o.id AND one.version = o.version OFFSET 0) AS v ON true
    JOIN LATERAL (SELECT received_at FROM order_version one
      WHERE one.store_id = ${storeId} AND one.order_id = o.id AND one.version = 1 OFFSET 0) AS first ON true
    ORDER BY o.id`.execute(tx);
  const lines = await sql<MeasuredLineRow>`
    SELECT l.order_id, l.line_no, l.item_id, (l.quantity * 1000)::bigint AS quantity_milli, l.unit_price_minor,
      l.discount_minor, CASE WHEN l.tax_included THEN coalesce(l.tax_minor, 0) ELSE 0 END AS included_tax_minor,
      (l.refunded_quantity * 1000)::bigint AS refunded_milli, l.refunded_minor, l.rec_id
    FROM ${wanted}
    JOIN LATERAL (SELECT * FROM order_line one
      WHERE one.store_id = ${storeId} AND one.order_id = o.id AND one.version = o.version OFFSET 0) AS l ON true
    ORDER BY l.order_id, l.line_no`.execute(tx);
  return { orders: orders.rows, lines: lines.rows };
}
