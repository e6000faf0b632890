import { sql } from 'kysely';
import type { StoreScope } from '../database.ts';
import type { EntryKindName } from '../tables.ts';

/** Sums of the entries of one line, touch and day. */
export interface BookedRow {
  readonly order_id: number;
  readonly line_no: number;
  readonly item_id: number;
  readonly event_id: string;
  readonly rec_id: string;
  readonly position: number | null;
  readonly order_day: string;
  readonly quantity_milli: number;
  readonly amount_minor: number;
  readonly refund_milli: number;
  readonly refund_minor: number;
}

/** What is booked for these orders, by line, touch and day. */
export async function sumBooked({ tx, storeId }: StoreScope, orderIds: readonly number[]): Promise<BookedRow[]> {
  if (orderIds.length === 0) return [];
  const result = await sql<BookedRow>`
    SELECT order_id, line_no, item_id, event_id, rec_id, position, order_day,
      sum(quantity * 1000)::bigint AS quantity_milli, sum(amount_minor)::bigint AS amount_minor,
      coalesce(sum(quantity * 1000) FILTER (WHERE kind = 'refund'), 0)::bigint AS refund_milli,
      coalesce(sum(amount_minor) FILTER (WHERE kind = 'refund'), 0)::bigint AS refund_minor
    FROM attribution_entry
    WHERE store_id = ${storeId} AND order_id = ANY(${[...orderIds]}::bigint[])
    GROUP BY order_id, line_no, item_id, event_id, rec_id, position, order_day
    ORDER BY order_id, line_no, event_id, order_day`.execute(tx);
  return result.rows;
}

/** An entry to append. */
export interface NewEntry {
  readonly orderId: number;
  readonly lineNo: number;
  readonly item: number;
  readonly recId: string;
  readonly position: number | null;
  readonly eventId: string;
  readonly kind: EntryKindName;
  readonly quantityMilli: number;
  readonly amountMinor: number;
  readonly orderDay: string;
}

export async function appendEntries(
  { tx, storeId }: StoreScope,
  { entries, bookedAt }: { entries: readonly NewEntry[]; bookedAt: Date },
): Promise<void> {
  if (entries.length === 0) return;
  const column = <K extends keyof NewEntry>(key: K) => entries.map((entry) => entry[key]);
  await sql`
    INSERT INTO attribution_entry (store_id, order_id, line_no, item_id, rec_id, position, event_id, kind, quantity,
      amount_minor, order_day, booked_at)
    SELECT ${storeId}::bigint, order_id, line_no, item_id, rec_id, position, event_id, kind, quantity_milli / 1000.0,
      amount_minor, order_day, ${bookedAt}::timestamptz
    FROM unnest(
      ${column('orderId')}::bigint[], ${column('lineNo')}::integer[], ${column('item')}::bigint[],
      ${column('recId')}::uuid[], ${column('position')}::smallint[], ${column('eventId')}::uuid[],
      ${column('kind')}::text[], ${column('quantityMilli')}::bigint[], ${column('amountMinor')}::bigint[],
      ${column('orderDay')}::date[]
    ) WITH ORDINALITY AS e (order_id, line_no, item_id, rec_id, position, event_id, kind, quantity_milli, amount_minor,
      order_day, row_no)
    ORDER BY row_no`.execute(tx);
}

/** A row of the ledger with the names that people use. */
export interface LedgerRow {
  readonly id: number;
  readonly order_external_id: string;
  readonly line_no: number;
  readonly item_external_id: string;
  readonly item_name: string;
  readonly rec_id: string;
  readonly position: number | null;
  readonly event_id: string;
  readonly kind: EntryKindName;
  readonly quantity: string;
  readonly amount_minor: number;
  readonly order_day: string;
  readonly booked_at: Date;
}

/** What the ledger is asked for: null = anything. */
export interface LedgerFilter {
  readonly fromDay: string | null;
  readonly toDay: string | null;
  readonly bookedFrom: Date | null;
  readonly bookedTo: Date | null;
  readonly order: string | null;
  readonly afterId: number;
  readonly limit: number;
}

/** Entries in the order in which they were booked. Days are those of the orders, `toDay` included. */
export async function listEntries({ tx, storeId }: StoreScope, filter: LedgerFilter): Promise<LedgerRow[]> {
  const { fromDay, toDay, bookedFrom, bookedTo, order, afterId, limit } = filter;
  let query = tx
    .selectFrom('attribution_entry as e')
    .innerJoin('orders as o', (join) => join.onRef('o.store_id', '=', 'e.store_id').onRef('o.id', '=', 'e.order_id'))
    .innerJoin('item as i', (join) => join.onRef('i.store_id', '=', 'e.store_id').onRef('i.id', '=', 'e.item_id'))
    .select(['e.id', 'e.line_no', 'e.rec_id', 'e.position', 'e.event_id', 'e.kind', 'e.quantity', 'e.amount_minor'])
    .select(['e.order_day', 'e.booked_at', 'o.external_id as order_external_id'])
    .select(['i.external_id as item_external_id', 'i.name as item_name'])
    .where('e.store_id', '=', storeId)
    .where('e.id', '>', afterId);
  if (fromDay !== null) query = query.where('e.order_day', '>=', fromDay);
  if (toDay !== null) query = query.where('e.order_day', '<=', toDay);
  if (bookedFrom !== null) query = query.where('e.booked_at', '>=', bookedFrom);
  if (bookedTo !== null) query = query.where('e.booked_at', '<', bookedTo);
  if (order !== null) query = query.where('o.external_id', '=', order);
  return query.orderBy('e.id').limit(limit).execute();
}
