import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import type { StoreScope } from '../../storage/database.ts';
import { markAttributionDue, unitsOf } from '../../storage/queries/attribution-due.ts';
import { type EventRow, type EventSender, insertEvents } from '../../storage/queries/events.ts';
import { findReferences } from '../../storage/queries/orders.ts';
import { markDaysDue } from '../../storage/queries/rollup-due.ts';
import { markWeeksDue } from '../../storage/queries/visitor-week-due.ts';
import { touchedDays } from '../rollups/event-days.ts';
import type { CheckedEvent } from './check-event.ts';
import type { TokenCheck } from './verify-event.ts';

/** What came of storing the events of a call. */
export interface StoredEvents {
  /** Ids that were not there before. */
  readonly fresh: ReadonlySet<string>;
  /** Ids whose token proves them. */
  readonly verified: ReadonlySet<string>;
}

/** What the events of a call are stored with. */
export interface EventCall {
  readonly sender: EventSender;
  /** Why the call is taken for a machine's; null = it is not. */
  readonly bot: string | null;
  readonly zone: TimeZone;
  readonly tokens: TokenCheck;
  /** The store's ISO week of an instant. */
  readonly weekAt: (instantMs: number) => string;
  /** The store's business day of an instant. */
  readonly dayAt: (instantMs: number) => string;
}

/** Events that change what a purchase is credited to. */
const TOUCHES = new Set<EventRow['type']>(['click', 'add', 'remove']);
/** Events that the sums of a day count. */
const COUNTED = new Set<EventRow['type']>(['impression', 'click', 'add']);

/** Stores checked events, no id twice, and marks the unit whose purchases they may change: all in one transaction. */
export async function storeEvents(
  scope: StoreScope,
  { events, call }: { events: readonly CheckedEvent[]; call: EventCall },
): Promise<StoredEvents> {
  const names = events.flatMap(({ input: { item, source_item: source } }) => [item ?? [], source ?? []].flat());
  const idByName = await findItems(scope, names);
  const rows = events.map((event) => toEventRow(event, { idByName, call }));
  const fresh = await insertEvents(scope, { sender: call.sender, rows });
  const touched = rows.some(
    (row) => row.verified && row.bot === null && TOUCHES.has(row.type) && fresh.has(row.eventId),
  );
  const units = touched ? unitsOf(rows.map(({ recId }) => ({ ...call.sender, recId }))) : [];
  await markAttributionDue(scope, { units, dueAt: call.sender.receivedAt });
  const entered = rows.filter((row) => row.verified && row.type === 'exposure' && fresh.has(row.eventId));
  await markWeeksDue(scope, [...new Set(entered.map((row) => call.weekAt(row.at.getTime())))]);
  const counted = rows.filter(
    (row) => row.verified && row.bot === null && COUNTED.has(row.type) && fresh.has(row.eventId),
  );
  const days = counted.map((row) => call.dayAt(row.at.getTime()));
  await markDaysDue(scope, touchedDays(days, call.dayAt(call.sender.receivedAt.getTime())));
  return { fresh, verified: new Set(rows.filter((row) => row.verified).map((row) => row.eventId)) };
}

async function findItems(scope: StoreScope, names: readonly string[]): Promise<Map<string, number>> {
  if (names.length === 0) return new Map();
  return findReferences(scope, { table: 'item', externalIds: [...new Set(names)] });
}

function toEventRow(
  event: CheckedEvent,
  { idByName, call }: { idByName: ReadonlyMap<string, number>; call: EventCall },
): EventRow {
  const { input, atMs, occurredMs } = event;
  const sentItem = input.item === undefined ? null : (idByName.get(input.item) ?? null);
  const { verified, recId, itemId } = call.tokens.prove(event, sentItem);
  const { hour, weekday } = call.zone.wallClockAt(atMs);
  const isCartEvent = input.type === 'add' || input.type === 'remove';
  return {
    eventId: input.event_id,
    type: input.type,
    at: new Date(atMs),
    occurredAt: new Date(occurredMs),
    hour,
    weekday,
    recId,
    position: input.position ?? null,
    itemId,
    itemRef: itemId === null ? (input.item ?? null) : null,
    sourceItemId: input.source_item === undefined ? null : (idByName.get(input.source_item) ?? null),
    placement: input.placement ?? null,
    recommendationType: input.recommendation_type ?? null,
    quantity: input.quantity ?? (isCartEvent ? 1 : null),
    inCartBefore: input.in_cart_before ?? null,
    orderRef: input.order ?? null,
    context: input.context ?? {},
    verified,
    bot: call.bot,
  };
}
