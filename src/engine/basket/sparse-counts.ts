const INITIAL_SLOTS = 1 << 12;
const MOST_LOAD = 0.6;
const EMPTY = -1;
/** Items fit in 26 bits, so a pair is one exact double. */
const ITEM_LIMIT = 2 ** 26;

/**
 * One number for an unordered pair: i x 2^26 + j, i < j < 2^26.
 *
 * @example
 * pairKey(1, 2) // => 67108866
 */
export function pairKey(i: number, j: number): number {
  return i * ITEM_LIMIT + j;
}

/**
 * Counts of unordered pairs of indices by open addressing with linear probing: memory grows with the pairs that occur,
 * not with the square of the catalogue. A pair whose count falls to 0 keeps its slot until the table grows.
 */
export class SparseCounts {
  #keys = new Float64Array(INITIAL_SLOTS).fill(EMPTY);
  #counts = new Int32Array(INITIAL_SLOTS);
  #used = 0;

  /** Adds `step` to the pair with this key, see {@link pairKey}, and gives its new count. */
  add(key: number, step: number): number {
    if (this.#used >= this.#keys.length * MOST_LOAD) this.#rebuild();
    const slot = this.#slotOf(key);
    if (this.#keys[slot] === EMPTY) {
      this.#keys[slot] = key;
      this.#used++;
    }
    const count = (this.#counts[slot] as number) + step;
    this.#counts[slot] = count;
    return count;
  }

  /** Count of the pair with this key. */
  get(key: number): number {
    return this.#counts[this.#slotOf(key)] as number;
  }

  /** The slot of a key, or the empty slot where it belongs. */
  #slotOf(key: number): number {
    const mask = this.#keys.length - 1;
    let slot = hash(key) & mask;
    while (this.#keys[slot] !== EMPTY && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  /** Doubles the table unless dropping the pairs that fell to 0 makes enough room. */
  #rebuild(): void {
    const keys = this.#keys;
    const counts = this.#counts;
    let alive = 0;
    for (const count of counts) if (count !== 0) alive++;
    const slots = alive > keys.length * (MOST_LOAD / 2) ? keys.length * 2 : keys.length;
    this.#keys = new Float64Array(slots).fill(EMPTY);
    this.#counts = new Int32Array(slots);
    this.#used = alive;
    for (let old = 0; old < keys.length; old++) {
      const count = counts[old] as number;
      if (count === 0) continue;
      const slot = this.#slotOf(keys[old] as number);
      this.#keys[slot] = keys[old] as number;
      this.#counts[slot] = count;
    }
  }
}

/** Mixes both halves of the key (Fibonacci hashing on each); 32 bits. */
function hash(key: number): number {
  const high = Math.floor(key / ITEM_LIMIT);
  const low = key - high * ITEM_LIMIT;
  const mixed = Math.imul(high, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
