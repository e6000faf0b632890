/**
 * Numbers from [0, 1) that follow from a store and a version of its ranking alone: the same choice twice draws the same.
 * mulberry32, a 32-bit counter with an avalanche of shifts and products; period 2^32. Not for secrets.
 *
 * Source: T. Ettinger, mulberry32 (public domain).
 *
 * @example
 * seededRandom(1, 1)() === seededRandom(1, 1)() // => true
 * seededRandom(1, 1)() === seededRandom(1, 2)() // => false
 */
export function seededRandom(storeId: number, version: number): () => number {
  let state = Math.imul(storeId, 0x9e3779b1) ^ Math.imul(version, 0x85ebca6b);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 2 ** 32;
  };
}
