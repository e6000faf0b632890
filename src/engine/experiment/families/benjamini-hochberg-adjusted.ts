/**
 * Benjamini-Hochberg adjusted p-values: p(k) becomes the smallest of m p(j) / j over j >= k. Of those whose adjusted value
 * is at most q, a share q is false in the long run: the rule for a list of many tests' winners.
 *
 * Source: Y. Benjamini and Y. Hochberg (1995), Controlling the False Discovery Rate, JRSS B 57.
 *
 * @returns adjusted p-values in the order given
 * @example
 * adjustByBenjaminiHochberg([0.003, 0.04, 0.011, 0.2, 0.049]) // => [0.015, 0.06125, 0.0275, 0.2, 0.06125]
 */
export function adjustByBenjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[b] - pValues[a]);
  const adjusted = new Array<number>(pValues.length);
  let smallest = 1;
  order.forEach((index, fromTop) => {
    smallest = Math.min(smallest, (pValues.length * pValues[index]) / (pValues.length - fromTop));
    adjusted[index] = smallest;
  });
  return adjusted;
}
