import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';

/** Business days from one to another, both included. */
export interface DaySpan {
  readonly from: string;
  readonly to: string;
}

/** What was sold on a day. */
export interface SalesRow {
  readonly day: string;
  readonly orders: number;
  readonly units: number;
  readonly kept_minor: number;
  readonly credited_minor: number;
}

/** What places of answers did. */
export interface SlotRow {
  readonly seen: number;
  readonly clicked: number;
  readonly added: number;
  readonly purchased: number;
  readonly credited_minor: number;
}

/** Sales of each day that has any sums, in the order of the days. */
export async function listDaySales({ tx, storeId }: StoreScope, { from, to }: DaySpan): Promise<SalesRow[]> {
  const result = await sql<SalesRow>`
    SELECT day, orders, units::float8 AS units, kept_minor, credited_minor FROM day_sales
    WHERE store_id = ${storeId} AND day BETWEEN ${from}::date AND ${to}::date ORDER BY day`.execute(tx);
  return result.rows;
}

/** The first day on which anything was sold; null = never. */
export async function findFirstSalesDay({ tx, storeId }: StoreScope): Promise<string | null> {
  const result = await sql<{ day: string | null }>`
    SELECT min(day) AS day FROM day_sales WHERE store_id = ${storeId} AND orders > 0`.execute(tx);
  return result.rows[0]?.day ?? null;
}

/** Places of answers by day, in the order of the days. */
export async function listDaySlots(
  { tx, storeId }: StoreScope,
  { from, to }: DaySpan,
): Promise<(SlotRow & { day: string })[]> {
  const result = await sql<SlotRow & { day: string }>`
    SELECT day, sum(seen)::int AS seen, sum(clicked)::int AS clicked, sum(added)::int AS added,
      sum(purchased)::int AS purchased, sum(credited_minor)::bigint AS credited_minor
    FROM day_slots WHERE store_id = ${storeId} AND day BETWEEN ${from}::date AND ${to}::date
    GROUP BY day ORDER BY day`.execute(tx);
  return result.rows;
}

/** Places of answers by type of recommendation. */
export async function sumSlotsByType(
  { tx, storeId }: StoreScope,
  { from, to }: DaySpan,
): Promise<(SlotRow & { type: string })[]> {
  const result = await sql<SlotRow & { type: string }>`
    SELECT type, sum(seen)::int AS seen, sum(clicked)::int AS clicked, sum(added)::int AS added,
      sum(purchased)::int AS purchased, sum(credited_minor)::bigint AS credited_minor
    FROM day_slots WHERE store_id = ${storeId} AND day BETWEEN ${from}::date AND ${to}::date
    GROUP BY type ORDER BY credited_minor DESC, seen DESC, type`.execute(tx);
  return result.rows;
}

/** An item that was suggested. */
export interface SlotItemRow extends SlotRow {
  readonly external_id: string;
  readonly name: string;
}

/** The suggested items with the most credit. */
export async function listTopSlotItems(
  { tx, storeId }: StoreScope,
  { span: { from, to }, limit }: { span: DaySpan; limit: number },
): Promise<SlotItemRow[]> {
  const result = await sql<SlotItemRow>`
    SELECT i.external_id, i.name, t.seen, t.clicked, t.added, t.purchased, t.credited_minor FROM (
      SELECT item_id, sum(seen)::int AS seen, sum(clicked)::int AS clicked, sum(added)::int AS added,
        sum(purchased)::int AS purchased, sum(credited_minor)::bigint AS credited_minor
      FROM day_slot_items WHERE store_id = ${storeId} AND day BETWEEN ${from}::date AND ${to}::date
      GROUP BY item_id ORDER BY credited_minor DESC, purchased DESC, seen DESC, item_id LIMIT ${limit}) AS t
    JOIN item i ON i.store_id = ${storeId} AND i.id = t.item_id
    ORDER BY t.credited_minor DESC, t.purchased DESC, t.seen DESC, t.item_id`.execute(tx);
  return result.rows;
}

/** Two items of one order. */
export interface CombinationRow {
  readonly external_a: string;
  readonly name_a: string;
  readonly external_b: string;
  readonly name_b: string;
  readonly orders: number;
  readonly credited_minor: number;
}

