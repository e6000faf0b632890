import { V7Generator } from 'uuidv7';
import { AppError } from '../../contract/error-registry.ts';
import { eventBatchSchema, type TrackRequest, type TrackResult } from '../../contract/event.ts';
import type { Services } from '../services.ts';
import type { RequestSignals } from './bots.ts';

const generator = new V7Generator();

/**
 * Takes one event in the words of POST /api/recommendations/track. Without an id of its own it gets one here, and then
 * sending it again counts again.
 *
 * @throws AppError `invalid_request` when it is too old or ahead of the clock.
 */
export async function trackEvent(
  { context, events }: Services,
  storeId: number,
  { track, signals }: { track: TrackRequest; signals: RequestSignals },
): Promise<TrackResult> {
  const eventId = track.event_id ?? generator.generateOrResetWithTs(context.clock().getTime()).toString();
  const { results } = await events.take(storeId, { batch: toBatch(track, eventId), signals });
  const [result] = results;
  if (!result || result.result === 'rejected') {
    throw new AppError('invalid_request', { detail: `The event cannot be taken: ${result?.detail}` });
  }
  return {
    success: true,
    event_id: eventId,
    result: result.result,
    verified: result.verified,
    idempotent: track.event_id !== undefined,
  };
}

function toBatch(track: TrackRequest, eventId: string) {
  const { cart_size, cart_items, session_duration } = track.context ?? {};
  return eventBatchSchema.parse({
    consent: track.consent,
    visitor: track.visitor_id,
    session: track.session_id,
    table: track.table ?? undefined,
    events: [
      {
        event_id: eventId,
        type: track.event_type,
        occurred_at: track.occurred_at,
        rec_id: track.rec_id,
        token: track.token,
        position: track.position ?? undefined,
        item: track.recommended_item_id,
        source_item: track.source_item_id ?? undefined,
        recommendation_type: track.recommendation_type,
        order: track.order_id ?? undefined,
        context: {
          cart_size: cart_size ?? undefined,
          cart_items: cart_items ?? undefined,
          session_duration: session_duration ?? undefined,
        },
      },
    ],
  });
}
