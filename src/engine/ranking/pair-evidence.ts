import { measureAssociation } from '../basket/association.ts';
import { expectedTogether } from '../basket/expected-together.ts';
import { DEFAULT_GATE } from '../basket/pair-report.ts';
import { type ShrunkLift, shrinkLift } from '../basket/shrunk-lift.ts';
import type { StoreModel } from '../model/store-model.ts';
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
  const prior = priorLift(model, antecedent, consequent);
  const shrunk = shrinkLift({ together, expected, priorLift: prior });
  return { antecedent, consequent, ...counts, ...measureAssociation(counts), expected, shrunk };
}

/**
 * What the categories of two items say about their lift, before the items' own orders are looked at: above 0, and 1
 * where a category is not known.
 *
 * @example
 * priorLift(new StoreModel(createTimeZone('UTC')), 0, 1) // => 1
 */
export function priorLift(model: StoreModel, a: number, b: number): number {
  const [g, h] = [model.categoryOf(a), model.categoryOf(b)];
  return g < 0 || h < 0 ? 1 : model.categoryLift(g, h);
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
  return passesGate || evidence.shrunk.probabilityAbove(NOTABLE_LIFT) >= NOTABLE_PROBABILITY;
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
export function tellTogether(model: StoreModel, evidence: PairEvidence): string {
  const customers = new Set<number>();
  // The first order of a guest nobody knows settles it: then orders are told, not customers.
  const hasUnknown = model.log.someWithBoth([evidence.antecedent, evidence.consequent], (order) => {
    if (order.completed && order.customerId !== null) customers.add(order.customerId);
    return order.completed && order.customerId === null;
  });
  if (!hasUnknown && customers.size > 1) return `${customers.size} customers ordered both`;
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
export function strongestEvidence({ model, context }: RankingView, item: number): PairEvidence | null {
  let best: PairEvidence | null = null;
  for (const antecedent of context) {
    if (model.pairs.together(antecedent, item) < NOTABLE_TOGETHER) continue;
    const evidence = readPairEvidence(model, antecedent, item);
    if (!isNotable(evidence)) continue;
    if (best === null || evidence.shrunk.lower > best.shrunk.lower) best = evidence;
  }
  return best;
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
