import type { AppError } from '../../contract/error-registry.ts';
import { splitOrders } from '../../engine/evaluation/split-orders.ts';
import {
  evaluateNextOrder as askNextOrders,
  type NextOrderReport,
} from '../../engine/next-order/evaluate-next-order.ts';
import { NEXT_ORDER_METRICS, type NextOrderMetric } from '../../engine/next-order/next-order-tally.ts';
import { tellCount } from '../tell-count.ts';
import type { EvaluationHistory } from './evaluation-history.ts';
import { type DifferenceReport, type ProtocolFindings, roundFigure } from './evaluation-report.ts';
import { nothingToEvaluate } from './nothing-to-evaluate.ts';
import type { ProtocolOptions } from './protocol-run.ts';

const BASELINE = 'history_then_popularity';
const RANKER = 'next_order';

/** Recall and NDCG of the whole next order of known customers: own history first, then popularity, against the ranker. */
export function evaluateNextOrder(history: EvaluationHistory, options: ProtocolOptions): ProtocolFindings {
  const { learn, test } = splitOrders(history.orders);
  const report = askNextOrders(
    { catalog: history.items, orders: history.orders, zone: history.zone },
    {
      random: options.randomFor('differences'),
      onProgress: (done, total) => options.onProgress('asking', done / total),
    },
  );
  if (report.queries === 0) throw nothingToAsk(history, test.length);
  return {
    queries: report.queries,
    models: tellFigures(report, 'mean'),
    chosen: report.learned.isBetter ? RANKER : BASELINE,
    learned_orders: learn.length,
    test_orders: test.length,
    sampled_from: null,
    standard_errors: tellFigures(report, 'standardError'),
    differences: NEXT_ORDER_METRICS.map((metric) => tellDifference(report, metric)),
    full_lists: {},
    calibration_error: {},
    notes: [`The test orders that were asked about are of ${report.customers} customers with an earlier order.`],
  };
}

function nothingToAsk(history: EvaluationHistory, testOrders: number): AppError {
  const { source, customers } = history;
  return nothingToEvaluate(history, {
    detail:
      customers === 0
        ? `${source} knows no customers: a next order can only be foretold of a customer with an earlier one.`
        : `${source} has ${tellCount(customers, 'customer')}, but none of the last ${tellCount(testOrders, 'order')} (20 %) is a second one of theirs.`,
    hint: 'Export the orders with a customer_id, an anonymous one is enough; or use another --protocol.',
  });
}

function tellFigures({ models }: NextOrderReport, pick: 'mean' | 'standardError') {
  const figuresOf = (model: NextOrderReport['models'][keyof NextOrderReport['models']]) =>
    Object.fromEntries(NEXT_ORDER_METRICS.map((metric) => [metric, roundFigure(model[metric][pick])]));
  return { [BASELINE]: figuresOf(models.history_then_popularity), [RANKER]: figuresOf(models.next_order) };
}

function tellDifference(report: NextOrderReport, metric: NextOrderMetric): DifferenceReport {
  const round = (value: number) => Math.round(value * 1e6) / 1e6;
  const found = report.difference[metric];
  return {
    model: RANKER,
    against: BASELINE,
    metric,
    difference: round(found.difference),
    standard_error: round(found.standardError),
    lower: round(found.lower),
    upper: round(found.upper),
  };
}
