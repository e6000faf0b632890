import type { EventRequest } from '../../contract/event.ts';
import { createRandom, type Random } from '../random.ts';

/**
 * Makes the events of one session in the order of time, with UUIDv7s that the seed and the session decide: the same
 * session made again has the same ids.
 */
export class EventMaker {
  readonly events: EventRequest[] = [];
  readonly #random: Random;
  readonly #startMs: number;
  #atMs: number;

  constructor({ seed, session, startMs }: { seed: number; session: string; startMs: number }) {
    this.#random = createRandom(seed, `${session} events`);
    this.#startMs = startMs;
    this.#atMs = startMs;
  }

  /** When the last event happened. */
  get atMs(): number {
    return this.#atMs;
  }

  /** Goes on to a moment, if it has not passed yet. */
  advanceTo(atMs: number): void {
    this.#atMs = Math.max(this.#atMs, atMs);
  }

  /** Notes an event, `afterMs` after the one before. */
  add(event: Omit<EventRequest, 'event_id' | 'occurred_at'>, { afterMs }: { afterMs: number }): void {
    this.#atMs += afterMs;
    this.events.push({
      ...event,
      event_id: makeEventId(this.#random, this.#atMs),
      occurred_at: new Date(this.#atMs).toISOString(),
      context: { ...event.context, session_duration: Math.round((this.#atMs - this.#startMs) / 1000) },
    });
  }
}

/**
 * A UUIDv7 (RFC 9562): 48 bits of time, then bits of `random`.
 *
 * @example
 * makeEventId(() => 0, 1740134550528) // => '019528b0-8c00-7000-8000-000000000000'
 */
export function makeEventId(random: Random, atMs: number): string {
  const hex = (bits: number): string =>
    Math.floor(random() * 2 ** bits)
      .toString(16)
      .padStart(bits / 4, '0');
  const time = atMs.toString(16).padStart(12, '0');
  const variant = (8 + Math.floor(random() * 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-${variant}${hex(12)}-${hex(24)}${hex(24)}`;
}
