import { dropEventPartitions, ensureEventPartitions } from '../../storage/queries/events.ts';
import type { ServiceContext } from '../service-context.ts';
import { OLDEST_EVENT_MS } from './event-time.ts';

const DAY_MS = 86_400_000;
/** Weeks are made this far ahead, so that a night that fails is of no consequence. */
const AHEAD_MS = 21 * DAY_MS;
/** From here on a process that has run without its nights makes the weeks itself. */
const NEEDED_AHEAD_MS = 2 * DAY_MS;
const NEEDED_BEFORE_MS = OLDEST_EVENT_MS + DAY_MS;

/** The weeks into which events are written: made ahead, dropped when they have served their time. */
export class EventPartitions {
  readonly #context: ServiceContext;
  #fromMs = Number.POSITIVE_INFINITY;
  #untilMs = Number.NEGATIVE_INFINITY;

  constructor(context: ServiceContext) {
    this.#context = context;
  }

  /** Makes the weeks from 8 days ago to 3 weeks ahead. */
  async prepare(): Promise<void> {
    const nowMs = this.#context.clock().getTime();
    const [fromMs, untilMs] = [nowMs - NEEDED_BEFORE_MS, nowMs + AHEAD_MS];
    const instants = { first: new Date(fromMs), last: new Date(untilMs) };
    await ensureEventPartitions(this.#context.database.global, instants);
    [this.#fromMs, this.#untilMs] = [fromMs, untilMs];
  }

  /** Makes sure that an event which may come now has its week; costs nothing while it has. */
  async cover(nowMs: number): Promise<void> {
    if (nowMs - OLDEST_EVENT_MS >= this.#fromMs && nowMs + NEEDED_AHEAD_MS <= this.#untilMs) return;
    await this.prepare();
  }

  /** Drops the weeks that are older than the months for which events are kept; gives how many. */
  async drop(): Promise<number> {
    const before = new Date(this.#context.clock());
    before.setUTCMonth(before.getUTCMonth() - this.#context.eventRetentionMonths);
    return dropEventPartitions(this.#context.database.global, before);
  }
}
