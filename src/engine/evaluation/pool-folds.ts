import type { ClusterSums } from './clustered-mean.ts';
import type { ModelResult } from './model-tally.ts';
import { type RankMetric, rankFigures } from './rank-figures.ts';

/**
 * One result from the folds of one model, as if all their queries had been asked in one run: the orders of the folds stand
 * side by side. Full lists and calibration are averaged by queries.
 *
 * @param folds - of the same model, at least one.
 * @throws RangeError without folds.
 *
 * @example
 * const folds = [1, 3].map((rank) => {
 *   const tally = new ModelTally('m', 1);
 *   tally.add({ order: 0, rank, isFull: true, prediction: null });
 *   return tally.conclude();
 * });
 * poolFolds(folds).metrics.ndcg10.mean // => 0.75
 */
export function poolFolds(folds: readonly ModelResult[]): ModelResult {
  const [first] = folds;
  if (first === undefined) throw new RangeError('Cannot pool the folds of a model: there are none');
  const queries = folds.reduce((sum, fold) => sum + fold.queries, 0);
  const average = (figureOf: (fold: ModelResult) => number) =>
    queries === 0 ? 0 : folds.reduce((sum, fold) => sum + figureOf(fold) * fold.queries, 0) / queries;
  return {
    name: first.name,
    queries,
    ...rankFigures((metric) => joinOrders(folds, metric)),
    fullListShare: average((fold) => fold.fullListShare),
    predictions: folds.flatMap((fold) => fold.predictions),
    calibrationError: first.calibrationError === null ? null : average((fold) => fold.calibrationError ?? 0),
  };
}

function joinOrders(folds: readonly ModelResult[], metric: RankMetric): ClusterSums {
  return {
    sums: Float64Array.from(folds.flatMap((fold) => [...fold.byOrder[metric].sums])),
    counts: Float64Array.from(folds.flatMap((fold) => [...fold.byOrder[metric].counts])),
  };
}
