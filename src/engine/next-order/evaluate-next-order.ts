import type { ClusteredMean } from '../evaluation/clustered-mean.ts';
import { type PairedDifference, pairedBootstrap, type RandomSource } from '../evaluation/paired-bootstrap.ts';
import { splitOrders } from '../evaluation/split-orders.ts';
import { type LearningHistory, learnOrders } from '../learning/learn-parameters.ts';
import { compareOnOrder, NextOrderTallies } from './compare-on-order.ts';
import { type LearnedNextOrder, learnNextOrder } from './learn-next-order.ts';
import { type ByMetric, type NextOrderMetric, readByMetric } from './next-order-tally.ts';
import { groupByMoment } from './order-moments.ts';

/** How the two models did on the same questions. */
export interface NextOrderReport {
  /** Test orders of customers with at least one earlier order. */
  readonly queries: number;
  readonly customers: number;
  readonly models: {
    readonly history_then_popularity: ByMetric<ClusteredMean>;
    readonly next_order: ByMetric<ClusteredMean>;
  };
  /** next_order minus history_then_popularity: paired bootstrap over customers. */
  readonly difference: ByMetric<PairedDifference>;
  /** What the learning part alone taught, and whether it was better there: what is served. */
  readonly learned: LearnedNextOrder;
}

/**
 * What will a known customer order next? The first 80 % of the orders teach, the last 20 % are asked: for each of them by
 * a customer with an earlier order all items are ranked, before anything of that moment is known. Recall@k is the share
 * of the basket's items among the first k. As in serving, an order becomes history when it has been asked. Weights are
 * fitted on the learning part alone.
 *
 * @param history orders in order of time
 *
 * @example
 * const order = createOrder({ orderId: 1, customerId: 7, basket: [5] });
 * const history = { catalog: [], orders: [order, { ...order, orderId: 2 }], zone: createTimeZone('UTC') };
 * evaluateNextOrder(history, { random: () => 0.5 }).models.next_order.recall5.mean // => 1
 */
export function evaluateNextOrder(
  history: LearningHistory,
  { random, onProgress }: { random: RandomSource; onProgress?: (done: number, total: number) => void },
): NextOrderReport {
  const { learn, test } = splitOrders(history.orders);
  const learned = learnNextOrder({ ...history, orders: learn }, { random });
  const model = learnOrders(history, learn);
  const tallies = new NextOrderTallies();
  let done = 0;
  for (const group of groupByMoment(test)) {
    for (const order of group) compareOnOrder(model, order, { weights: learned.weights, tallies });
    for (const order of group) model.apply({ removed: null, added: order });
    done += group.length;
    onProgress?.(done, test.length);
  }
  return { ...conclude(tallies, random), learned };
}

function conclude({ baseline, ranker }: NextOrderTallies, random: RandomSource) {
  const compare = (metric: NextOrderMetric) =>
    pairedBootstrap({ first: ranker.sumsOf(metric), second: baseline.sumsOf(metric) }, { random });
  return {
    queries: ranker.queries,
    customers: ranker.sumsOf('recall5').counts.length,
    models: { history_then_popularity: baseline.means(), next_order: ranker.means() },
    difference: readByMetric(compare),
  };
}
