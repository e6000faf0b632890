import { binomialLogProbability } from './binomial-log-probability.ts';
import { logGamma } from './log-gamma.ts';

/** Two sets drawn from one population: how large the overlap is by chance alone. */
export interface OverlapMargins {
  /** Size of the population: all orders. */
  readonly population: number;
  /** Size of the first set: orders with the first item. */
  readonly first: number;
  /** Size of the second set: orders with the second item. */
  readonly second: number;
}

/** A further term below this part of the sum no longer changes a double. */
const NEGLIGIBLE = 1e-17;

/** P(X = overlap), by whichever way is at hand. */
type OverlapProbability = (margins: OverlapMargins, overlap: number) => number;

/** P(X = overlap) as a quotient of binomial probabilities at p = second / population, where p cancels. */
function probabilityOfOverlap({ population, first, second }: OverlapMargins, overlap: number): number {
  if (second === population) return 1;
  const probability = second / population;
  const inFirst = binomialLogProbability(overlap, { trials: first, probability });
  const outside = binomialLogProbability(second - overlap, { trials: population - first, probability });
  return Math.exp(inFirst + outside - binomialLogProbability(second, { trials: population, probability }));
}

/** P(X >= overlap), by the ratio of neighbouring probabilities; the terms fall when overlap is above the mean. */
function sumUpwards(margins: OverlapMargins, overlap: number, probabilityOf: OverlapProbability): number {
  const { population, first, second } = margins;
  const highest = Math.min(first, second);
  let term = 1;
  let sum = 1;
  for (let x = overlap; x < highest && term > NEGLIGIBLE * sum; x++) {
    term *= ((first - x) * (second - x)) / ((x + 1) * (population - first - second + x + 1));
    sum += term;
  }
  return Math.min(1, probabilityOf(margins, overlap) * sum);
}

/** P(X <= overlap), the mirror image of `sumUpwards`. */
function sumDownwards(margins: OverlapMargins, overlap: number, probabilityOf: OverlapProbability): number {
  const { population, first, second } = margins;
  const lowest = Math.max(0, first + second - population);
  let term = 1;
  let sum = 1;
  for (let x = overlap; x > lowest && term > NEGLIGIBLE * sum; x--) {
    term *= (x * (population - first - second + x)) / ((first - x + 1) * (second - x + 1));
    sum += term;
  }
  return Math.min(1, probabilityOf(margins, overlap) * sum);
}

function requireMargins({ population, first, second }: OverlapMargins): void {
  const fits = (size: number) => Number.isInteger(size) && size >= 0 && size <= population;
  if (Number.isInteger(population) && fits(first) && fits(second)) return;
  throw new RangeError(
    `Cannot overlap sets of ${first} and ${second} in a population of ${population}: expected whole sizes within it`,
  );
}

/**
 * One-sided exact p-value of an overlap (Fisher's exact test, upper side): P(X >= overlap), where X is the number of
 * members two independent random sets of the given sizes have in common,
 * P(X = x) = C(first, x) C(population - first, second - x) / C(population, second).
 *
 * Exact to about 1e-12 relative in the upper tail, for populations up to 1e7 and beyond. The order of the two sets
 * does not matter.
 *
 * Source: R. A. Fisher (1935); probabilities by Loader's saddle point, tail by the ratio of neighbours.
 *
 * @param margins - whole numbers, the sets no larger than the population
 * @param overlap - the observed number of common members, a whole number
 * @returns a probability between 0 and 1
 * @throws RangeError when a size is not a whole number within the population
 * @example
 * hypergeometricUpperTail({ population: 10, first: 4, second: 5 }, 3) // => 0.2619047619047619
 */
export function hypergeometricUpperTail(margins: OverlapMargins, overlap: number): number {
  requireMargins(margins);
  return upperTail(margins, overlap, probabilityOfOverlap);
}

function upperTail(margins: OverlapMargins, overlap: number, probabilityOf: OverlapProbability): number {
  const { population, first, second } = margins;
  if (overlap <= Math.max(0, first + second - population)) return 1;
  if (overlap > Math.min(first, second)) return 0;
  if (overlap * population > first * second) return sumUpwards(margins, overlap, probabilityOf);
  return Math.max(0, 1 - sumDownwards(margins, overlap - 1, probabilityOf));
}

/** Up to this population the logarithms of all factorials fit in 16 MB. */
const TABLE_LIMIT = 2 ** 21;

/**
 * The same test for many pairs of one population: the logarithms of the factorials are kept, which makes a p-value
 * about 50 times cheaper. Relative error below 1e-7 for every p-value above 1e-300; above two million orders the exact way
 * is taken.
 *
 * @example
 * new OverlapTest(10).pValue({ first: 4, second: 5 }, 3) // => 0.2619047619047619
 */
export class OverlapTest {
  readonly #population: number;
  readonly #logFactorials: Float64Array | null;

  /** @param population - all orders. */
  constructor(population: number) {
    this.#population = population;
    this.#logFactorials = population <= TABLE_LIMIT ? logFactorialsUpTo(population) : null;
  }

  /**
   * P(X >= overlap) for two sets of the population, as {@link hypergeometricUpperTail}.
   *
   * @param margins.population - a smaller population that the sets are drawn from instead.
   */
  pValue(
    { first, second, population = this.#population }: Omit<OverlapMargins, 'population'> & { population?: number },
    overlap: number,
  ): number {
    const margins = { population, first, second };
    const table = this.#logFactorials;
    if (table === null) return hypergeometricUpperTail(margins, overlap);
    return upperTail(margins, overlap, (_, x) => {
      const inFirst = at(table, first) - at(table, x) - at(table, first - x);
      const outside =
        at(table, population - first) - at(table, second - x) - at(table, population - first - second + x);
      const all = at(table, population) - at(table, second) - at(table, population - second);
      return Math.exp(inFirst + outside - all);
    });
  }
}

function logFactorialsUpTo(n: number): Float64Array {
  const table = new Float64Array(n + 1);
  for (let k = 2; k <= n; k++) table[k] = logGamma(k + 1);
  return table;
}

function at(table: Float64Array, index: number): number {
  return table[index] as number;
}
