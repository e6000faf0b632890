import { sql } from 'kysely';
import type { GlobalHandle, StoreScope } from '../database.ts';
import type { ConsentName, EventTypeName } from '../tables.ts';

/** What the events of one call have in common. */
export interface EventSender {
  readonly sentAt: Date;
  readonly receivedAt: Date;
  readonly consent: ConsentName;
  readonly session: string | null;
  readonly visitor: string | null;
  readonly customerId: number | null;
  readonly table: string | null;
}

/** One event as it is stored. */
export interface EventRow {
  readonly eventId: string;
  readonly type: EventTypeName;
  /** When it happened, by the clock of the server. */
  readonly at: Date;
  readonly occurredAt: Date;
  /** Hour 0-23 and weekday 1-7 (Monday first) of `at` in the zone of the store. */
  readonly hour: number;
  readonly weekday: number;
  readonly recId: string | null;
  readonly position: number | null;
  readonly itemId: number | null;
  /** The id as it was sent, when the store has no such item. */
  readonly itemRef: string | null;
  readonly sourceItemId: number | null;
  readonly placement: string | null;
  readonly recommendationType: string | null;
  readonly quantity: number | null;
  readonly inCartBefore: number | null;
  readonly orderRef: string | null;
  readonly context: object;
  readonly verified: boolean;
  readonly bot: string | null;
}

/**
 * Writes events and gives the ids of those that were not there before. Rows go in by their ids, so that two calls with
 * the same events wait for each other and never deadlock.
 */
export async function insertEvents(
  { tx, storeId }: StoreScope,
  { sender, rows }: { sender: EventSender; rows: readonly EventRow[] },
): Promise<Set<string>> {
  const sorted = [...rows].sort((a, b) => (a.eventId < b.eventId ? -1 : 1));
  const column = <K extends keyof EventRow>(key: K) => sorted.map((row) => row[key]);
  const times = (key: 'at' | 'occurredAt') => sorted.map((row) => row[key].toISOString());
  const result = await sql<{ event_id: string }>`
    INSERT INTO event (store_id, sent_at, received_at, consent, session, visitor, customer_id, dining_table,
      event_id, type, at, occurred_at, hour, weekday, rec_id, position, item_id, item_ref, source_item_id, placement,
      recommendation_type, quantity, in_cart_before, order_ref, context, verified, bot)
    SELECT ${storeId}::bigint, ${sender.sentAt}::timestamptz, ${sender.receivedAt}::timestamptz,
      ${sender.consent}::text, ${sender.session}::text, ${sender.visitor}::text, ${sender.customerId}::bigint,
      ${sender.table}::text, e.*
    FROM unnest(
      ${column('eventId')}::uuid[], ${column('type')}::text[], ${times('at')}::timestamptz[],
      ${times('occurredAt')}::timestamptz[], ${column('hour')}::smallint[], ${column('weekday')}::smallint[],
      ${column('recId')}::uuid[], ${column('position')}::smallint[], ${column('itemId')}::bigint[],
      ${column('itemRef')}::text[], ${column('sourceItemId')}::bigint[], ${column('placement')}::text[],
      ${column('recommendationType')}::text[], ${column('quantity')}::numeric[], ${column('inCartBefore')}::numeric[],
      ${column('orderRef')}::text[], ${sorted.map((row) => JSON.stringify(row.context))}::jsonb[],
      ${column('verified')}::boolean[], ${column('bot')}::text[]) AS e
    ON CONFLICT (store_id, event_id) DO NOTHING
    RETURNING event_id`.execute(tx);
  return new Set(result.rows.map((row) => row.event_id));
}

/** Makes the weeks of events that hold these instants; gives how many were missing. */
export async function ensureEventPartitions(
  database: GlobalHandle,
  { first, last }: { first: Date; last: Date },
): Promise<number> {
  const result = await sql<{ made: number }>`
    SELECT ensure_event_partitions(${first}::timestamptz, ${last}::timestamptz) AS made`.execute(database);
  return result.rows[0]?.made ?? 0;
}

/** Drops the weeks that ended before an instant, but never one whose ids could still come; gives how many. */
export async function dropEventPartitions(database: GlobalHandle, before: Date): Promise<number> {
  const result = await sql<{ dropped: number }>`
    SELECT drop_event_partitions(${before}::timestamptz) AS dropped`.execute(database);
  return result.rows[0]?.dropped ?? 0;
}
