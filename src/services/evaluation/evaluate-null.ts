import { reportPairs } from '../../engine/basket/pair-report.ts';
import { shuffleBaskets } from '../../engine/evaluation/shuffle-baskets.ts';
import type { StoreModel } from '../../engine/model/store-model.ts';
import { tellCount } from '../tell-count.ts';
import { type EvaluationHistory, learnPart } from './evaluation-history.ts';
import type { PairFindings, ProtocolFindings } from './evaluation-report.ts';
import { nothingToEvaluate } from './nothing-to-evaluate.ts';
import type { ProtocolOptions } from './protocol-run.ts';

/** A significant pair has met three times: no other needs to be looked at. */
const OPEN_GATE = { minTogether: 3, minConfidence: 0, minLift: 0 };

/**
 * What the pairs report finds in the whole history, and in the same baskets shuffled, where every finding is false: baskets
 * keep their sizes and items their numbers of orders.
 */
export function evaluateNull(history: EvaluationHistory, options: ProtocolOptions): ProtocolFindings {
  const { orders } = history;
  if (!orders.some((order) => order.basket.length >= 2)) {
    throw nothingToEvaluate(history, {
      detail: `${history.source} has ${tellCount(orders.length, 'order')} and none with two different items, expected at least one.`,
    });
  }
  options.onProgress('counting', 0);
  const found = findPairs(learnPart(history, orders).model);
  options.onProgress('shuffling', 1 / 3);
  const shuffled = shuffleBaskets(
    orders.map((order) => order.basket),
    options.randomFor('shuffle'),
  );
  options.onProgress('counting', 2 / 3);
  const chance = orders.map((order, place) => ({ ...order, basket: shuffled[place] ?? [] }));
  const falselyFound = findPairs(learnPart(history, chance).model);
  options.onProgress('counting', 1);
  return {
    queries: 0,
    models: {},
    chosen: null,
    learned_orders: orders.length,
    test_orders: 0,
    sampled_from: null,
    standard_errors: {},
    differences: [],
    full_lists: {},
    calibration_error: {},
    pairs: { history: found, shuffled: falselyFound },
    notes: [],
  };
}

function findPairs(model: StoreModel): PairFindings {
  const rows = reportPairs(model.pairs, {
    ...OPEN_GATE,
    priorLift: (a: number, b: number) => model.priorLift(a, b),
    limit: Number.POSITIVE_INFINITY,
  });
  const significant = rows.filter((row) => row.significant && row.antecedent < row.consequent).length;
  let items = 0;
  for (let item = 0; item < model.pairs.itemCount; item++) if (model.pairs.ordersWith(item) > 0) items++;
  let met = 0;
  model.pairs.forEachPair(() => {
    met++;
  });
  const share = met === 0 ? 0 : Math.round((significant / met) * 1e6) / 1e6;
  return { possible: (items * (items - 1)) / 2, met, significant, share };
}
