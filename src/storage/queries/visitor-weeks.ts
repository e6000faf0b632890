import { type Selectable, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { Tables } from '../tables.ts';
import { joinWholeStore } from '../whole-store.ts';
import { ANSWER_COUNTS } from './answer-counts.ts';
import { EVENT_COUNTS, eventIdsWithin } from './event-list.ts';

export type VisitorWeekRow = Selectable<Tables['visitor_week']>;

/** From one instant to another, the second not included. */
export interface TimeRange {
  readonly from: Date;
  readonly to: Date;
}

/** A unit that was exposed, in one arm. */
export interface ExposureRow {
  readonly unit: string;
  readonly arm: string;
  readonly first_at: Date;
}

/** Which answers count: those of a week's draw, or those of a test. */
export type DrawFilter = { readonly drawWeek: string } | { readonly test: string };

const DAY_MS = 86_400_000;

/** Not of a customer who was erased: their orders name nobody any more, so the unit would count with nothing. */
const isKnown = sql`NOT (unit LIKE 'c:%' AND EXISTS (SELECT FROM customer c
          WHERE c.store_id = s.store_id AND 'c:' || c.id = unit AND c.external_id IS NULL))`;

/**
 * First exposure of each unit in each arm. A placement whose pages tell what was seen counts from what was seen; one that
 * never does (an app of your own without the tracker) from when the answer was given. The same in both arms.
 */
export async function findExposures(
  scope: StoreScope,
  { range, draw }: { range: TimeRange; draw: DrawFilter },
): Promise<ExposureRow[]> {
  const { storeId } = scope;
  const isWeek = 'drawWeek' in draw;
  const arm = isWeek ? sql`CASE WHEN holdout THEN 'held_out' ELSE 'shown' END` : sql`arms ->> ${draw.test}`;
  const chosen = isWeek ? sql`draw_week = ${draw.drawWeek}` : sql`arms ? ${draw.test}`;
  // An answer of the day before may be seen only now.
  const answersFrom = new Date(range.from.getTime() - DAY_MS);
  const query = sql<ExposureRow>`
    WITH answers AS MATERIALIZED (
      SELECT rec_id, unit, placement, served_at, ${arm} AS arm FROM served s
      WHERE store_id = ${storeId} AND served_at >= ${answersFrom} AND served_at < ${range.to}
        AND unit IS NOT NULL AND ${ANSWER_COUNTS} AND ${chosen} AND ${isKnown}),
    seen AS MATERIALIZED (
      SELECT a.unit, a.arm, a.placement, event.at FROM event JOIN answers a ON a.rec_id = event.rec_id
      WHERE event.store_id = ${storeId} AND ${eventIdsWithin(range)} AND event.type = 'exposure'
        AND event.at >= ${range.from} AND event.at < ${range.to} AND ${sql.raw(EVENT_COUNTS)}),
    entered AS (
      SELECT unit, arm, at FROM seen
      UNION ALL SELECT unit, arm, served_at FROM answers
      WHERE served_at >= ${range.from} AND placement NOT IN (SELECT placement FROM seen))
    SELECT unit, arm, min(at) AS first_at FROM entered GROUP BY unit, arm ORDER BY unit, arm`;
  // The answers and the events of the time are joined as they are: of neither the planner may know how many there are.
  const result = await joinWholeStore(scope, () => query.execute(scope.tx));
  return result.rows;
}

/** Sessions of a time with the unit that was seen in each: a person before a mere session. */
export async function findSessionUnits(
  { tx, storeId }: StoreScope,
  { from, to }: TimeRange,
): Promise<[string, string][]> {
  const result = await sql<{ session: string; unit: string }>`
    SELECT DISTINCT ON (session) session, unit FROM served s
    WHERE store_id = ${storeId} AND served_at >= ${from} AND served_at < ${to} AND session IS NOT NULL
      AND unit IS NOT NULL AND ${ANSWER_COUNTS}
    ORDER BY session, unit LIKE 's:%', served_at, unit`.execute(tx);
  return result.rows.map(({ session, unit }) => [session, unit]);
}

/** Names that were drawn as another one, and visitors who turned out to be customers before an instant. */
export async function findNameLinks({ tx, storeId }: StoreScope, before: Date): Promise<[string, string][]> {
  const result = await sql<{ a: string; b: string }>`
    SELECT 'v:' || visitor AS a, 'c:' || customer_id AS b FROM unit_link
    WHERE store_id = ${storeId} AND linked_at < ${before}`.execute(tx);
  return result.rows.map(({ a, b }) => [a, b]);
}

/** A counted order that names somebody. */
export interface PersonOrderRow {
  readonly id: number;
  readonly at: Date;
  readonly visitor: string | null;
  readonly customer_id: number | null;
  readonly session: string | null;
  readonly rating: number | null;
  /** Something of it was paid back. */
  readonly refunded: boolean;
  readonly attributed_minor: number;
}

/** Orders in force that count (delivered or completed, no test) of a time; `named` leaves out those that name nobody. */
export async function findCountedOrders(
  { tx, storeId }: StoreScope,
  { range, named }: { range: TimeRange; named: boolean },
): Promise<PersonOrderRow[]> {
  const somebody = named
    ? sql`AND (v.visitor IS NOT NULL OR v.customer_id IS NOT NULL OR v.session IS NOT NULL)`
    : sql``;
  const result = await sql<PersonOrderRow>`
    SELECT o.id, v.ordered_at AS at, v.visitor, v.customer_id, v.session, v.rating,
      EXISTS (SELECT FROM order_line l WHERE l.store_id = o.store_id AND l.order_id = o.id AND l.version = o.version
        AND (l.refunded_minor > 0 OR l.refunded_quantity > 0)) AS refunded,
      coalesce((SELECT sum(e.amount_minor) FROM attribution_entry e
        WHERE e.store_id = o.store_id AND e.order_id = o.id), 0)::bigint AS attributed_minor
    FROM orders o
    JOIN order_version v ON v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version
    WHERE o.store_id = ${storeId} AND NOT o.deleted AND NOT v.test AND v.status IN ('delivered', 'completed')
      AND v.ordered_at >= ${range.from} AND v.ordered_at < ${range.to} ${somebody}
    ORDER BY o.id`.execute(tx);
  return result.rows;
}

/** What this week has to know of the visitors of the week before. */
export interface WeekBeforeRow {
  readonly unit: string;
  readonly arm: VisitorWeekRow['arm'];
  readonly stratum: VisitorWeekRow['stratum'];
  readonly pastMinor: number;
}

/** The visitor-weeks of a week, for the one after it. */
export async function findWeekBefore({ tx, storeId }: StoreScope, isoWeek: string): Promise<WeekBeforeRow[]> {
  return tx
    .selectFrom('visitor_week')
    .select(['unit', 'arm', 'stratum', 'past_minor as pastMinor'])
    .where('store_id', '=', storeId)
    .where('iso_week', '=', isoWeek)
    .orderBy('unit')
    .execute();
}

/** Puts the visitor-weeks of a week in the place of those that were there. */
export async function replaceVisitorWeeks(
  { tx, storeId }: StoreScope,
  { isoWeek, rows }: { isoWeek: string; rows: readonly Omit<VisitorWeekRow, 'store_id' | 'iso_week'>[] },
): Promise<void> {
  await tx.deleteFrom('visitor_week').where('store_id', '=', storeId).where('iso_week', '=', isoWeek).execute();
  if (rows.length === 0) return;
  const column = <K extends keyof (typeof rows)[number]>(key: K) => rows.map((row) => row[key]);
  await sql`
    INSERT INTO visitor_week (store_id, iso_week, unit, arm, stratum, entered_at, revenue_minor, orders, items,
      attributed_minor, past_minor, unit_before)
    SELECT ${storeId}::bigint, ${isoWeek}, w.* FROM unnest(
      ${column('unit')}::text[], ${column('arm')}::text[], ${column('stratum')}::text[],
      ${column('entered_at')}::timestamptz[], ${column('revenue_minor')}::bigint[], ${column('orders')}::integer[],
      ${column('items')}::numeric[], ${column('attributed_minor')}::bigint[], ${column('past_minor')}::bigint[],
      ${column('unit_before')}::text[]) AS w`.execute(tx);
}

/** Visitor-weeks in the order of their keys: of one week, or of all of them after a key. */
export async function listVisitorWeeks(
  { tx, storeId }: StoreScope,
  { isoWeek, after, limit }: { isoWeek: string | null; after: { isoWeek: string; unit: string } | null; limit: number },
): Promise<VisitorWeekRow[]> {
  let query = tx.selectFrom('visitor_week').selectAll().where('store_id', '=', storeId);
  if (isoWeek !== null) query = query.where('iso_week', '=', isoWeek);
  if (after !== null) query = query.where(sql<boolean>`(iso_week, unit) > (${after.isoWeek}, ${after.unit})`);
  return query.orderBy('iso_week').orderBy('unit').limit(limit).execute();
}

/** A click, an add or a dismissal of what was served within a test. */
export interface TestTouchRow {
  readonly unit: string;
  readonly type: 'click' | 'dismiss';
  readonly at: Date;
}

/** First click (or add) and first dismissal of each unit and day within a test. */
export async function findTestTouches(
  scope: StoreScope,
  { range, test }: { range: TimeRange; test: string },
): Promise<TestTouchRow[]> {
  const { storeId } = scope;
  const query = sql<TestTouchRow>`
    WITH answers AS MATERIALIZED (
      SELECT rec_id, unit FROM served s
      WHERE store_id = ${storeId} AND served_at >= ${range.from} AND served_at < ${range.to}
        AND unit IS NOT NULL AND ${ANSWER_COUNTS} AND arms ? ${test})
    SELECT a.unit, CASE event.type WHEN 'dismiss' THEN 'dismiss' ELSE 'click' END AS type, event.at
    FROM event JOIN answers a ON a.rec_id = event.rec_id
    WHERE event.store_id = ${storeId} AND ${eventIdsWithin(range)} AND event.type IN ('click', 'add', 'dismiss')
      AND event.at >= ${range.from} AND event.at < ${range.to} AND ${sql.raw(EVENT_COUNTS)}
    ORDER BY a.unit, event.at`;
  const result = await joinWholeStore(scope, () => query.execute(scope.tx));
  return result.rows;
}

/** Answers of a test to a unit within an hour. */
export interface TestAnswerRow {
  readonly unit: string;
  readonly arm: string;
  readonly at: Date;
  readonly answers: number;
  readonly failed: number;
  readonly slow: number;
}

/** Answers of a test by unit and hour: how many, how many failed, and how many of the others took longer than `slowMs`. */
export async function findTestAnswers(
  { tx, storeId }: StoreScope,
  { range, test, slowMs }: { range: TimeRange; test: string; slowMs: number },
): Promise<TestAnswerRow[]> {
  const result = await sql<TestAnswerRow>`
    SELECT unit, arms ->> ${test} AS arm, min(served_at) AS at, count(*)::int AS answers, (count(*) FILTER (WHERE failed))::int AS failed,
      (count(*) FILTER (WHERE NOT failed AND took_ms > ${slowMs}))::int AS slow
    FROM served s
    WHERE store_id = ${storeId} AND served_at >= ${range.from} AND served_at < ${range.to}
      AND unit IS NOT NULL AND ${ANSWER_COUNTS} AND arms ? ${test} AND took_ms IS NOT NULL
    GROUP BY unit, arm, date_trunc('hour', served_at) ORDER BY unit, at`.execute(tx);
  return result.rows;
}

/** How long 95 of 100 answers of one arm took at most, in milliseconds; null = it gave none. */
export async function findSlowestUsual(
  { tx, storeId }: StoreScope,
  { range, test, arm }: { range: TimeRange; test: string; arm: string },
): Promise<number | null> {
  const result = await sql<{ ms: number | null }>`
    SELECT percentile_disc(0.95) WITHIN GROUP (ORDER BY took_ms) AS ms FROM served s
    WHERE store_id = ${storeId} AND served_at >= ${range.from} AND served_at < ${range.to}
      AND unit IS NOT NULL AND ${ANSWER_COUNTS} AND arms ->> ${test} = ${arm} AND NOT failed`.execute(tx);
  return result.rows[0]?.ms ?? null;
}

/** When units were answered for a cart with something in it, each once an hour. */
export async function findCartVisits(
  { tx, storeId }: StoreScope,
  { from, to }: TimeRange,
): Promise<{ unit: string; at: Date }[]> {
  const result = await sql<{ unit: string; at: Date }>`
    SELECT unit, min(served_at) AS at FROM served s
    WHERE store_id = ${storeId} AND served_at >= ${from} AND served_at < ${to}
      AND unit IS NOT NULL AND ${ANSWER_COUNTS} AND placement = 'cart' AND cart <> '[]'::jsonb
    GROUP BY unit, date_trunc('hour', served_at) ORDER BY unit, at`.execute(tx);
  return result.rows;
}

/** Visitors and sessions that were answered in a time, each once a day, and the first answer among them. */
export async function countDailyGuests(
  { tx, storeId }: StoreScope,
  { from, to }: TimeRange,
): Promise<{ guests: number; first_at: Date | null }> {
  const result = await sql<{ guests: number; first_at: Date | null }>`
    SELECT count(DISTINCT (served_at::date, coalesce(visitor, session)))::int AS guests, min(served_at) AS first_at
    FROM served s
    WHERE store_id = ${storeId} AND served_at >= ${from} AND served_at < ${to} AND ${ANSWER_COUNTS}
      AND coalesce(visitor, session) IS NOT NULL`.execute(tx);
  return result.rows[0] ?? { guests: 0, first_at: null };
}
