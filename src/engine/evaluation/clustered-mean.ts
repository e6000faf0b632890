/** A figure summed per order (the cluster): what the queries of one basket have in common does not count twice. */
export interface ClusterSums {
  /** Sum of the figure over the queries of each order. */
  readonly sums: Float64Array;
  /** Queries of each order. */
  readonly counts: Float64Array;
}

/** A mean over queries, and how far chance may have moved it. */
export interface ClusteredMean {
  readonly mean: number;
  /** Standard error, clustered by order; NaN with fewer than two orders. */
  readonly standardError: number;
}

/**
 * Mean over all queries m = sum S_c / sum n_c, with the standard error of a ratio of cluster totals:
 *
 *   SE = sqrt(G / (G - 1) x sum (S_c - m n_c)^2) / sum n_c
 *
 * for G orders c with n_c queries and sums S_c. In the units of the figure. Without queries the mean is 0.
 *
 * Source: W. G. Cochran (1977), Sampling Techniques, 3rd ed., section 9A (ratio to size).
 *
 * @example
 * clusteredMean({ sums: Float64Array.of(2, 0), counts: Float64Array.of(2, 2) }) // => { mean: 0.5, standardError: 0.5 }
 */
export function clusteredMean({ sums, counts }: ClusterSums): ClusteredMean {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return { mean: 0, standardError: Number.NaN };
  const mean = sums.reduce((sum, value) => sum + value, 0) / total;
  let squares = 0;
  for (const [cluster, value] of sums.entries()) squares += (value - mean * (counts[cluster] ?? 0)) ** 2;
  const clusters = sums.length;
  const standardError = clusters < 2 ? Number.NaN : Math.sqrt((clusters / (clusters - 1)) * squares) / total;
  return { mean, standardError };
}
