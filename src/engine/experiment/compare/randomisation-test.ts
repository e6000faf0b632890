import type { RandomSource } from '../../evaluation/paired-bootstrap.ts';
import type { RandomisationResult, RandomisedStratum } from './randomised-stratum.ts';
import { Relabeller } from './relabeller.ts';

/** Differences this close, relatively, count as equal: sums in another order differ in the last digit. */
const EQUAL_WITHIN = 1e-12;
const MOST_EXACT = 200_000;

/**
 * The exact randomisation test: every way in which the units could have been labelled, and the share of them whose difference of
 * means is at least the observed one. It needs no law of large numbers, so it judges skewed spending in small arms.
 *
 * Source: R. A. Fisher (1935), The Design of Experiments; E. J. G. Pitman (1937).
 *
 * @throws RangeError when there are more than 200,000 labellings; then take {@link randomisationTest}.
 * @example
 * exactRandomisationTest({ treated: [12, 15, 20, 9], control: [8, 7, 11] }).pValue // => 0.1142857142857143
 */
export function exactRandomisationTest(stratum: RandomisedStratum): RandomisationResult {
  const { treated, control } = stratum;
  const values = [...treated, ...control];
  const count = binomial(values.length, treated.length);
  if (count > MOST_EXACT) {
    throw new RangeError(
      `Cannot try all ${count} labellings: expected at most ${MOST_EXACT}; relabel at random instead`,
    );
  }
  const total = values.reduce((sum, value) => sum + value, 0);
  const treatedSum = treated.reduce((sum, value) => sum + value, 0);
  const observed = treatedSum / treated.length - (total - treatedSum) / control.length;
  const limit = Math.abs(observed) * (1 - EQUAL_WITHIN);
  let extreme = 0;
  forEachSum(values, treated.length, (sum) => {
    const difference = sum / treated.length - (total - sum) / control.length;
    if (Math.abs(difference) >= limit) extreme += 1;
  });
  return { difference: observed, pValue: extreme / count, relabellings: count };
}

/** Calls back with the sum of every choice of `size` values. */
function forEachSum(values: readonly number[], size: number, visit: (sum: number) => void): void {
  const choose = (from: number, left: number, sum: number): void => {
    if (left === 0) visit(sum);
    for (let i = from; left > 0 && i <= values.length - left; i++) choose(i + 1, left - 1, sum + values[i]);
  };
  choose(0, size, 0);
}

function binomial(n: number, k: number): number {
  let count = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) count = Math.round((count * (n - i + 1)) / i);
  return count;
}

/**
 * The randomisation test by seeded relabelling within strata: p = (1 + relabellings at least as extreme) / (1 + relabellings), which
 * never claims more than the labellings that were tried allow.
 *
 * Source: B. Phipson and G. K. Smyth (2010), Permutation p-values should never be zero.
 *
 * @param options.relabellings - how many; 10,000 unless told: a p-value of .05 is then known to +-.0043
 * @param options.random - uniform on [0, 1), seeded
 * @example
 * const weeks = [{ treated: [1, 1], control: [0, 0] }];
 * randomisationTest(weeks, { random: () => 0, relabellings: 3 }).difference // => 1
 */
export function randomisationTest(
  strata: readonly RandomisedStratum[],
  { random, relabellings = 10_000 }: { random: RandomSource; relabellings?: number },
): RandomisationResult {
  const relabeller = new Relabeller(strata, random);
  relabeller.run(relabellings);
  return relabeller.result();
}
