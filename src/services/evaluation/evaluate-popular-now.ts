import { pairedBootstrap } from '../../engine/evaluation/paired-bootstrap.ts';
import { runPopularNow } from '../../engine/evaluation/run-popular-now.ts';
import { splitOrders } from '../../engine/evaluation/split-orders.ts';
import { tuneSales } from '../../engine/learning/learn-parameters.ts';
import { tellCount } from '../tell-count.ts';
import { REFERENCE_MODEL } from './evaluated-models.ts';
import { type EvaluationHistory, learnPart } from './evaluation-history.ts';
import { type ProtocolFindings, roundFigure } from './evaluation-report.ts';
import { nothingToEvaluate } from './nothing-to-evaluate.ts';
import { type ProtocolOptions, toDifference } from './protocol-run.ts';

/** Recall@10 of lists without a cart: each order of the last 20 % is asked about as of its own moment. */
export function evaluatePopularNow(history: EvaluationHistory, options: ProtocolOptions): ProtocolFindings {
  const { learn, test } = splitOrders(history.orders);
  if (learn.length === 0 || test.length === 0) {
    throw nothingToEvaluate(history, {
      detail: `${history.source} has ${tellCount(history.orders.length, 'order')}, expected at least 2: one to learn from, one to ask about.`,
    });
  }
  const { model } = learnPart(history, learn);
  // What a store's nightly choice learns of its sales; the other parameters have no part in these lists.
  const habits = tuneSales({ catalog: history.items, orders: learn, zone: history.zone });
  model.setParameters({ ...model.parameters, ...habits });
  const results = runPopularNow(model, {
    orders: test,
    onProgress: (done, total) => options.onProgress('asking', done / total),
  });
  const reference = results.find((result) => result.name === REFERENCE_MODEL);
  const random = options.randomFor('differences');
  const others = results.filter((result) => result !== reference);
  const figures = (pick: 'mean' | 'standardError') =>
    Object.fromEntries(results.map((result) => [result.name, { recall10: roundFigure(result.recall10[pick]) }]));
  const untimed = test.filter((order) => order.orderedAtMs === null).length;
  return {
    queries: test.length,
    models: figures('mean'),
    chosen: null,
    learned_orders: learn.length,
    test_orders: test.length,
    sampled_from: null,
    standard_errors: figures('standardError'),
    differences:
      reference === undefined
        ? []
        : others.map((result) => {
            const pair = { first: result.byOrder, second: reference.byOrder };
            return toDifference({ model: result.name, metric: 'recall10' }, pairedBootstrap(pair, { random }));
          }),
    full_lists: {},
    calibration_error: {},
    notes:
      untimed === 0 ? [] : [`${untimed} of ${test.length} test orders have no time: they are asked without an hour.`],
  };
}
