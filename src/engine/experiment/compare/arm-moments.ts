/** What is known of a metric in one arm: each unit (visitor, visitor-week, order) counts once. */
export interface ArmMoments {
  /** Units, at least 2. */
  readonly n: number;
  readonly mean: number;
  /** Sample variance, divided by n - 1. */
  readonly variance: number;
}

/** Sums over the units of one arm. They add up over days, which means and variances do not. */
export interface ArmSums {
  /** Units. */
  readonly n: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

/**
 * Mean and sample variance from sums: m = S / n, s^2 = (SS - S^2 / n) / (n - 1). A variance that rounding makes
 * negative is 0.
 *
 * @throws RangeError when there are fewer than 2 units.
 * @example
 * momentsOf({ n: 4, sum: 10, sumOfSquares: 30 }) // => { n: 4, mean: 2.5, variance: 1.6666666666666667 }
 */
export function momentsOf({ n, sum, sumOfSquares }: ArmSums): ArmMoments {
  if (!(n >= 2)) throw new RangeError(`Cannot measure the spread of ${n} units: expected at least 2`);
  const mean = sum / n;
  return { n, mean, variance: Math.max(0, (sumOfSquares - sum * mean) / (n - 1)) };
}

/**
 * The sums of several days or weeks together.
 *
 * @example
 * addSums([{ n: 1, sum: 2, sumOfSquares: 4 }, { n: 2, sum: 3, sumOfSquares: 5 }]) // => { n: 3, sum: 5, sumOfSquares: 9 }
 */
export function addSums(parts: Iterable<ArmSums>): ArmSums {
  let [n, sum, sumOfSquares] = [0, 0, 0];
  for (const part of parts) {
    n += part.n;
    sum += part.sum;
    sumOfSquares += part.sumOfSquares;
  }
  return { n, sum, sumOfSquares };
}