/** The pairs of items that were ordered together the most, and what one brought beside the other. */
export async function listTopCombinations(
  { tx, storeId }: StoreScope,
  { span: { from, to }, limit }: { span: DaySpan; limit: number },
): Promise<CombinationRow[]> {
  const result = await sql<CombinationRow>`
    WITH whole_week AS MATERIALIZED (
      SELECT week FROM pair_week
      WHERE store_id = ${storeId} AND week BETWEEN ${from}::date AND ${to}::date - 6),
    single_day AS MATERIALIZED (
      SELECT day::date FROM generate_series(${from}::date, ${to}::date, interval '1 day') AS day
      WHERE date_trunc('week', day)::date NOT IN (SELECT week FROM whole_week)),
    part AS (
      SELECT w.item_a, w.item_b, w.orders FROM whole_week
      CROSS JOIN LATERAL (SELECT * FROM week_pair_sales w WHERE w.store_id = ${storeId} AND w.week = whole_week.week) AS w
      UNION ALL
      SELECT d.item_a, d.item_b, d.orders FROM single_day
      CROSS JOIN LATERAL (SELECT * FROM day_pair_sales d WHERE d.store_id = ${storeId} AND d.day = single_day.day) AS d),
    top AS MATERIALIZED (
      SELECT item_a, item_b, sum(orders)::int AS orders FROM part
      GROUP BY item_a, item_b ORDER BY orders DESC, item_a, item_b LIMIT ${limit})
    SELECT a.external_id AS external_a, a.name AS name_a, b.external_id AS external_b, b.name AS name_b, top.orders,
      coalesce((SELECT sum(p.credited_minor) FROM day_slot_pairs p
        WHERE p.store_id = ${storeId} AND p.day BETWEEN ${from}::date AND ${to}::date AND p.item_a = top.item_a
          AND p.item_b = top.item_b), 0)::bigint AS credited_minor
    FROM top
    JOIN item a ON a.store_id = ${storeId} AND a.id = top.item_a
    JOIN item b ON b.store_id = ${storeId} AND b.id = top.item_b
    ORDER BY top.orders DESC, top.item_a, top.item_b`.execute(tx);
  return result.rows;
}

/** The item of each span that was seen the most; spans in which nothing was seen are left out. */
export async function listMostSeenItems(
  { tx, storeId }: StoreScope,
  spans: readonly DaySpan[],
): Promise<{ from: string; item: string; name: string; impressions: number }[]> {
  if (spans.length === 0) return [];
  const result = await sql<{ from: string; item: string; name: string; impressions: number }>`
    SELECT DISTINCT ON (t.first) t.first AS from, i.external_id AS item, i.name, t.seen AS impressions FROM (
      SELECT s.first, d.item_id, sum(d.seen)::int AS seen
      FROM unnest(${spans.map(({ from }) => from)}::date[], ${spans.map(({ to }) => to)}::date[]) AS s (first, last)
      JOIN day_slot_items d ON d.store_id = ${storeId} AND d.day BETWEEN s.first AND s.last
      GROUP BY s.first, d.item_id HAVING sum(d.seen) > 0) AS t
    JOIN item i ON i.store_id = ${storeId} AND i.id = t.item_id
    ORDER BY t.first, t.seen DESC, t.item_id`.execute(tx);
  return result.rows;
}

/** Different visitors of weeks, counted one by one. */
export async function countWeekVisitors(
  { tx, storeId }: StoreScope,
  isoWeeks: readonly string[],
): Promise<Map<string, number>> {
  const result = await sql<{ iso_week: string; visitors: number }>`
    SELECT iso_week, count(*)::int AS visitors FROM visitor_week
    WHERE store_id = ${storeId} AND iso_week = ANY(${[...isoWeeks]}::text[]) AND stratum = 'visitor'
    GROUP BY iso_week`.execute(tx);
  return new Map(result.rows.map((row) => [row.iso_week, row.visitors]));
}

/** When the sums were made. */
export interface RollupState {
  readonly days: number;
  readonly computed_at: Date | null;
  readonly first_seen: string | null;
}

/** How many days have sums, when the last was made, and the first day on which a suggestion was seen. */
export async function readRollupState({ tx, storeId }: StoreScope): Promise<RollupState> {
  const result = await sql<RollupState>`
    SELECT (SELECT count(*)::int FROM day_sales WHERE store_id = ${storeId}) AS days,
      (SELECT max(computed_at) FROM day_sales WHERE store_id = ${storeId}) AS computed_at,
      (SELECT min(day) FROM day_slots WHERE store_id = ${storeId} AND seen > 0) AS first_seen`.execute(tx);
  return result.rows[0] ?? { days: 0, computed_at: null, first_seen: null };
}
