import { sql } from 'kysely';
import type { GlobalHandle, HotStatement, RunStatement } from '../database.ts';
import { type JsonColumn, namesOf, recordOf, toJsonRows } from '../json-rows.ts';
import type { ConsentName, EventTypeName } from '../tables.ts';
import { EVENT_COUNTS } from './event-list.ts';
import { MARK_WEEKS } from './visitor-week-due.ts';

/** What the events of one call have in common. */
export interface EventSender {
  readonly sentAt: Date;
  readonly receivedAt: Date;
  readonly consent: ConsentName;
  readonly session: string | null;
  readonly visitor: string | null;
  readonly customerId: number | null;
  readonly table: string | null;
  /** The device is marked as one of the staff's. */
  readonly staff: boolean;
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

/** What a call of events writes. */
export interface EventWrite {
  readonly storeId: number;
  readonly sender: EventSender;
  readonly rows: readonly EventRow[];
  /** Marked as due when one of the new rows is a proven click, add or remove of a person: 's:...', 'v:...', 'r:...'. */
  readonly units: readonly string[];
  /** Business days whose sums the rows may change: marked when one of them is new and counts. */
  readonly days: readonly string[];
}

/** The columns of a row on its way in, and where each comes from. */
const COLUMNS: readonly JsonColumn<EventRow>[] = [
  ['event_id', 'uuid', 'eventId'],
  ['type', 'text', 'type'],
  ['at', 'timestamptz', 'at'],
  ['occurred_at', 'timestamptz', 'occurredAt'],
  ['hour', 'smallint', 'hour'],
  ['weekday', 'smallint', 'weekday'],
  ['rec_id', 'uuid', 'recId'],
  ['position', 'smallint', 'position'],
  ['item_id', 'bigint', 'itemId'],
  ['item_ref', 'text', 'itemRef'],
  ['source_item_id', 'bigint', 'sourceItemId'],
  ['placement', 'text', 'placement'],
  ['recommendation_type', 'text', 'recommendationType'],
  ['quantity', 'numeric', 'quantity'],
  ['in_cart_before', 'numeric', 'inCartBefore'],
  ['order_ref', 'text', 'orderRef'],
  ['context', 'jsonb', 'context'],
  ['verified', 'boolean', 'verified'],
  ['bot', 'text', 'bot'],
];

/** One statement for a whole call. */
const INSERT_EVENTS: HotStatement = {
  name: 'insert_events',
  text: `
    WITH fresh AS (
      INSERT INTO event (store_id, sent_at, received_at, consent, session, visitor, customer_id, dining_table, staff,
        ${namesOf(COLUMNS)})
      SELECT $1::bigint, $2::timestamptz, $3::timestamptz, $4::text, $5::text, $6::text, $7::bigint, $8::text, $11::boolean, e.*
      FROM json_to_recordset($9::json) AS e (${recordOf(COLUMNS)})
      ON CONFLICT (store_id, event_id) DO NOTHING
      RETURNING event_id, type, ${EVENT_COUNTS} AS counts),
    marked AS (
      INSERT INTO attribution_due (store_id, unit, due_at)
      SELECT $1::bigint, unit, $3::timestamptz FROM unnest($10::text[]) AS u (unit)
      WHERE (SELECT bool_or(counts AND type IN ('click', 'add', 'remove')) FROM fresh)
      ORDER BY unit
      ON CONFLICT (store_id, unit) DO UPDATE SET due_at = excluded.due_at),
    marked_days AS (
      INSERT INTO rollup_due (store_id, day)
      SELECT $1::bigint, day FROM unnest($12::date[]) AS d (day)
      WHERE (SELECT bool_or(counts AND type IN ('impression', 'click', 'add')) FROM fresh))
    SELECT event_id FROM fresh`,
};

/**
 * Writes events, marks the guest whose purchases they may change, and gives the ids of those that were not there before.
 * Rows go in by their ids, all of them before the first mark (bool_or reads the last of them), and units by their names, so
 * that two calls with the same wait for each other and never deadlock.
 */
export async function insertEvents(
  run: RunStatement,
  { storeId, sender, rows, units, days }: EventWrite,
): Promise<Set<string>> {
  const sorted = [...rows].sort((a, b) => (a.eventId < b.eventId ? -1 : 1));
  const inserted = await run<{ event_id: string }>(INSERT_EVENTS, [
    storeId,
    sender.sentAt,
    sender.receivedAt,
    sender.consent,
    sender.session,
    sender.visitor,
    sender.customerId,
    sender.table,
    toJsonRows(sorted, COLUMNS),
    [...units].sort(),
    sender.staff,
    days,
  ]);
  return new Set(inserted.map((row) => row.event_id));
}

/** What events are read with: how their store divides time, and the numbers of the items that they name. */
export interface EventGround {
  readonly time_zone: string;
  readonly business_day_cutoff_minutes: number;
  /** By the ids of the caller's; a name that the store does not have is missing. */
  readonly items: Readonly<Record<string, number>>;
}

const READ_GROUND: HotStatement = {
  name: 'read_event_ground',
  text: `
    SELECT s.time_zone, s.business_day_cutoff_minutes, coalesce((
      SELECT json_object_agg(i.external_id, i.id) FROM item i
      WHERE i.store_id = s.id AND i.external_id = ANY($2::text[])), '{}') AS items
    FROM store s WHERE s.id = $1::bigint`,
};

/** Reads it in the transaction that writes the events, so that the days that it marks are those of the store. */
export async function readEventGround(
  run: RunStatement,
  { storeId, names }: { storeId: number; names: readonly string[] },
): Promise<EventGround | null> {
  const [ground] = await run<EventGround>(READ_GROUND, [storeId, names]);
  return ground ?? null;
}

/** Marks the weeks that these events came into. */
export async function markEventWeeks(
  run: RunStatement,
  { storeId, isoWeeks }: { storeId: number; isoWeeks: readonly string[] },
): Promise<void> {
  if (isoWeeks.length > 0) await run(MARK_WEEKS, [storeId, isoWeeks]);
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
