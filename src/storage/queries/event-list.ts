import { type RawBuilder, type Sql, sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { ConsentName, EventTypeName } from '../tables.ts';

const DAY_MS = 86_400_000;
/** An event's id is at most this much older or newer than the event: see docs/events.md. */
const [ID_BEFORE_MS, ID_AFTER_MS] = [7 * DAY_MS, 8 * DAY_MS];

/** Which events are wanted; null = all. */
export interface EventFilter {
  readonly from: Date | null;
  readonly to: Date | null;
  readonly type: EventTypeName | null;
  readonly itemId: number | null;
  readonly verified: boolean | null;
  readonly bot: boolean | null;
  /** Only events that come after this one in the list. */
  readonly after: { readonly at: Date; readonly eventId: string } | null;
  readonly limit: number;
}

/** One event with the names of what it points at, and what its answer was. */
export interface ListedEvent {
  readonly event_id: string;
  readonly type: EventTypeName;
  readonly at: Date;
  readonly received_at: Date;
  readonly rec_id: string | null;
  readonly placement: string | null;
  readonly recommendation_type: string | null;
  readonly item: string | null;
  readonly source_item: string | null;
  readonly position: number | null;
  readonly quantity: string | null;
  readonly session: string | null;
  readonly visitor: string | null;
  readonly customer: string | null;
  readonly dining_table: string | null;
  readonly order_ref: string | null;
  readonly hour: number;
  readonly weekday: number;
  readonly context: { cart_size?: number; cart_items?: string[]; session_duration?: number };
  readonly version: string | null;
  readonly variation: string | null;
  readonly verified: boolean;
  readonly consent: ConsentName;
  readonly bot: string | null;
  readonly revenue_minor: number;
}

/** Which events enter figures, as a condition on `event`: proven by the token of their answer, of people, and not of the staff. */
export const EVENT_COUNTS = 'event.verified AND event.bot IS NULL AND NOT event.staff';

/**
 * The ids that events of a time can have, as a condition: with it only the weeks that matter are looked at. A bound that
 * is null stays open.
 */
export function eventIdsWithin({ from, to }: { from: Date | null; to: Date | null }): RawBuilder<boolean> {
  const low = from && new Date(from.getTime() - ID_BEFORE_MS);
  const high = to && new Date(to.getTime() + ID_AFTER_MS);
  const conditions = [
    ...(low ? [sql`event_id >= event_id_bound(${low}::timestamptz)`] : []),
    ...(high ? [sql`event_id < event_id_bound(${high}::timestamptz)`] : []),
  ];
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` AND `)}`;
}

/** The page of events that a filter asks for, newest first: index work only. */
export function selectEventPage(storeId: number, filter: EventFilter): RawBuilder<unknown> {
  const { from, to, type, itemId, verified, bot, after, limit } = filter;
  const when = (wanted: unknown, condition: ReturnType<Sql>) => (wanted === null ? [] : [condition]);
  const conditions = [
    sql`store_id = ${storeId}`,
    eventIdsWithin({ from, to: after?.at ?? to }),
    ...when(from, sql`at >= ${from}::timestamptz`),
    ...when(to, sql`at < ${to}::timestamptz`),
    ...when(type, sql`type = ${type}`),
    ...when(itemId, sql`item_id = ${itemId}`),
    ...when(verified, sql`verified = ${verified}`),
    ...when(bot, bot ? sql`bot IS NOT NULL` : sql`bot IS NULL`),
    ...when(after, sql`(at, event_id) < (${after?.at}::timestamptz, ${after?.eventId}::uuid)`),
  ];
  return sql`SELECT * FROM event WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY at DESC, event_id DESC LIMIT ${limit}`;
}

/** One page of events, newest first. What the server noted of the answer goes before what the page said of it. */
export async function listEventPage({ tx, storeId }: StoreScope, filter: EventFilter): Promise<ListedEvent[]> {
  const result = await sql<ListedEvent>`
    SELECT e.event_id, e.type, e.at, e.received_at, e.rec_id, e.position, e.quantity, e.session, e.visitor,
      e.dining_table, e.order_ref, e.hour, e.weekday, e.context, e.verified, e.consent, e.bot,
      coalesce((SELECT sum(a.amount_minor) FROM attribution_entry a WHERE a.store_id = ${storeId}
        AND a.rec_id = e.rec_id AND a.event_id = e.event_id), 0)::bigint AS revenue_minor,
      coalesce(answer.placement, e.placement) AS placement,
      coalesce(slot.type, e.recommendation_type) AS recommendation_type,
      coalesce(item.external_id, e.item_ref) AS item, source.external_id AS source_item,
      customer.external_id AS customer, answer.version, answer.variation
    FROM (${selectEventPage(storeId, filter)}) AS e
    LEFT JOIN served AS answer ON answer.store_id = e.store_id AND answer.rec_id = e.rec_id AND e.verified
    LEFT JOIN LATERAL (
      SELECT entry ->> 'type' AS type, (entry ->> 'source')::bigint AS source
      FROM jsonb_array_elements(answer.slots) AS entry WHERE (entry ->> 'item')::bigint = e.item_id LIMIT 1) AS slot
      ON true
    LEFT JOIN item ON item.store_id = e.store_id AND item.id = e.item_id
    LEFT JOIN item AS source ON source.store_id = e.store_id
      AND source.id = coalesce(slot.source, e.source_item_id, answer.source_item)
    LEFT JOIN customer ON customer.store_id = e.store_id AND customer.id = e.customer_id
    ORDER BY e.at DESC, e.event_id DESC`.execute(tx);
  return result.rows;
}
