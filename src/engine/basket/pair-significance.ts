import { benjaminiHochbergThreshold } from '../statistics/benjamini-hochberg.ts';
import { hypergeometricUpperTail, OverlapTest } from '../statistics/hypergeometric.ts';
import { expectedTogether } from './expected-together.ts';
import type { PairCounts } from './pair-counts.ts';

const DEFAULT_FALSE_DISCOVERY_RATE = 0.05;

/** What chance alone says of the pairs of a store. */
export interface PairChance {
  /** One-sided exact p-value of an unordered pair. */
  pValueOf(i: number, j: number): number;
  /** True when chance is ruled out for the pair, all pairs of the store looked at. */
  isRuledOut(i: number, j: number): boolean;
}

/**
 * Holds every pair against chance: one-sided exact (hypergeometric) p-values, Benjamini-Hochberg over ALL pairs of items
 * that were ever ordered.
 *
 * @param options.falseDiscoveryRate - share of false discoveries to allow among the pairs for which chance is ruled out. Default .05.
 *
 * @example
 * const pairs = new PairCounts();
 * for (let order = 0; order < 5; order++) pairs.add([0, 1]);
 * for (let order = 0; order < 15; order++) pairs.add([2]);
 * judgePairs(pairs).isRuledOut(0, 1) // => true
 */
export function judgePairs(
  pairs: PairCounts,
  { falseDiscoveryRate = DEFAULT_FALSE_DISCOVERY_RATE }: { readonly falseDiscoveryRate?: number | undefined } = {},
): PairChance {
  const test = new OverlapTest(pairs.orders);
  // The same way around for both directions of a pair, so that both get the same bits.
  const pValueOf = (i: number, j: number) => test.pValue(overlapMargins(pairs, i, j), pairs.together(i, j));
  const threshold = significanceThreshold(pairs, { pValueOf, falseDiscoveryRate });
  return { pValueOf, isRuledOut: (i, j) => threshold !== null && pValueOf(i, j) <= threshold };
}

/**
 * One-sided exact p-value of an unordered pair: as many orders with both, or more, if the two were independent.
 *
 * @example
 * const pairs = new PairCounts();
 * for (let order = 0; order < 3; order++) pairs.add([0, 1]);
 * for (let order = 0; order < 3; order++) pairs.add([2]);
 * exactPValue(pairs, 0, 1) // => 0.05
 */
export function exactPValue(pairs: PairCounts, i: number, j: number): number {
  return hypergeometricUpperTail(overlapMargins(pairs, i, j), pairs.together(i, j));
}

/**
 * The two sets of orders, and how many orders they are drawn from: as many as make chance meetings as frequent as the
 * baskets' sizes make them, n_i n_j / E_ij; never more than there are. Where large baskets alone bring two items
 * together, all N orders would call every popular pair significant.
 */
function overlapMargins(pairs: PairCounts, i: number, j: number) {
  const [low, high] = [Math.min(i, j), Math.max(i, j)];
  const [first, second] = [pairs.ordersWith(low), pairs.ordersWith(high)];
  const expected = expectedTogether(pairs, [low, high]);
  const alike = expected > 0 ? Math.floor((first * second) / expected) : pairs.orders;
  const least = first + second - pairs.together(low, high);
  return { first, second, population: Math.min(pairs.orders, Math.max(least, alike)) };
}

/**
 * Those of some candidates for which chance is ruled out, held against ALL pairs of the store as {@link judgePairs} does.
 * Pairs that are no candidates are taken for chance, which is stricter, never laxer, and spares their p-values.
 *
 * @param candidates - directed pairs; A -> B and B -> A are one hypothesis.
 *
 * @example
 * const pairs = new PairCounts();
 * for (let order = 0; order < 5; order++) pairs.add([0, 1]);
 * for (let order = 0; order < 15; order++) pairs.add([2, 3]);
 * keepBeyondChance(pairs, [{ antecedent: 1, consequent: 0 }]).length // => 1
 */
export function keepBeyondChance<T extends { readonly antecedent: number; readonly consequent: number }>(
  pairs: PairCounts,
  candidates: readonly T[],
): T[] {
  const test = new OverlapTest(pairs.orders);
  const pValues = new Map<number, number>();
  const keyOf = ({ antecedent: i, consequent: j }: T) => Math.min(i, j) * pairs.itemCount + Math.max(i, j);
  for (const candidate of candidates) {
    const { antecedent: i, consequent: j } = candidate;
    const key = keyOf(candidate);
    if (!pValues.has(key)) pValues.set(key, test.pValue(overlapMargins(pairs, i, j), pairs.together(i, j)));
  }
  const hypotheses = countHypotheses(pairs);
  const falseDiscoveryRate = DEFAULT_FALSE_DISCOVERY_RATE;
  const threshold = benjaminiHochbergThreshold([...pValues.values()], { hypotheses, falseDiscoveryRate });
  if (threshold === null) return [];
  return candidates.filter((candidate) => (pValues.get(keyOf(candidate)) as number) <= threshold);
}

/** The largest p-value that Benjamini-Hochberg rejects over all pairs; null when it rejects none. */
function significanceThreshold(
  pairs: PairCounts,
  { pValueOf, falseDiscoveryRate }: { readonly pValueOf: PairChance['pValueOf']; readonly falseDiscoveryRate: number },
): number | null {
  const pValues: number[] = [];
  pairs.forEachPair((i, j, together) => {
    // A pair that meets no more often than by chance is never rejected: it counts as a hypothesis only.
    if (together * pairs.orders <= pairs.ordersWith(i) * pairs.ordersWith(j)) return;
    pValues.push(pValueOf(i, j));
  });
  return benjaminiHochbergThreshold(pValues, { hypotheses: countHypotheses(pairs), falseDiscoveryRate });
}

/** All pairs of items that were ever ordered. */
function countHypotheses(pairs: PairCounts): number {
  let items = 0;
  for (let item = 0; item < pairs.itemCount; item++) if (pairs.ordersWith(item) > 0) items++;
  return (items * (items - 1)) / 2;
}
