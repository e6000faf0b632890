import { type ClusteredMean, type ClusterSums, clusteredMean } from '../evaluation/clustered-mean.ts';
import { recallAt } from '../evaluation/rank-metrics.ts';
import { basketNdcg } from './basket-ndcg.ts';

/** The figures of the next-order protocol. */
export const NEXT_ORDER_METRICS = ['recall5', 'recall10', 'ndcg10'] as const;

/** Recall@5, recall@10 or NDCG@10. */
export type NextOrderMetric = (typeof NEXT_ORDER_METRICS)[number];

/** One value for each figure. */
export type ByMetric<T> = Readonly<Record<NextOrderMetric, T>>;

/** Sums up the questions of one model, customer by customer: the orders of one customer are not independent. */
export class NextOrderTally {
  readonly #counts = new Map<number, number>();
  readonly #sums = { recall5: new Map<number, number>(), recall10: new Map(), ndcg10: new Map() };

  /** Counts one question: the list that was given and the basket that was ordered. */
  add(customerId: number, answer: { readonly list: readonly number[]; readonly basket: readonly number[] }): void {
    increase(this.#counts, customerId, 1);
    increase(this.#sums.recall5, customerId, recallAt(answer, 5));
    increase(this.#sums.recall10, customerId, recallAt(answer, 10));
    increase(this.#sums.ndcg10, customerId, basketNdcg(answer, 10));
  }

  /** Number of questions. */
  get queries(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** Sums by customer, in the order in which they were first asked about. */
  sumsOf(metric: NextOrderMetric): ClusterSums {
    return { sums: Float64Array.from(this.#sums[metric].values()), counts: Float64Array.from(this.#counts.values()) };
  }

  /** The means over all questions. */
  means(): ByMetric<ClusteredMean> {
    return readByMetric((metric) => clusteredMean(this.sumsOf(metric)));
  }
}

/**
 * One value for each figure.
 *
 * @example
 * readByMetric((metric) => metric.length) // => { recall5: 7, recall10: 8, ndcg10: 6 }
 */
export function readByMetric<T>(read: (metric: NextOrderMetric) => T): ByMetric<T> {
  return { recall5: read('recall5'), recall10: read('recall10'), ndcg10: read('ndcg10') };
}

function increase(sums: Map<number, number>, key: number, step: number): void {
  sums.set(key, (sums.get(key) ?? 0) + step);
}
