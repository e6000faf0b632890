import {
  type EventInput,
  type EventRejection,
  type EventResult,
  eventIdSchema,
  eventSchema,
} from '../../contract/event.ts';
import { correctClock } from '../../engine/calendar/correct-clock.ts';
import { timeFault } from './event-time.ts';

/** An event that may come in. */
export interface CheckedEvent {
  readonly input: EventInput;
  readonly occurredMs: number;
  /** When it happened, by the clock of the server. */
  readonly atMs: number;
}

/** What came of an event at the door: either of the two is null. */
export interface EventCheck {
  readonly event: CheckedEvent | null;
  readonly rejection: EventResult | null;
}

/** Checks one event of a call: its fields, the age of its id, and when it happened. */
export function checkEvent(sent: unknown, { sentMs, receivedMs }: { sentMs: number; receivedMs: number }): EventCheck {
  const parsed = eventSchema.safeParse(sent);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.length ? `/${issue.path.map(String).join('/')}: ` : '';
    return reject(sent, 'invalid_event', `${place}${issue?.message}`);
  }
  const input = parsed.data;
  const occurredMs = input.occurred_at === undefined ? sentMs : Date.parse(input.occurred_at);
  const atMs = correctClock({ occurredAtMs: occurredMs, sentAtMs: sentMs, receivedAtMs: receivedMs });
  const fault = timeFault(input.event_id, { atMs, receivedMs });
  return fault ? reject(sent, fault.code, fault.detail) : { event: { input, occurredMs, atMs }, rejection: null };
}

function reject(sent: unknown, code: EventRejection, detail: string): EventCheck {
  const id = eventIdSchema.safeParse((sent as { event_id?: unknown } | null | undefined)?.event_id);
  const event_id = id.success ? id.data : null;
  return { event: null, rejection: { event_id, result: 'rejected', verified: false, code, detail } };
}
