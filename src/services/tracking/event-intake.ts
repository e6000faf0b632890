import type { EventBatch, EventResult, EventResults } from '../../contract/event.ts';
import type { ServiceContext } from '../service-context.ts';
import { findBot, type RequestSignals } from './bots.ts';
import { type CheckedEvent, checkEvent } from './check-event.ts';
import { EventPartitions } from './event-partitions.ts';
import { identifySender } from './identify-sender.ts';
import { RateWatch } from './rate-watch.ts';
import { TOKEN_PURPOSE } from './recommendation-token.ts';
import { type EventCall, type StoredEvents, storeEvents } from './store-events.ts';
import { TokenCheck } from './verify-event.ts';

/** Sums since the process began, for /metrics. */
export interface EventCounts {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: number;
  /** Of the accepted: without a token that proves them. */
  readonly unverified: number;
  /** Of the accepted: taken for a machine's. */
  readonly bots: number;
}

const NOTHING_STORED: StoredEvents = { fresh: new Set(), verified: new Set() };

/**
 * Takes the events of pages. Each is judged by itself, stored once for ever, and answered with a result of its own.
 * What a browser claims without a token of ours is stored apart and never credited.
 */
export class EventIntake {
  readonly partitions: EventPartitions;
  readonly #context: ServiceContext;
  readonly #rates = new RateWatch();
  #counts: EventCounts = { accepted: 0, duplicates: 0, rejected: 0, unverified: 0, bots: 0 };

  constructor(context: ServiceContext) {
    this.#context = context;
    this.partitions = new EventPartitions(context);
  }

  get counts(): EventCounts {
    return this.#counts;
  }

  /** Stores the events of one call and gives a result for each, in their order. */
  async take(
    storeId: number,
    { batch, signals }: { batch: EventBatch; signals: RequestSignals },
  ): Promise<EventResults> {
    const receivedAt = new Date(this.#context.clock());
    const receivedMs = receivedAt.getTime();
    const sentMs = batch.sent_at === undefined ? receivedMs : Date.parse(batch.sent_at);
    const checks = batch.events.map((sent) => checkEvent(sent, { sentMs, receivedMs }));
    // The first of two with the same id is the event.
    const byId = new Map(
      checks.flatMap(({ event }) => (event ? [[event.input.event_id, event] as const] : [])).reverse(),
    );
    const events = [...byId.values()];
    const call = events.length === 0 ? null : await this.#openCall(storeId, { batch, signals, receivedAt, events });
    const stored = call === null ? NOTHING_STORED : await this.#store(storeId, { events, call });
    const fresh = new Set(stored.fresh);
    const results = checks.map(({ event, rejection }): EventResult => {
      if (rejection) return rejection;
      const id = event?.input.event_id ?? '';
      const result = fresh.delete(id) ? 'accepted' : 'duplicate';
      return { event_id: id, result, verified: stored.verified.has(id) };
    });
    return this.#count(results, call?.bot ?? null);
  }

  async #openCall(
    storeId: number,
    {
      batch,
      signals,
      receivedAt,
      events,
    }: { batch: EventBatch; signals: RequestSignals; receivedAt: Date; events: readonly CheckedEvent[] },
  ): Promise<EventCall> {
    const sender = await identifySender(this.#context, storeId, { batch, signals, receivedAt });
    const units = [
      sender.session && `${storeId} s:${sender.session}`,
      sender.visitor && `${storeId} v:${sender.visitor}`,
    ];
    const paced = events.map(({ input, atMs }) => ({ eventId: input.event_id, atMs }));
    const tooFast = this.#rates.isTooFast(
      units.filter((unit) => unit !== null),
      { events: paced, nowMs: receivedAt.getTime() },
    );
    return {
      sender,
      bot: findBot(signals, { automated: batch.automated }) ?? (tooFast ? 'rate' : null),
      tokens: new TokenCheck(this.#context.secret(TOKEN_PURPOSE), storeId),
    };
  }

  async #store(
    storeId: number,
    { events, call }: { events: readonly CheckedEvent[]; call: EventCall },
  ): Promise<StoredEvents> {
    await this.partitions.cover(call.sender.receivedAt.getTime());
    return storeEvents(this.#context, storeId, { events, call });
  }

  #count(results: EventResult[], bot: string | null): EventResults {
    const taken = results.filter(({ result }) => result === 'accepted');
    const duplicates = results.filter(({ result }) => result === 'duplicate').length;
    const rejected = results.length - taken.length - duplicates;
    const unverified = taken.filter(({ verified }) => !verified).length;
    const sums = this.#counts;
    this.#counts = {
      accepted: sums.accepted + taken.length,
      duplicates: sums.duplicates + duplicates,
      rejected: sums.rejected + rejected,
      unverified: sums.unverified + unverified,
      bots: sums.bots + (bot === null ? 0 : taken.length),
    };
    return { accepted: taken.length, duplicates, rejected, results };
  }
}
