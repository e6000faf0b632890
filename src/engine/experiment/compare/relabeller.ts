import type { RandomSource } from '../../evaluation/paired-bootstrap.ts';
import type { RandomisationResult, RandomisedStratum } from './randomised-stratum.ts';

/** A stratum with its values in one array: the smaller arm is drawn to the front, the other one is the rest. */
interface Pool {
  readonly values: Float64Array;
  readonly total: number;
  readonly treated: number;
  readonly control: number;
}

/** Differences this close, against the largest value, count as equal: sums in another order differ in the last digit. */
const EQUAL_WITHIN = 1e-12;

/**
 * Relabels units within their strata, as many rounds at a time as there is time for, and counts how often the difference
 * is at least the observed one. A round draws the smaller arm only, the first steps of a Fisher-Yates shuffle.
 *
 * @example
 * const relabeller = new Relabeller([{ treated: [1, 1], control: [0, 0] }], () => 0);
 * relabeller.run(3);
 * relabeller.result() // => { difference: 1, pValue: 1, relabellings: 3 }
 */
export class Relabeller {
  readonly #pools: readonly Pool[];
  readonly #random: RandomSource;
  readonly #difference: number;
  readonly #limit: number;
  #rounds = 0;
  #extreme = 0;

  /** @param random - uniform on [0, 1), seeded */
  constructor(strata: readonly RandomisedStratum[], random: RandomSource) {
    this.#pools = strata.map(toPool);
    this.#random = random;
    this.#difference = differenceOf(this.#pools);
    const largest = Math.max(0, ...this.#pools.map(({ values }) => values.reduce(largerOf, 0)));
    this.#limit = Math.abs(this.#difference) - EQUAL_WITHIN * largest;
  }

  run(rounds: number): void {
    for (let round = 0; round < rounds; round++) {
      for (const pool of this.#pools) drawFirst(pool.values, smallerArm(pool), this.#random);
      if (Math.abs(differenceOf(this.#pools)) >= this.#limit) this.#extreme += 1;
    }
    this.#rounds += rounds;
  }

  /** What the rounds so far say: p = (1 + rounds at least as extreme) / (1 + rounds), two-sided. */
  result(): RandomisationResult {
    const pValue = (1 + this.#extreme) / (1 + this.#rounds);
    return { difference: this.#difference, pValue, relabellings: this.#rounds };
  }
}

function toPool({ treated, control }: RandomisedStratum): Pool {
  const values = Float64Array.from(
    treated.length <= control.length ? [...treated, ...control] : [...control, ...treated],
  );
  const total = values.reduce((sum, value) => sum + value, 0);
  return { values, total, treated: treated.length, control: control.length };
}

function smallerArm({ treated, control }: Pool): number {
  return Math.min(treated, control);
}

/** Sum over strata of nT (mT - mC), over the sum of nT: the weights of the incremental revenue. */
function differenceOf(pools: readonly Pool[]): number {
  let [extra, units] = [0, 0];
  for (const pool of pools) {
    const { values, total, treated, control } = pool;
    let first = 0;
    for (let i = 0; i < smallerArm(pool); i++) first += values[i];
    const sumT = treated <= control ? first : total - first;
    extra += sumT - (treated * (total - sumT)) / control;
    units += treated;
  }
  return extra / units;
}

function drawFirst(values: Float64Array, count: number, random: RandomSource): void {
  for (let i = 0; i < count; i++) {
    const other = i + Math.floor(random() * (values.length - i));
    const value = values[i];
    values[i] = values[other];
    values[other] = value;
  }
}

function largerOf(largest: number, value: number): number {
  return Math.max(largest, Math.abs(value));
}
