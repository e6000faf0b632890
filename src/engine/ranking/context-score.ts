import { expectedTogether } from '../basket/expected-together.ts';
import { shrunkLiftMean } from '../basket/shrunk-lift.ts';
import { roundScore } from '../popularity/round-score.ts';
import { priorLift } from './pair-evidence.ts';
import type { RankingView } from './ranking-view.ts';

/** Weight of the summed log lifts against the log popularity, measured in docs/algorithms/frequently-together.md. */
export const LOG_LIFT_WEIGHT = 0.75;

/** An item's score beside the context. */
export interface ContextScore {
  readonly item: number;
  /** Log pool, rounded to 1e-6; comparable within one answer only. */
  readonly score: number;
  /** Summed log lifts within it: 0 = as popularity alone would have it. */
  readonly logLifts: number;
}

/**
 * How well an item goes with the context (cart items and the item looked at): the log pool
 *
 *   score(j) = log p(j) + 0.75 x sum over context items i of log lambda(i, j)
 *
 * with p(j) the shrunk popularity (`ItemPopularity.share`) and lambda(i, j) the shrunk lift (`shrunkLiftMean`) with its
 * prior from the pair of categories (`priorLift`).
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * for (let orderId = 1; orderId <= 10; orderId++) model.apply({ removed: null, added: createOrder({ orderId, basket: [1, 2] }) });
 * const view = createRankingView(model, createRequest({ nowMs: 0, cart: [1] }));
 * // p = (10 + 30/2) / (10 + 30), E = 10, lambda = (10 + 3) / (10 + 3): log .625
 * scoreBesideContext(view, 1).score // => -0.470004
 */
export function scoreBesideContext({ model, context }: RankingView, item: number): ContextScore {
  let logLifts = 0;
  for (const other of context) {
    const lift = shrunkLiftMean({
      together: model.pairs.together(other, item),
      expected: expectedTogether(model.pairs, [other, item]),
      priorLift: priorLift(model, other, item),
    });
    logLifts += Math.log(lift);
  }
  return { item, score: roundScore(Math.log(model.popularity.share(item)) + LOG_LIFT_WEIGHT * logLifts), logLifts };
}
