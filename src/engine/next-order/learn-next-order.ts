import { type PairedDifference, pairedBootstrap, type RandomSource } from '../evaluation/paired-bootstrap.ts';
import type { LearningOrder } from '../items.ts';
import type { LearningHistory } from '../learning/learn-parameters.ts';
import { StoreModel } from '../model/store-model.ts';
import type { ChoiceQuery } from './choice-query.ts';
import { compareOnOrder, NextOrderTallies } from './compare-on-order.ts';
import { fitChoiceWeights } from './fit-choice-weights.ts';
import { NEXT_ORDER_FLEET_WEIGHTS } from './fleet-weights.ts';
import { groupByMoment, sortByMoment } from './order-moments.ts';
import { readChoiceQuery } from './read-choice-query.ts';

/** Shares of the orders before which nothing is asked, and from which on the two orders of items are compared. */
const ASKED_FROM = 0.6;
const COMPARED_FROM = 0.8;
const MOST_QUERIES = 4000;
/** How strongly the weights are held to the fleet's, in questions for a feature of variance 1. */
const PRIOR_PRECISION = 1;

/** What a store's orders teach about next orders. */
export interface LearnedNextOrder {
  /** In the order of `NEXT_ORDER_FEATURES`. */
  readonly weights: readonly number[];
  /** Baskets of known customers that the two orders of items were compared on. */
  readonly questions: number;
  /** NDCG@10 of the ranker minus that of "own history, then popularity", on the last fifth of the orders. */
  readonly difference: PairedDifference;
  /** Whether the difference is above its standard error: else the baseline's order is to be kept. */
  readonly isBetter: boolean;
}

/**
 * Learns from a store's orders what its customers order next. The baskets of known customers in the last 40 % of the
 * orders are asked for, each from the orders strictly before its moment; the weights are the most probable ones after
 * those choices, held to the fleet's: a store with few regulars keeps those. Before that, weights of the first half of the
 * questions alone are compared with "own history, then popularity" on the second half.
 *
 * @param history orders that were cancelled or refunded are not among them
 *
 * @example
 * const order = createOrder({ orderId: 1, customerId: 7, basket: [5] });
 * const history = { catalog: [], orders: [order, { ...order, orderId: 2 }], zone: createTimeZone('UTC') };
 * learnNextOrder(history, { random: () => 0.5 }).isBetter // => false
 */
export function learnNextOrder(
  history: LearningHistory,
  { random, fleetWeights = NEXT_ORDER_FLEET_WEIGHTS }: { random: RandomSource; fleetWeights?: readonly number[] },
): LearnedNextOrder {
  const prior = { centre: fleetWeights, precision: PRIOR_PRECISION };
  const sorted = sortByMoment(history.orders);
  const { model, asked } = splitForAsking(history, sorted);
  const tallies = new NextOrderTallies();
  const queries: ChoiceQuery[] = [];
  let trial: readonly number[] | null = null;
  let place = sorted.length - asked.length;
  for (const group of groupByMoment(asked)) {
    if (place >= sorted.length * COMPARED_FROM) trial ??= fitChoiceWeights(queries, prior);
    for (const order of group) {
      if (trial !== null) compareOnOrder(model, order, { weights: trial, tallies });
      queries.push(...askOrder(model, order));
    }
    for (const order of group) model.apply({ removed: null, added: order });
    place += group.length;
  }
  const difference = compareLists(tallies, random);
  const weights = fitChoiceWeights(queries.slice(-MOST_QUERIES), prior);
  return {
    weights,
    questions: tallies.ranker.queries,
    difference,
    isBetter: difference.difference > difference.standardError,
  };
}

/**
 * The choices that weights are fitted on: the baskets of known customers in the last 40 % of a history.
 *
 * @example
 * const order = createOrder({ orderId: 1, customerId: 7, basket: [5] });
 * const history = { catalog: [], orders: [order, { ...order, orderId: 2 }], zone: createTimeZone('UTC') };
 * gatherNextOrderQueries(history).length // => 1
 */
export function gatherNextOrderQueries(history: LearningHistory): ChoiceQuery[] {
  const { model, asked } = splitForAsking(history, sortByMoment(history.orders));
  const queries: ChoiceQuery[] = [];
  for (const group of groupByMoment(asked)) {
    for (const order of group) queries.push(...askOrder(model, order));
    for (const order of group) model.apply({ removed: null, added: order });
  }
  return queries;
}

function splitForAsking({ catalog, zone }: LearningHistory, sorted: readonly LearningOrder[]) {
  const model = new StoreModel(zone);
  model.setCatalog(catalog);
  const first = Math.floor(sorted.length * ASKED_FROM);
  for (const order of sorted.slice(0, first)) model.apply({ removed: null, added: order });
  return { model, asked: sorted.slice(first) };
}

/** None for somebody unknown, or where nothing of the basket is among the contenders. */
function askOrder(model: StoreModel, { customerId, basket, orderedAtMs }: LearningOrder): ChoiceQuery[] {
  if (customerId === null || basket.length === 0 || model.log.ofCustomer(customerId).length === 0) return [];
  const indices = basket.map((id) => model.items.indexOf(id));
  const query = readChoiceQuery(model.nextOrder, { customerId, nowMs: orderedAtMs ?? 0, basket: indices });
  return query === null ? [] : [query];
}

function compareLists({ ranker, baseline }: NextOrderTallies, random: RandomSource): PairedDifference {
  return pairedBootstrap({ first: ranker.sumsOf('ndcg10'), second: baseline.sumsOf('ndcg10') }, { random });
}
