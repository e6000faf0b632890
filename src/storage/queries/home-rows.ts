import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import { EVENT_COUNTS, eventIdsWithin } from './event-list.ts';
import type { DaySpan } from './rollup-sums.ts';

/** An entry of the ledger with what its place was. */
export interface CreditRow {
  readonly id: number;
  readonly order_day: string;
  readonly booked_at: Date;
  readonly order: string;
  readonly line_no: number;
  readonly item: string;
  readonly name: string;
  readonly kind: string;
  readonly quantity: string;
  readonly amount_minor: number;
  readonly rec_id: string;
  readonly placement: string | null;
  readonly type: string | null;
  readonly source: string | null;
}

/** Entries of the ledger by day and number, after one of them. */
export async function listCreditRows(
  { tx, storeId }: StoreScope,
  { span: { from, to }, after, limit }: { span: DaySpan; after: CreditRow | null; limit: number },
): Promise<CreditRow[]> {
  const beyond = after === null ? sql`` : sql`AND (e.order_day, e.id) > (${after.order_day}::date, ${after.id})`;
  const result = await sql<CreditRow>`
    SELECT e.id, e.order_day, e.booked_at, o.external_id AS "order", e.line_no, i.external_id AS item, i.name, e.kind,
      e.quantity, e.amount_minor, e.rec_id, s.placement, slot.type, source.external_id AS source
    FROM (
      SELECT * FROM attribution_entry e
      WHERE e.store_id = ${storeId} AND e.order_day BETWEEN ${from}::date AND ${to}::date ${beyond}
      ORDER BY e.order_day, e.id LIMIT ${limit}) AS e
    JOIN orders o ON o.store_id = e.store_id AND o.id = e.order_id
    JOIN item i ON i.store_id = e.store_id AND i.id = e.item_id
    LEFT JOIN served s ON s.store_id = e.store_id AND s.rec_id = e.rec_id
    LEFT JOIN LATERAL (
      SELECT entry ->> 'type' AS type, (entry ->> 'source')::bigint AS source
      FROM jsonb_array_elements(s.slots) AS entry WHERE (entry ->> 'item')::bigint = e.item_id LIMIT 1) AS slot ON true
    LEFT JOIN item source ON source.store_id = e.store_id AND source.id = slot.source
    ORDER BY e.order_day, e.id`.execute(tx);
  return result.rows;
}

/** A line of an order that counts. */
export interface SoldRow {
  readonly day: string;
  readonly order_id: number;
  readonly order: string;
  readonly line_no: number;
  readonly item: string;
  readonly name: string;
  readonly quantity: string;
  readonly sold_minor: number;
  readonly kept_minor: number;
}

/** Lines of the counted orders of a day. */
export async function listSoldRows({ tx, storeId }: StoreScope, day: string): Promise<SoldRow[]> {
  const result = await sql<SoldRow>`
    SELECT c.business_day AS day, c.order_id, o.external_id AS "order", c.line_no, i.external_id AS item, i.name,
      c.kept_quantity AS quantity, c.sold_minor, c.kept_minor
    FROM (SELECT * FROM counted_line WHERE store_id = ${storeId} AND business_day = ${day}::date) AS c
    JOIN orders o ON o.store_id = c.store_id AND o.id = c.order_id
    JOIN item i ON i.store_id = c.store_id AND i.id = c.item_id
    ORDER BY c.order_id, c.line_no`.execute(tx);
  return result.rows;
}

/** A place of an answer on one of its days. */
export interface PlaceRow {
  readonly rec_id: string;
  readonly item: string;
  readonly name: string;
  readonly clicked: boolean;
  readonly added: boolean;
  readonly first_at: Date;
  readonly seen_before: boolean;
  readonly clicked_before: boolean;
  readonly added_before: boolean;
}

/**
 * The places of answers that were seen, clicked or added from on a day, and whether that was so on one of the two days
 * before already: then they count there.
 */
export async function listPlaceRows(
  { tx, storeId }: StoreScope,
  { lookBack, from, to }: { lookBack: Date; from: Date; to: Date },
): Promise<PlaceRow[]> {
  const before = sql`at < ${from}::timestamptz`;
  const now = sql`at >= ${from}::timestamptz`;
  const isClick = sql`type IN ('click', 'add')`;
  const result = await sql<PlaceRow>`
    SELECT p.rec_id, i.external_id AS item, i.name, p.clicked, p.added, p.first_at, p.seen_before, p.clicked_before,
      p.added_before
    FROM (
      SELECT rec_id, item_id, min(at) FILTER (WHERE ${now}) AS first_at,
        coalesce(bool_or(${isClick}) FILTER (WHERE ${now}), false) AS clicked,
        coalesce(bool_or(type = 'add') FILTER (WHERE ${now}), false) AS added,
        bool_or(${before}) AS seen_before, bool_or(${before} AND ${isClick}) AS clicked_before,
        bool_or(${before} AND type = 'add') AS added_before
      FROM event
      WHERE store_id = ${storeId} AND ${eventIdsWithin({ from: lookBack, to })} AND at >= ${lookBack}::timestamptz
        AND at < ${to}::timestamptz AND type IN ('impression', 'click', 'add') AND ${sql.raw(EVENT_COUNTS)}
        AND rec_id IS NOT NULL AND item_id IS NOT NULL
      GROUP BY rec_id, item_id) AS p
    JOIN item i ON i.store_id = ${storeId} AND i.id = p.item_id
    WHERE p.first_at IS NOT NULL
    ORDER BY p.first_at, p.rec_id, p.item_id`.execute(tx);
  return result.rows;
}

/** Two items of one order. */
export interface TogetherRow {
  readonly order: string;
  readonly item_a: string;
  readonly name_a: string;
  readonly item_b: string;
  readonly name_b: string;
}

/** The pairs of items in the counted orders of a day. */
export async function listTogetherRows({ tx, storeId }: StoreScope, day: string): Promise<TogetherRow[]> {
  const result = await sql<TogetherRow>`
    WITH whole AS MATERIALIZED (
      SELECT order_id, array_agg(DISTINCT item_id) AS items FROM counted_line
      WHERE store_id = ${storeId} AND business_day = ${day}::date AND kept_quantity > 0
      GROUP BY order_id HAVING count(DISTINCT item_id) > 1)
    SELECT o.external_id AS "order", ia.external_id AS item_a, ia.name AS name_a, ib.external_id AS item_b,
      ib.name AS name_b
    FROM whole
    CROSS JOIN LATERAL unnest(items) WITH ORDINALITY AS a (item, place)
    CROSS JOIN LATERAL unnest(items[a.place + 1:]) AS b (item)
    JOIN orders o ON o.store_id = ${storeId} AND o.id = whole.order_id
    JOIN item ia ON ia.store_id = ${storeId} AND ia.id = a.item
    JOIN item ib ON ib.store_id = ${storeId} AND ib.id = b.item
    ORDER BY whole.order_id, a.item, b.item`.execute(tx);
  return result.rows;
}
