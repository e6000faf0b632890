import type { EventRejection } from '../../contract/event.ts';

const DAY_MS = 86_400_000;
/** Events whose id, or whose way here, is older are refused: an id is then unique for ever, also when weeks are dropped. */
export const OLDEST_EVENT_MS = 7 * DAY_MS;
const FURTHEST_AHEAD_MS = DAY_MS;

/**
 * The instant in a UUIDv7, in milliseconds since 1970.
 *
 * @example
 * eventIdMs('019528b0-8c00-7000-8000-000000000000') // => 1740134550528
 */
export function eventIdMs(eventId: string): number {
  return Number.parseInt(eventId.slice(0, 8) + eventId.slice(9, 13), 16);
}

/** Why an event's time keeps it out; null when it may come in. */
export function timeFault(
  eventId: string,
  { atMs, receivedMs }: { atMs: number; receivedMs: number },
): { code: EventRejection; detail: string } | null {
  const idMs = eventIdMs(eventId);
  if (idMs < receivedMs - OLDEST_EVENT_MS) {
    return { code: 'event_too_old', detail: 'The id was made more than 7 days ago.' };
  }
  if (idMs > receivedMs + FURTHEST_AHEAD_MS) {
    return { code: 'event_ahead', detail: 'The id was made more than 1 day ahead of the clock of the server.' };
  }
  if (atMs < receivedMs - OLDEST_EVENT_MS) {
    return { code: 'event_too_old', detail: 'It happened more than 7 days before it was sent.' };
  }
  return null;
}
