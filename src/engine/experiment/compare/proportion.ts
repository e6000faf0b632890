/** Units that did something, of all units. */
export interface Proportion {
  readonly successes: number;
  /** All units, at least 1. */
  readonly n: number;
}
