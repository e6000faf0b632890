/**
 * Holm's adjusted p-values: sorted p(1) <= p(2) <= ..., p(k) becomes the largest of (m - j + 1) p(j) over j <= k, at most 1.
 * Rejecting where the adjusted value is below alpha keeps the probability of any false rejection below alpha.
 *
 * Source: S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of Statistics 6.
 *
 * @returns adjusted p-values in the order given
 * @example
 * adjustByHolm([0.003, 0.04, 0.011, 0.2, 0.049]) // => [0.015, 0.12, 0.044, 0.2, 0.12]
 */
export function adjustByHolm(pValues: readonly number[]): number[] {
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a] - pValues[b]);
  const adjusted = new Array<number>(pValues.length);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, (pValues.length - rank) * pValues[index]);
    adjusted[index] = Math.min(1, largest);
  });
  return adjusted;
}
