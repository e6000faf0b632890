import { type ClusteredMean, type ClusterSums, clusteredMean } from './clustered-mean.ts';

/** The figures of the leave-one-out protocol. */
export const RANK_METRICS = ['hr1', 'hr5', 'hr10', 'ndcg10'] as const;

/** HR@1, HR@5, HR@10 or NDCG@10. */
export type RankMetric = (typeof RANK_METRICS)[number];

/** How well hidden items were ranked. */
export interface RankFigures {
  readonly metrics: Readonly<Record<RankMetric, ClusteredMean>>;
  /** Per order: what the paired bootstrap needs. */
  readonly byOrder: Readonly<Record<RankMetric, ClusterSums>>;
}

/**
 * Every figure with its standard error, from what is known of each order.
 *
 * @param sumsOf - sums and numbers of questions, by order, of a figure.
 * @example
 * const sums = { sums: Float64Array.of(1, 1), counts: Float64Array.of(2, 2) };
 * rankFigures(() => sums).metrics.hr5.mean // => 0.5
 */
export function rankFigures(sumsOf: (metric: RankMetric) => ClusterSums): RankFigures {
  const byOrder = eachMetric(sumsOf);
  return { byOrder, metrics: eachMetric((metric) => clusteredMean(byOrder[metric])) };
}

function eachMetric<T>(figureOf: (metric: RankMetric) => T): Record<RankMetric, T> {
  return { hr1: figureOf('hr1'), hr5: figureOf('hr5'), hr10: figureOf('hr10'), ndcg10: figureOf('ndcg10') };
}
