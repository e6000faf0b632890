/** Hours whose shares are kept: the present one, its neighbours, and the answer without an hour. */
const HOURS_KEPT = 4;

/** Key of the shares without an hour. */
const NO_HOUR = -1;

/** What the shares of one hour are computed from. */
export interface ShareSource {
  /** Number of items. */
  readonly itemCount: number;
  /** A number that changes whenever any share may have changed, and never comes back. */
  readonly version: number;
  /** The share of one item at the hour asked for. */
  readonly shareOf: (item: number) => number;
}

/**
 * Keeps what was computed for all items at an hour of the week until a count behind it changes. What is read from here
 * is bit for bit what `shareOf` gives: the cache only saves the work. At most four hours are kept, the oldest goes first.
 *
 * @example
 * const cache = new ShareCache();
 * cache.read(12, { itemCount: 2, version: 1, shareOf: (item) => item / 10 })[1] // => 0.1
 * cache.read(12, { itemCount: 2, version: 1, shareOf: () => 9 })[1] // => 0.1
 * cache.read(12, { itemCount: 2, version: 2, shareOf: () => 9 })[1] // => 9
 */
export class ShareCache {
  readonly #byHour = new Map<number, Float64Array>();
  #version = -1;

  /** The shares of all items at an hour of the week (null = without the hour), computed when they are not there. */
  read(hourOfWeek: number | null, { itemCount, version, shareOf }: ShareSource): Readonly<Float64Array> {
    if (version !== this.#version) this.#byHour.clear();
    this.#version = version;
    const key = hourOfWeek ?? NO_HOUR;
    const kept = this.#byHour.get(key);
    if (kept !== undefined) return kept;
    const shares = new Float64Array(itemCount);
    for (let item = 0; item < itemCount; item += 1) shares[item] = shareOf(item);
    const [oldest] = this.#byHour.keys();
    if (this.#byHour.size >= HOURS_KEPT && oldest !== undefined) this.#byHour.delete(oldest);
    this.#byHour.set(key, shares);
    return shares;
  }
}
