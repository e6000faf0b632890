import { AppError } from '../../contract/error-registry.ts';
import { businessDayAt } from '../../engine/calendar/business-day.ts';
import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import { unitsOf } from '../../storage/queries/attribution-due.ts';
import {
  type EventRow,
  type EventSender,
  insertEvents,
  markEventWeeks,
  readEventGround,
} from '../../storage/queries/events.ts';
import { calendarOf, storeWeekAt } from '../experiments/store-week.ts';
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
  readonly tokens: TokenCheck;
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
    const ground = await readEventGround(run, { storeId, names: [...names] });
    if (ground === null) throw new AppError('unknown_store', { detail: `There is no store ${storeId}.` });
    const calendar = calendarOf(ground);
    const idByName = new Map(Object.entries(ground.items));
    const rows = events.map((event) => toEventRow(event, { idByName, call, zone: calendar.zone }));
    const fresh = await insertEvents(run, {
      ...{ storeId, sender: call.sender, rows },
      units: unitsOf(rows.map(({ recId }) => ({ ...call.sender, recId }))),
      days: countedDays(rows, { calendar, receivedAt: call.sender.receivedAt }),
    });
    const entered = rows.filter((row) => row.verified && row.type === 'exposure' && fresh.has(row.eventId));
    const isoWeeks = new Set(entered.map((row) => storeWeekAt(ground, row.at.getTime()).isoWeek));
    await markEventWeeks(run, { storeId, isoWeeks: [...isoWeeks].sort() });
    return { fresh, verified: new Set(rows.filter((row) => row.verified).map((row) => row.eventId)) };
  });
}

/** The business days whose sums these may change. */
function countedDays(
  rows: readonly EventRow[],
  { calendar, receivedAt }: { calendar: ReturnType<typeof calendarOf>; receivedAt: Date },
): string[] {
  const dayOf = (instant: Date) => businessDayAt(instant.getTime(), calendar);
  const counted = rows.filter((row) => row.verified && row.bot === null && COUNTED.has(row.type));
  return touchedDays(
    counted.map(({ at }) => dayOf(at)),
    dayOf(receivedAt),
  );
}

function toEventRow(
  event: CheckedEvent,
  { idByName, call, zone }: { idByName: ReadonlyMap<string, number>; call: EventCall; zone: TimeZone },
): EventRow {
  const { input, atMs, occurredMs } = event;
  const sentItem = input.item === undefined ? null : (idByName.get(input.item) ?? null);
  const { verified, recId, itemId } = call.tokens.prove(event, sentItem);
  const { hour, weekday } = zone.wallClockAt(atMs);
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
