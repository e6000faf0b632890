import { type EventListQuery, eventIdSchema, type RecommendationEvent } from '../../contract/event.ts';
import { placements } from '../../contract/recommendation.ts';
import { type EventFilter, type ListedEvent, listEventPage } from '../../storage/queries/event-list.ts';
import { findReferences } from '../../storage/queries/orders.ts';
import { foreignCursor, type Page, toPage } from '../paging.ts';
import type { ServiceContext } from '../service-context.ts';

/** The events of a store, newest first, with what was answered and to what end. */
export async function listStoreEvents(
  context: ServiceContext,
  storeId: number,
  query: EventListQuery,
): Promise<Page<RecommendationEvent>> {
  const { limit } = query;
  const rows = await context.database.forStore(storeId, async (scope) => {
    const item =
      query.item === undefined ? null : await findReferences(scope, { table: 'item', externalIds: [query.item] });
    const itemId = item === null ? null : item.get(String(query.item));
    // The store has no such item, so it has no event of it.
    if (itemId === undefined) return [];
    return listEventPage(scope, toFilter(query, itemId));
  });
  return toPage(rows, { limit, tell: toEvent, cursorOf: writeCursor });
}

function toFilter(query: EventListQuery, itemId: number | null): EventFilter {
  return {
    from: query.from === undefined ? null : new Date(query.from),
    to: query.to === undefined ? null : new Date(query.to),
    type: query.type ?? null,
    itemId,
    verified: query.verified ?? null,
    bot: query.bot ?? null,
    after: query.cursor === undefined ? null : readCursor(query.cursor),
    limit: query.limit + 1,
  };
}

function writeCursor({ at, event_id }: ListedEvent): string {
  return `${at.getTime()}_${event_id}`;
}

function readCursor(cursor: string): { at: Date; eventId: string } {
  const [, ms, id] = /^(\d{1,15})_(.+)$/.exec(cursor) ?? [];
  const eventId = eventIdSchema.safeParse(id);
  if (ms !== undefined && eventId.success) return { at: new Date(Number(ms)), eventId: eventId.data };
  throw foreignCursor(cursor);
}

function toEvent(row: ListedEvent): RecommendationEvent {
  const { cart_size = null, cart_items = null, session_duration = null } = row.context;
  return {
    event_id: row.event_id,
    event_type: row.type,
    occurred_at: row.at.toISOString(),
    rec_id: row.rec_id,
    placement: placements.find((name) => name === row.placement) ?? null,
    recommendation_type: row.recommendation_type,
    recommended_item_id: row.item,
    source_item_id: row.source_item,
    position: row.position,
    quantity: row.quantity === null ? null : Number(row.quantity),
    session: row.session,
    visitor: row.visitor,
    customer: row.customer,
    table: row.dining_table,
    order_id: row.order_ref,
    context: { time_of_day: row.hour, weekday: row.weekday, cart_size, cart_items, session_duration },
    algorithm_version: row.version,
    test_group: row.variation,
    revenue_minor: row.revenue_minor,
    verified: row.verified,
    bot: row.bot,
    received_at: row.received_at.toISOString(),
  };
}
