/** What is tried of what an order of this moment adds to the next one, in parts of a whole order; 0 = nothing. */
export const ECHO_WEIGHTS: readonly number[] = [0, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32];

/** An order, and how it was foretold without any echo. */
export interface EchoQuestion {
  /** Of each of its items: the part of all that was expected. Above 0. */
  readonly parts: readonly number[];
  /** Of each of its items: what the last minutes say of it; see `countEcho`. */
  readonly echoes: readonly number[];
  /** What the last minutes say of all items together. */
  readonly heard: number;
}

/**
 * How much the orders of the last minutes say of the next one, in a history that is replayed. With weight x an item's part of what
 * is expected goes from p to (p + x e) / (1 + x E), e and E = what was heard of it and of all; what an order gains is the mean logarithm
 * of that ratio over its items.
 *
 * Source of the choice: the one-standard-error rule of L. Breiman et al. (1984), Classification and Regression Trees.
 *
 * @example
 * const trial = new EchoTrial();
 * for (let n = 0; n < 9; n += 1) trial.ask({ parts: [0.1], echoes: [1], heard: 1 });
 * trial.weight // => 0.32
 */
export class EchoTrial {
  readonly #gains = new Float64Array(ECHO_WEIGHTS.length);
  readonly #squares = new Float64Array(ECHO_WEIGHTS.length);
  #orders = 0;

  /** Asks about an order. */
  ask({ parts, echoes, heard }: EchoQuestion): void {
    if (parts.length === 0) return;
    this.#orders += 1;
    if (heard === 0) return;
    for (const [place, weight] of ECHO_WEIGHTS.entries()) {
      const logs = parts.reduce((sum, part, n) => sum + Math.log1p((weight * (echoes[n] ?? 0)) / part), 0);
      const gain = logs / parts.length - Math.log1p(weight * heard);
      this.#gains[place] = (this.#gains[place] as number) + gain;
      this.#squares[place] = (this.#squares[place] as number) + gain * gain;
    }
  }

  /** The least of {@link ECHO_WEIGHTS} whose gain, summed over the orders, is within one standard error of the largest. */
  get weight(): number {
    const best = this.#gains.indexOf(Math.max(...this.#gains));
    const gain = this.#gains[best] as number;
    const variance = (this.#squares[best] as number) - gain ** 2 / Math.max(1, this.#orders);
    const enough = gain - Math.sqrt(Math.max(0, variance));
    return ECHO_WEIGHTS[this.#gains.findIndex((each) => each >= enough)] as number;
  }
}
