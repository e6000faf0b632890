/** Answers the offset of a place from UTC, in milliseconds, at an instant (milliseconds since 1970-01-01T00:00Z). */
export type OffsetLookup = (instantMs: number) => number;

/** Size of an {@link OffsetCache}. */
export interface OffsetCacheOptions {
  /** Length of a bucket; no two changes of clocks may lie within one bucket. */
  readonly bucketMs: number;
  /** How many buckets are remembered: bounds the memory at 16 bytes each. */
  readonly slots: number;
}

/**
 * Remembers a time zone's offset per bucket of UTC time, exactly: a bucket whose two ends have the same offset has it
 * throughout, and an instant in a bucket with a change of clocks is passed on to the finer look-up.
 *
 * Direct-mapped: bucket b lives in slot b mod `slots` and displaces what was there, so memory is bounded and a hit costs
 * one division and two array reads. The zones of the tz database leave at least six days between two changes (since
 * 1970), so buckets of up to a day satisfy the condition above.
 *
 * @example
 * const cache = new OffsetCache((ms) => (ms < 1000 ? 0 : 60), { bucketMs: 900, slots: 4 });
 * cache.offsetMsAt(950) // => 0
 * cache.offsetMsAt(1000) // => 60
 */
export class OffsetCache {
  readonly #finer: OffsetLookup;
  readonly #bucketMs: number;
  readonly #slots: number;
  readonly #buckets: Float64Array;
  readonly #offsets: Float64Array;

  constructor(finer: OffsetLookup, { bucketMs, slots }: OffsetCacheOptions) {
    this.#finer = finer;
    this.#bucketMs = bucketMs;
    this.#slots = slots;
    this.#buckets = new Float64Array(slots).fill(Number.NaN);
    this.#offsets = new Float64Array(slots);
  }

  /** Offset from UTC in milliseconds at `instantMs`, the same as the finer look-up answers. */
  offsetMsAt(instantMs: number): number {
    const bucket = Math.floor(instantMs / this.#bucketMs);
    const remainder = bucket % this.#slots;
    const slot = remainder < 0 ? remainder + this.#slots : remainder;
    if (this.#buckets[slot] !== bucket) this.#fill(slot, bucket);
    const offset = this.#offsets[slot] as number;
    // NaN marks a bucket within which the clocks change: only the finer look-up knows the moment.
    return Number.isNaN(offset) ? this.#finer(instantMs) : offset;
  }

  #fill(slot: number, bucket: number): void {
    const first = this.#finer(bucket * this.#bucketMs);
    const last = this.#finer((bucket + 1) * this.#bucketMs - 1);
    this.#buckets[slot] = bucket;
    this.#offsets[slot] = first === last ? first : Number.NaN;
  }
}
