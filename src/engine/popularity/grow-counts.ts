/**
 * Counters with room for at least `length` entries: the same array when it has, else a copy with zeros behind it. The
 * room at least doubles, so growing one by one costs a constant per entry.
 *
 * @param length - entries needed, at least 0.
 *
 * @example
 * growCounts(Int32Array.of(7, 8), 3).length // => 4
 */
export function growCounts(counts: Int32Array, length: number): Int32Array {
  if (counts.length >= length) return counts;
  const grown = new Int32Array(Math.max(length, 2 * counts.length));
  grown.set(counts);
  return grown;
}
