/** Three readings of two clocks, in milliseconds since 1970-01-01T00:00Z. */
export interface EventTimes {
  /** The sender's clock when it happened. */
  readonly occurredAtMs: number;
  /** The sender's clock when it was sent. */
  readonly sentAtMs: number;
  /** Our clock when it arrived. */
  readonly receivedAtMs: number;
}

/**
 * When an event happened by our clock: received - (sent - occurred), not after it was received. Only the time between two readings of
 * the sender's clock is taken from it, so a clock that is wrong does no harm.
 *
 * Source: the client timestamp correction of the Segment specification (timestamp = receivedAt - (sentAt - originalTimestamp)).
 *
 * @returns milliseconds since 1970-01-01T00:00Z
 * @example
 * correctClock({ occurredAtMs: 9000, sentAtMs: 9300, receivedAtMs: 20000 }) // => 19700
 */
export function correctClock({ occurredAtMs, sentAtMs, receivedAtMs }: EventTimes): number {
  return Math.min(receivedAtMs, receivedAtMs - (sentAtMs - occurredAtMs));
}
