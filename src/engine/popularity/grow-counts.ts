/**
 * Counters with room for at least `length` entries: the same array when it has, else a copy with zeros behind it. The
 * room at least doubles, so growing one by one costs a constant per entry.
 *
 * @param length - entries needed, at least 0.
 *
 * @example
 * growCounts(Int32Array.of(7, 8), 3).length // => 4
 */
export function growCounts<T extends Int32Array | Float64Array>(counts: T, length: number): T {
  if (counts.length >= length) return counts;
  const room = Math.max(length, 2 * counts.length);
  const grown = counts instanceof Int32Array ? new Int32Array(room) : new Float64Array(room);
  grown.set(counts);
  return grown as T;
}
