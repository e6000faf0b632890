const MINUTE_MS = 60_000;
/** Nobody does more than this in a minute. */
const MOST_PER_MINUTE = 60;
/** Who was too fast is taken for a machine until this long after its last event: a session's idle time. */
const QUIET_MS = 30 * MINUTE_MS;
const MOST_FLAGGED = 10_000;

/** An event as far as its pace matters. */
export interface PacedEvent {
  readonly eventId: string;
  readonly atMs: number;
}

/**
 * Notices sessions and visitors with more than 60 events in a minute. It goes by the time of the events, so that a phone
 * that was offline may send an hour at once; and an event that is sent again does not count twice. It remembers the
 * last minutes of this process only.
 */
export class RateWatch {
  #ids = new Map<string, Set<number>>();
  #earlierIds = new Map<string, Set<number>>();
  #turnedMs = 0;
  readonly #flagged = new Map<string, number>();

  /** True when one of these units (a session, a visitor) is too fast, with these events or before them. */
  isTooFast(units: readonly string[], { events, nowMs }: { events: readonly PacedEvent[]; nowMs: number }): boolean {
    this.#turn(nowMs);
    // No short cut: every unit sees the events.
    return units.map((unit) => this.#isUnitTooFast(unit, { events, nowMs })).includes(true);
  }

  #isUnitTooFast(unit: string, { events, nowMs }: { events: readonly PacedEvent[]; nowMs: number }): boolean {
    const over = events.map((event) => this.#count(unit, event) > MOST_PER_MINUTE).includes(true);
    const lastMs = this.#flagged.get(unit);
    const flagged = over || (lastMs !== undefined && nowMs - lastMs < QUIET_MS);
    this.#flagged.delete(unit);
    if (flagged) this.#flag(unit, nowMs);
    return flagged;
  }

  /** Notes an event; gives how many its minute has, up to one more than is allowed. */
  #count(unit: string, { eventId, atMs }: PacedEvent): number {
    const key = `${Math.floor(atMs / MINUTE_MS)} ${unit}`;
    const ids = this.#ids.get(key) ?? this.#earlierIds.get(key) ?? new Set();
    this.#ids.set(key, ids);
    // The last 48 bits of the id, which are drawn.
    if (ids.size <= MOST_PER_MINUTE) ids.add(Number.parseInt(eventId.slice(24), 16));
    return ids.size;
  }

  #flag(unit: string, nowMs: number): void {
    if (this.#flagged.size >= MOST_FLAGGED) this.#flagged.delete(String(this.#flagged.keys().next().value));
    this.#flagged.set(unit, nowMs);
  }

  /** Every two minutes what was not touched since the last time is forgotten. */
  #turn(nowMs: number): void {
    if (Math.abs(nowMs - this.#turnedMs) < 2 * MINUTE_MS) return;
    this.#earlierIds = this.#ids;
    this.#ids = new Map();
    this.#turnedMs = nowMs;
  }
}
