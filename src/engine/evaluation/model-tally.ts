import { calibrationError, type Prediction } from './calibration-error.ts';
import { type RankFigures, type RankMetric, rankFigures } from './rank-figures.ts';
import { hitAt, ndcgOf } from './rank-metrics.ts';

/** How one model did on the queries of all test baskets. */
export interface ModelResult extends RankFigures {
  readonly name: string;
  readonly queries: number;
  /** Share of the queries that were answered with ten items, or with all there are. */
  readonly fullListShare: number;
  /** Expected calibration error at the first place; null for a model that promises no probabilities. */
  readonly calibrationError: number | null;
  /** What was promised for the first place of each query, and what came of it; empty without probabilities. */
  readonly predictions: readonly Prediction[];
}

/** What one query showed. */
export interface QueryOutcome {
  /** Position of the order among the test baskets. */
  readonly order: number;
  readonly rank: number;
  readonly isFull: boolean;
  readonly prediction: Prediction | null;
}

/**
 * Sums up the queries of one model, order by order.
 *
 * @example
 * const tally = new ModelTally('mine', 1);
 * tally.add({ order: 0, rank: 3, isFull: true, prediction: null });
 * tally.conclude().metrics.ndcg10.mean // => 0.5
 */
export class ModelTally {
  readonly #name: string;
  readonly #counts: Float64Array;
  readonly #sums: Record<RankMetric, Float64Array>;
  readonly #predictions: Prediction[] = [];
  #full = 0;
  #queries = 0;

  constructor(name: string, orders: number) {
    this.#name = name;
    this.#counts = new Float64Array(orders);
    const newSums = () => new Float64Array(orders);
    this.#sums = { hr1: newSums(), hr5: newSums(), hr10: newSums(), ndcg10: newSums() };
  }

  /** Counts one query. */
  add({ order, rank, isFull, prediction }: QueryOutcome): void {
    this.#queries++;
    this.#counts[order] += 1;
    this.#sums.hr1[order] += hitAt(rank, 1);
    this.#sums.hr5[order] += hitAt(rank, 5);
    this.#sums.hr10[order] += hitAt(rank, 10);
    this.#sums.ndcg10[order] += ndcgOf(rank);
    if (isFull) this.#full++;
    if (prediction !== null) this.#predictions.push(prediction);
  }

  /** The figures over all queries so far. */
  conclude(): ModelResult {
    const counts = this.#counts;
    return {
      name: this.#name,
      queries: this.#queries,
      ...rankFigures((metric) => ({ sums: this.#sums[metric], counts })),
      fullListShare: this.#queries === 0 ? 0 : this.#full / this.#queries,
      predictions: this.#predictions,
      calibrationError: this.#predictions.length === 0 ? null : calibrationError(this.#predictions),
    };
  }
}
