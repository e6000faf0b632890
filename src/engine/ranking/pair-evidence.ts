import { measureAssociation } from '../basket/association.ts';
import { expectedTogether } from '../basket/expected-together.ts';
import { DEFAULT_GATE } from '../basket/pair-report.ts';
import { liftPosterior, type ShrunkLift, shrinkLift, shrunkLiftMean } from '../basket/shrunk-lift.ts';
import type { StoreModel } from '../model/store-model.ts';
import { gammaQuantileWilsonHilferty, gammaUpperTail, NORMAL_SCORE_95 } from '../statistics/gamma-distribution.ts';
import type { RankingView } from './ranking-view.ts';

/** What the orders say about one directed pair. */
export interface PairEvidence {
  readonly antecedent: number;
  readonly consequent: number;
  /** Orders with both. */
  readonly together: number;
  readonly antecedentOrders: number;
  readonly consequentOrders: number;
  readonly orders: number;
  readonly confidence: number;
  readonly support: number;
  readonly lift: number;
  /** Orders with both that chance alone would bring, given how large baskets are. */
  readonly expected: number;
  readonly shrunk: ShrunkLift;
}

/** What is told of a directed pair. */
export type PairClaim = Pick<PairEvidence, 'antecedent' | 'consequent' | 'together' | 'confidence'>;

/** The lift that a pair is held to before anybody says that the two go together. */
const NOTABLE_LIFT = 1.2;
const NOTABLE_PROBABILITY = 0.9;
const NOTABLE_TOGETHER = 3;

/**
 * Reads the evidence of a pair from the counts.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * for (const orderId of [1, 2, 3]) model.apply({ removed: null, added: createOrder({ orderId, basket: [1, 2] }) });
 * readPairEvidence(model, 0, 1).confidence // => 1
 */
export function readPairEvidence(model: StoreModel, antecedent: number, consequent: number): PairEvidence {
  const { pairs } = model;
  const together = pairs.together(antecedent, consequent);
  const antecedentOrders = pairs.ordersWith(antecedent);
  const consequentOrders = pairs.ordersWith(consequent);
  const counts = { together, antecedentOrders, consequentOrders, orders: pairs.orders };
  const expected = expectedTogether(pairs, [antecedent, consequent]);
  const prior = model.priorLift(antecedent, consequent);
  const shrunk = shrinkLift({ together, expected, priorLift: prior });
  return { antecedent, consequent, ...counts, ...measureAssociation(counts), expected, shrunk };
}

/**
 * Whether a guest may be told that two items go together: at least 3 orders with both, and either the default gate
 * (confidence 20 %, lift 1.2) or a probability of 90 % that the true lift is above 1.2.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * for (const orderId of [1, 2, 3]) model.apply({ removed: null, added: createOrder({ orderId, basket: [1, 2] }) });
 * isNotable(readPairEvidence(model, 0, 1)) // => false
 * for (const orderId of [4, 5, 6]) model.apply({ removed: null, added: createOrder({ orderId, basket: [3] }) });
 * isNotable(readPairEvidence(model, 0, 1)) // => true
 */
export function isNotable(evidence: PairEvidence): boolean {
  if (evidence.together < NOTABLE_TOGETHER) return false;
  const passesGate = evidence.confidence >= DEFAULT_GATE.minConfidence && evidence.lift >= DEFAULT_GATE.minLift;
  if (passesGate || evidence.shrunk.mean < NOTABLE_LIFT) return passesGate;
  return evidence.shrunk.lower > NOTABLE_LIFT || evidence.shrunk.probabilityAbove(NOTABLE_LIFT) >= NOTABLE_PROBABILITY;
}

/**
 * How a number of orders with both is told: as customers only when every one of them is known, and they are several.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * for (const orderId of [1, 2, 3]) model.apply({ removed: null, added: createOrder({ orderId, basket: [1, 2] }) });
 * tellTogether(model, readPairEvidence(model, 0, 1)) // => '3 orders had both'
 */
export function tellTogether(model: StoreModel, evidence: PairClaim): string {
  const customers = model.log.customersWithBoth([evidence.antecedent, evidence.consequent]);
  if (customers !== null && customers > 1) return `${customers} customers ordered both`;
  return `${evidence.together} ${evidence.together === 1 ? 'order' : 'orders'} had both`;
}

/**
 * The pair with the strongest claim among the context items: the notable one with the highest lower bound; null when
 * none is notable.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * for (const orderId of [1, 2, 3]) model.apply({ removed: null, added: createOrder({ orderId, basket: [1, 2] }) });
 * const view = createRankingView(model, createRequest({ nowMs: 0, cart: [1] }));
 * strongestEvidence(view, 1) // => null
 */
export function strongestEvidence({ model, context }: RankingView, item: number): PairClaim | null {
  let best = -1;
  let bestLower = 0;
  for (const antecedent of context) {
    const lower = claimOf(model, { antecedent, consequent: item, atLeast: bestLower });
    if (lower <= bestLower) continue;
    bestLower = lower;
    best = antecedent;
  }
  if (best < 0) return null;
  const together = model.pairs.together(best, item);
  return { antecedent: best, consequent: item, together, confidence: together / model.pairs.ordersWith(best) };
}

/**
 * The lower bound of a notable pair's lift; 0 for one that is not notable or whose bound is not above `atLeast`. The
 * numbers of `isNotable`, the dear ones last.
 */
function claimOf(
  model: StoreModel,
  { antecedent, consequent, atLeast }: { antecedent: number; consequent: number; atLeast: number },
): number {
  const { pairs } = model;
  const together = pairs.together(antecedent, consequent);
  if (together < NOTABLE_TOGETHER) return 0;
  const [first, second] = [pairs.ordersWith(antecedent), pairs.ordersWith(consequent)];
  const lift = (together * pairs.orders) / (first * second);
  const passesGate = together >= DEFAULT_GATE.minConfidence * first && lift >= DEFAULT_GATE.minLift;
  const expected = expectedTogether(pairs, [antecedent, consequent]);
  const counted = { together, expected, priorLift: model.priorLift(antecedent, consequent) };
  const mean = shrunkLiftMean(counted);
  // The bound lies below the mean.
  if (mean <= atLeast || (!passesGate && mean < NOTABLE_LIFT)) return 0;
  const posterior = liftPosterior(counted);
  const lower = gammaQuantileWilsonHilferty(posterior, -NORMAL_SCORE_95);
  if (lower <= atLeast) return 0;
  const isSure = passesGate || lower > NOTABLE_LIFT;
  return isSure || gammaUpperTail(posterior, NOTABLE_LIFT) >= NOTABLE_PROBABILITY ? lower : 0;
}

/**
 * When the two were last ordered together, in milliseconds since 1970-01-01T00:00Z; null when nobody knows.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.apply({ removed: null, added: createOrder({ orderId: 1, orderedAtMs: 5, basket: [1, 2] }) });
 * lastTogetherMs(model, 0, 1) // => 5
 */
export function lastTogetherMs(model: StoreModel, a: number, b: number): number | null {
  let latest: number | null = null;
  for (const order of model.log.withBoth(a, b)) {
    if (order.completed && order.timeMs !== null) latest = Math.max(latest ?? order.timeMs, order.timeMs);
  }
  return latest;
}
