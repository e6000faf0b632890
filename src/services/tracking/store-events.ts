import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import { unitsOf } from '../../storage/queries/attribution-due.ts';
import {
  type EventRow,
  type EventSender,
  findEventItems,
  insertEvents,
  markEventWeeks,
} from '../../storage/queries/events.ts';
import { touchedDays } from '../rollups/event-days.ts';
import type { ServiceContext } from '../service-context.ts';
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

/** Events that the sums of a day count. */
const COUNTED = new Set<EventRow['type']>(['impression', 'click', 'add']);

/** Stores checked events, no id twice, and marks the unit whose purchases they may change: all in one transaction. */
export async function storeEvents(
  { database }: ServiceContext,
  storeId: number,
  { events, call }: { events: readonly CheckedEvent[]; call: EventCall },
): Promise<StoredEvents> {
  const names = new Set(
    events.flatMap(({ input: { item, source_item: source } }) => [item ?? [], source ?? []].flat()),
  );
  return database.forStoreHot(storeId, async (run) => {
    const idByName = names.size === 0 ? new Map() : await findEventItems(run, { storeId, names: [...names] });
    const rows = events.map((event) => toEventRow(event, { idByName, call }));
    const units = unitsOf(rows.map(({ recId }) => ({ ...call.sender, recId })));
    const counted = rows.filter((row) => row.verified && row.bot === null && COUNTED.has(row.type));
    const today = call.dayAt(call.sender.receivedAt.getTime());
    const days = touchedDays(
      counted.map((row) => call.dayAt(row.at.getTime())),
      today,
    );
    const fresh = await insertEvents(run, { storeId, sender: call.sender, rows, units, days });
    const entered = rows.filter((row) => row.verified && row.type === 'exposure' && fresh.has(row.eventId));
    const isoWeeks = [...new Set(entered.map((row) => call.weekAt(row.at.getTime())))].sort();
    await markEventWeeks(run, { storeId, isoWeeks });
    return { fresh, verified: new Set(rows.filter((row) => row.verified).map((row) => row.eventId)) };
  });
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
