import type { TwoProportions } from './two-proportions.ts';

/** Tables whose probability differs from the observed one by less than this, relatively, count as equally likely. */
const EQUAL_WITHIN = 1e-7;

/** The margins of a two-by-two table, and the smallest and largest first cell that they allow. */
interface TableRange {
  readonly treated: number;
  readonly control: number;
  readonly successes: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * Fisher's exact test of two proportions, two-sided: with all margins fixed, the sum of the probabilities of every table
 * that is no likelier than the observed one. Work grows with the smallest margin.
 *
 * Source: R. A. Fisher (1935), The Design of Experiments. The two-sided rule is that of R and SciPy.
 *
 * @param arms - whole numbers
 * @returns a probability between 0 and 1
 * @example
 * fisherExactP({ treated: { successes: 5, n: 50 }, control: { successes: 1, n: 50 } }) // => 0.204401585
 */
export function fisherExactP({ treated, control }: TwoProportions): number {
  const successes = treated.successes + control.successes;
  const lowest = Math.max(0, successes - control.n);
  const highest = Math.min(treated.n, successes);
  const weights = tableWeights({ treated: treated.n, control: control.n, successes, lowest, highest });
  const limit = weights[treated.successes - lowest] * (1 + EQUAL_WITHIN);
  let [asRare, all] = [0, 0];
  for (const weight of weights) {
    all += weight;
    if (weight <= limit) asRare += weight;
  }
  return Math.min(1, asRare / all);
}

/** Probabilities of the tables up to a factor, by the ratio of neighbours, outwards from the likeliest. */
function tableWeights({ treated, control, successes, lowest, highest }: TableRange): Float64Array {
  const weights = new Float64Array(highest - lowest + 1);
  const mode = Math.floor(((treated + 1) * (successes + 1)) / (treated + control + 2));
  const ratio = (x: number) => ((treated - x) * (successes - x)) / ((x + 1) * (control - successes + x + 1));
  weights[mode - lowest] = 1;
  for (let x = mode; x < highest; x++) weights[x + 1 - lowest] = weights[x - lowest] * ratio(x);
  for (let x = mode - 1; x >= lowest; x--) weights[x - lowest] = weights[x + 1 - lowest] / ratio(x);
  return weights;
}
