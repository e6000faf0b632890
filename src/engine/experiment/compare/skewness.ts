/** Sums of the first three powers of a value over units. */
export interface PowerSums {
  /** Units, at least 1. */
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
  readonly sumOfCubes: number;
}

/**
 * Skewness: the third central moment over the cube of the standard deviation, both divided by n,
 * (S3 / n - 3 m S2 / n + 2 m^3) / (S2 / n - m^2)^1.5. 0 where nothing varies. From sums, so that arms and weeks add up.
 *
 * @throws RangeError when there is no unit.
 * @example
 * skewnessOf({ n: 4, sum: 4, sumOfSquares: 16, sumOfCubes: 64 }) // => 1.1547
 */
export function skewnessOf({ n, sum, sumOfSquares, sumOfCubes }: PowerSums): number {
  if (!(n >= 1)) throw new RangeError(`Cannot tell the skewness of ${n} units: expected at least 1`);
  const mean = sum / n;
  const variance = sumOfSquares / n - mean ** 2;
  if (!(variance > 0)) return 0;
  return (sumOfCubes / n - 3 * mean * (sumOfSquares / n) + 2 * mean ** 3) / variance ** 1.5;
}
