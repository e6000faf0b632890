import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import { StorageError } from '../storage-error.ts';
import { joinWholeStore } from '../whole-store.ts';
import { ANSWER_COUNTS } from './answer-counts.ts';
import { EVENT_COUNTS, eventIdsWithin } from './event-list.ts';

/** The counts by which a store's health is judged. */
export interface StoreFacts {
  readonly items: number;
  readonly availableItems: number;
  readonly itemsWithRole: number;
  readonly orders: number;
  readonly completedOrders: number;
  readonly ordersWithTwoItems: number;
  readonly ordersWithTime: number;
  readonly ordersWithPrices: number;
  readonly testOrders: number;
  readonly firstOrderedAt: Date | null;
  readonly lastOrderedAt: Date | null;
  /** Answers to guests. */
  readonly servedLastWeek: number;
  readonly servedLast: Date | null;
}

/** What came from pages in the last seven days. */
export interface EventFacts {
  readonly events: number;
  /** Of guests: all that is not a machine's and not the staff's. What follows `staff` counts these alone. */
  readonly ofGuests: number;
  readonly bots: number;
  /** From devices of the staff. */
  readonly staff: number;
  /** With proof of the answer. */
  readonly verified: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly adds: number;
  readonly last: Date | null;
}

/** Counts the events of the seven days before `now`. */
export async function readEventFacts({ tx, storeId }: StoreScope, now: Date): Promise<EventFacts> {
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  const ofGuests = sql`bot IS NULL AND NOT staff`;
  const result = await sql<EventFacts>`
    SELECT count(*)::int AS events,
      count(*) FILTER (WHERE ${ofGuests})::int AS "ofGuests",
      count(*) FILTER (WHERE bot IS NOT NULL)::int AS bots,
      count(*) FILTER (WHERE bot IS NULL AND staff)::int AS staff,
      count(*) FILTER (WHERE ${sql.raw(EVENT_COUNTS)})::int AS verified,
      count(*) FILTER (WHERE ${ofGuests} AND type = 'impression')::int AS impressions,
      count(*) FILTER (WHERE ${ofGuests} AND type = 'click')::int AS clicks,
      count(*) FILTER (WHERE ${ofGuests} AND type = 'add')::int AS adds,
      max(at) AS last
    FROM event WHERE store_id = ${storeId} AND at > ${weekAgo} AND ${eventIdsWithin({ from: weekAgo, to: null })}`.execute(
    tx,
  );
  return (
    result.rows[0] ?? {
      events: 0,
      ofGuests: 0,
      bots: 0,
      staff: 0,
      verified: 0,
      impressions: 0,
      clicks: 0,
      adds: 0,
      last: null,
    }
  );
}

/** The weeks into which events are written. */
export interface EventWeeks {
  readonly weeks: number;
  /** Their Mondays, "2026-01-05"; null without a week. */
  readonly first: string | null;
  readonly last: string | null;
}

/** Which weeks there are; they are those of all stores. */
export async function readEventWeeks({ tx }: StoreScope): Promise<EventWeeks> {
  const result = await sql<EventWeeks>`
    SELECT count(*)::int AS weeks, to_char(min(monday), 'YYYY-MM-DD') AS first, to_char(max(monday), 'YYYY-MM-DD') AS last
    FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid,
      LATERAL (SELECT to_date(right(c.relname, 8), 'YYYYMMDD') AS monday) m
    WHERE i.inhparent = 'event'::regclass`.execute(tx);
  return result.rows[0] ?? { weeks: 0, first: null, last: null };
}

/** Counts what a store has, as of `now`. Only versions in force count. */
export async function readStoreFacts(scope: StoreScope, now: Date): Promise<StoreFacts> {
  const { tx, storeId } = scope;
  const weekAgo = new Date(now.getTime() - 7 * 86_400_000);
  const query = sql<StoreFacts>`
    WITH current_order AS (
      SELECT v.order_id, v.status, v.ordered_at, v.test, l.items, l.priced
      FROM orders o
      JOIN order_version v ON v.store_id = o.store_id AND v.order_id = o.id AND v.version = o.version
      LEFT JOIN LATERAL (
        SELECT count(DISTINCT item_id) AS items, bool_or(unit_price_minor IS NOT NULL) AS priced FROM order_line l
        WHERE l.store_id = v.store_id AND l.order_id = v.order_id AND l.version = v.version) l ON true
      WHERE o.store_id = ${storeId} AND NOT o.deleted)
    SELECT
      (SELECT count(*) FROM item WHERE store_id = ${storeId})::int AS "items",
      (SELECT count(*) FROM item WHERE store_id = ${storeId} AND available)::int AS "availableItems",
      (SELECT count(*) FROM item i LEFT JOIN category c ON c.store_id = i.store_id AND c.id = i.category_id
        WHERE i.store_id = ${storeId} AND coalesce(i.role, c.role,
          CASE WHEN i.role_certainty >= .8 AND i.role_guess <> 'other' THEN i.role_guess END,
          CASE WHEN c.role_certainty >= .8 THEN c.role_guess END, 'other') <> 'other')::int AS "itemsWithRole",
      count(*)::int AS "orders",
      count(*) FILTER (WHERE status IN ('completed', 'delivered'))::int AS "completedOrders",
      count(*) FILTER (WHERE status IN ('completed', 'delivered') AND items >= 2)::int AS "ordersWithTwoItems",
      count(*) FILTER (WHERE ordered_at IS NOT NULL)::int AS "ordersWithTime",
      count(*) FILTER (WHERE priced)::int AS "ordersWithPrices",
      count(*) FILTER (WHERE test)::int AS "testOrders",
      min(ordered_at) AS "firstOrderedAt",
      max(ordered_at) AS "lastOrderedAt",
      (SELECT count(*) FROM served s WHERE s.store_id = ${storeId} AND s.served_at > ${weekAgo} AND ${ANSWER_COUNTS})::int AS "servedLastWeek",
      (SELECT max(served_at) FROM served s WHERE s.store_id = ${storeId} AND ${ANSWER_COUNTS}) AS "servedLast"
    FROM current_order`;
  const result = await joinWholeStore(scope, () => query.execute(tx));
  const facts = result.rows[0];
  if (!facts) throw new StorageError('no_counts', `Store ${storeId} gave no counts.`, { hint: 'Run it again.' });
  return facts;
}
