import type { ArmMoments } from './arm-moments.ts';

/** Moments of one arm with their skewness. */
export interface SkewedMoments extends ArmMoments {
  /** Third central moment over the cube of the standard deviation; 0 where nothing varies. */
  readonly skewness: number;
}

/**
 * Mean and sample variance of values that come one by one, without the cancellation that sums of squares suffer when the
 * mean is large against the spread: M += (y - m)(y - m'), s^2 = M / (n - 1); the third moment likewise.
 *
 * Sources: B. P. Welford (1962), Note on a method for calculating corrected sums of squares and products, Technometrics 4; P. Pebay
 * (2008) for the third moment.
 *
 * @example
 * const moments = new RunningMoments();
 * for (const value of [1, 2, 3, 4]) moments.add(value);
 * moments.moments() // => { n: 4, mean: 2.5, variance: 1.6666666666666667, skewness: 0 }
 */
export class RunningMoments {
  #n = 0;
  #mean = 0;
  #squares = 0;
  #cubes = 0;

  /** Takes one value. */
  add(value: number): void {
    const before = this.#n;
    this.#n += 1;
    const delta = value - this.#mean;
    const share = delta / this.#n;
    const term = delta * share * before;
    this.#cubes += term * share * (this.#n - 2) - 3 * share * this.#squares;
    this.#squares += term;
    this.#mean += share;
  }

  /** What is known so far; the variance of fewer than 2 values is 0. */
  moments(): SkewedMoments {
    const variance = this.#n < 2 ? 0 : this.#squares / (this.#n - 1);
    const skewness = this.#squares === 0 ? 0 : (Math.sqrt(this.#n) * this.#cubes) / this.#squares ** 1.5;
    return { n: this.#n, mean: this.#mean, variance, skewness };
  }
}
