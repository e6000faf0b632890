/** What a family of tests is held to. */
export interface FalseDiscoveryOptions {
  /** All hypotheses of the family; those without a p-value in the list count as p = 1. */
  readonly hypotheses: number;
  /** Wanted share of false discoveries among the rejected hypotheses, q, between 0 and 1. */
  readonly falseDiscoveryRate: number;
}

/**
 * Threshold of the Benjamini-Hochberg procedure: the largest p(k) with p(k) <= k q / m, where p(1) <= p(2) <= ... are
 * the sorted p-values, m all hypotheses and q the false discovery rate. Reject every p at or below it.
 *
 * Source: Y. Benjamini and Y. Hochberg (1995), Controlling the False Discovery Rate, JRSS B 57.
 *
 * @param pValues - the p-values below 1 (others may be left out), in any order
 * @param options - number of hypotheses m and rate q
 * @returns the largest rejected p-value, or null when none is rejected
 * @throws RangeError when there are more p-values than hypotheses
 * @example
 * benjaminiHochbergThreshold([0.01, 0.02, 0.04], { hypotheses: 4, falseDiscoveryRate: 0.05 }) // => 0.02
 */
export function benjaminiHochbergThreshold(
  pValues: ArrayLike<number>,
  { hypotheses, falseDiscoveryRate }: FalseDiscoveryOptions,
): number | null {
  if (pValues.length > hypotheses) {
    throw new RangeError(
      `Cannot correct ${pValues.length} p-values for ${hypotheses} hypotheses: expected at least as many hypotheses`,
    );
  }
  const sorted = Float64Array.from(pValues).sort();
  for (let rank = sorted.length; rank > 0; rank--) {
    if (sorted[rank - 1] * hypotheses <= rank * falseDiscoveryRate) return sorted[rank - 1];
  }
  return null;
}
