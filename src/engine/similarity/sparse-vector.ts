/** A vector of which only the coordinates that are not 0 are kept: coordinate -> value. */
export type SparseVector = ReadonlyMap<number, number>;

/**
 * Euclidean length of a sparse vector, sqrt(sum of squares).
 *
 * @example
 * vectorLength(new Map([[1, 3], [2, 4]])) // => 5
 */
export function vectorLength(vector: SparseVector): number {
  let sum = 0;
  for (const value of vector.values()) sum += value * value;
  return Math.sqrt(sum);
}

/**
 * Cosine of the angle between two sparse vectors, a.b / (|a| |b|), in -1..1; 0 when one of them is all 0. The products are
 * added by ascending coordinate, so the cosine of (a, b) and of (b, a) are the same number to the last bit.
 *
 * @example
 * cosine(new Map([[1, 1]]), new Map([[1, 1], [2, 1]])) // => 0.70711
 */
export function cosine(a: SparseVector, b: SparseVector): number {
  const lengths = vectorLength(a) * vectorLength(b);
  if (lengths === 0) return 0;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  const both = [...small.keys()].filter((coordinate) => large.has(coordinate)).sort((p, q) => p - q);
  let product = 0;
  for (const coordinate of both) product += (small.get(coordinate) ?? 0) * (large.get(coordinate) ?? 0);
  return Math.max(-1, Math.min(1, product / lengths));
}
