import { AppError } from '../../contract/error-registry.ts';
import type { TestBasket } from '../../engine/evaluation/evaluated-model.ts';
import type { ModelResult } from '../../engine/evaluation/model-tally.ts';
import type { RandomSource } from '../../engine/evaluation/paired-bootstrap.ts';
import { runLeaveOneOut } from '../../engine/evaluation/run-leave-one-out.ts';
import { LEARNING_CURVE_SIZES, learningPrefixes, learningSuffixes } from '../../engine/evaluation/split-orders.ts';
import type { LearningOrder } from '../../engine/items.ts';
import { type ModelKind, requireModelKinds } from './evaluated-models.ts';
import { type EvaluationHistory, learnPart } from './evaluation-history.ts';
import { type CurvePoint, type ProtocolFindings, tellResults } from './evaluation-report.ts';
import { askedBaskets, type ProtocolOptions, tellDifferences } from './protocol-run.ts';

interface ColdStore {
  readonly part: CurvePoint['part'];
  readonly orders: readonly LearningOrder[];
}

interface ColdRun {
  readonly kinds: readonly ModelKind[];
  readonly baskets: readonly TestBasket[];
  readonly random: RandomSource;
  readonly onProgress: (share: number) => void;
}

/**
 * The leave-one-out protocol on the last 20 % of the orders with models that know only the menu and 0, 10, 50, 200, 1000
 * and 5000 orders, or as many as are asked for: the first ones of the history, and, as a curve of its own, the last ones
 * before the test part, as in a store that opened so many orders ago. The report's own figures are those of the largest
 * number of last orders.
 *
 * @throws AppError `nothing_to_evaluate` when the history is shorter than each number of orders.
 */
export function evaluateColdStart(history: EvaluationHistory, options: ProtocolOptions): ProtocolFindings {
  const { learn, baskets, sampledFrom } = askedBaskets(history, options);
  const stores = coldStores(learn, options.learnedOrders ?? LEARNING_CURVE_SIZES);
  const kinds = requireModelKinds(options.models);
  const runs = stores.map((store, step) => ({
    ...store,
    results: measureColdStore(history, store, {
      kinds,
      baskets,
      random: options.randomFor('choice'),
      onProgress: (share) => options.onProgress('asking', (step + share) / stores.length),
    }),
  }));
  const largest = runs.at(-1);
  const results = largest?.results ?? [];
  const random = options.randomFor('differences');
  return {
    queries: results[0]?.queries ?? 0,
    ...tellResults(results),
    chosen: null,
    learned_orders: largest?.orders.length ?? 0,
    test_orders: baskets.length,
    sampled_from: sampledFrom,
    differences: tellDifferences(results, { random, metrics: ['hr1', 'hr5', 'hr10', 'ndcg10'] }),
    curve: runs.map((run) => ({
      part: run.part,
      learned_orders: run.orders.length,
      models: tellResults(run.results).models,
    })),
    notes: [],
  };
}

function coldStores(learn: readonly LearningOrder[], sizes: readonly number[]): ColdStore[] {
  const stores: ColdStore[] = [
    ...learningPrefixes(learn, sizes).map((orders) => ({ part: 'first' as const, orders })),
    ...learningSuffixes(learn, sizes).map((orders) => ({ part: 'last' as const, orders })),
  ];
  if (stores.length > 0) return stores;
  throw new AppError('nothing_to_evaluate', {
    detail: `${learn.length} orders may be learned, fewer than --orders ${sizes.join(',')}.`,
    hint: 'Ask for fewer: --orders 10,50,200; what the history is too short for is left out.',
  });
}

function measureColdStore(
  history: EvaluationHistory,
  { orders }: ColdStore,
  { kinds, baskets, random, onProgress }: ColdRun,
): ModelResult[] {
  const learned = learnPart(history, orders, { random });
  const models = kinds.map((kind) => kind.build(learned));
  return runLeaveOneOut(models, baskets, {
    itemCount: history.items.length,
    onProgress: (done, total) => onProgress(done / total),
  });
}
