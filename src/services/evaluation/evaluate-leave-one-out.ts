import { runLeaveOneOut } from '../../engine/evaluation/run-leave-one-out.ts';
import { chosenKind, requireModelKinds } from './evaluated-models.ts';
import { type EvaluationHistory, learnPart } from './evaluation-history.ts';
import { type ProtocolFindings, tellResults } from './evaluation-report.ts';
import { askedBaskets, type ProtocolOptions, tellDifferences } from './protocol-run.ts';

/** The leave-one-out protocol on the last 20 % of the orders, with every model, and the choice of one for this store. */
export function evaluateLeaveOneOut(history: EvaluationHistory, options: ProtocolOptions): ProtocolFindings {
  const { learn, baskets, sampledFrom } = askedBaskets(history, options);
  const learned = learnPart(history, learn, {
    random: options.randomFor('choice'),
    onProgress: (share) => options.onProgress('choosing', share),
  });
  const kinds = requireModelKinds(options.models);
  const models = kinds.map((kind) => kind.build(learned));
  const results = runLeaveOneOut(models, baskets, {
    itemCount: history.items.length,
    onProgress: (done, total) => options.onProgress('asking', done / total),
  });
  const random = options.randomFor('differences');
  return {
    queries: results[0]?.queries ?? 0,
    ...tellResults(results),
    chosen: chosenKind(learned, kinds),
    learned_orders: learn.length,
    test_orders: baskets.length,
    sampled_from: sampledFrom,
    differences: tellDifferences(results, { random, metrics: ['hr1', 'hr5', 'hr10', 'ndcg10'] }),
    notes: [],
  };
}
