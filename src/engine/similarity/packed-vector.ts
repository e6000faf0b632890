import { type SparseVector, vectorLength } from './sparse-vector.ts';

/** A sparse vector of length 1 as two arrays side by side, coordinates ascending: small, and quick to multiply. */
export interface PackedVector {
  readonly coordinates: Int32Array;
  readonly values: Float64Array;
}

/**
 * Scales a sparse vector to length 1 and packs it; a vector of zeros stays empty.
 *
 * @param vector coordinates are integers, 0 or more
 *
 * @example
 * [...packUnitVector(new Map([[2, 4], [1, 3]])).values] // => [0.6, 0.8]
 */
export function packUnitVector(vector: SparseVector): PackedVector {
  const length = vectorLength(vector);
  const coordinates = length === 0 ? [] : [...vector.keys()].sort((a, b) => a - b);
  return {
    coordinates: Int32Array.from(coordinates),
    values: Float64Array.from(coordinates, (coordinate) => (vector.get(coordinate) ?? 0) / length),
  };
}

/**
 * Inner product of two packed unit vectors: their cosine, -1..1. Added by ascending coordinate, so it is the same number
 * to the last bit both ways.
 *
 * @example
 * multiplyPacked(packUnitVector(new Map([[1, 3], [2, 4]])), packUnitVector(new Map([[1, 1]]))) // => 0.6
 */
export function multiplyPacked(a: PackedVector, b: PackedVector): number {
  let product = 0;
  let inA = 0;
  let inB = 0;
  while (inA < a.coordinates.length && inB < b.coordinates.length) {
    const step = (a.coordinates[inA] ?? 0) - (b.coordinates[inB] ?? 0);
    if (step === 0) product += (a.values[inA] ?? 0) * (b.values[inB] ?? 0);
    if (step <= 0) inA += 1;
    if (step >= 0) inB += 1;
  }
  return Math.max(-1, Math.min(1, product));
}
