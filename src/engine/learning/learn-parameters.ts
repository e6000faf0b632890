import type { TimeZone } from '../calendar/time-zone.ts';
import type { CatalogItem, LearningOrder } from '../items.ts';
import { StoreModel } from '../model/store-model.ts';
import { chooseSalesHabits } from '../popularity/choose-sales-habits.ts';
import { FEATURES, type Feature, type FeatureWeights } from '../scoring/features.ts';
import type { RankingParameters } from '../scoring/ranking-parameters.ts';
import { type ChoiceData, type FittedWeights, fitConditionalLogit } from './conditional-logit.ts';
import { hideItems } from './hidden-choices.ts';

/** A store's history to learn from. */
export interface LearningHistory {
  readonly catalog: readonly CatalogItem[];
  /** In (time, id) order. */
  readonly orders: readonly LearningOrder[];
  readonly zone: TimeZone;
}

/** A named model: the features that it may use. */
export interface ModelFamily {
  readonly name: string;
  readonly features: readonly Feature[];
}

/** The models that a store chooses from, the simplest first. Each is the last one with some weights held at 0. */
export const MODEL_FAMILIES: readonly ModelFamily[] = [
  { name: 'popularity', features: ['popularity', 'recent', 'hour'] },
  {
    name: 'log_pool',
    features: ['popularity', 'recent', 'hour', 'liftSum', 'liftMean', 'liftMax', 'categories', 'meal'],
  },
  { name: 'ease', features: ['popularity', 'recent', 'hour', 'ease'] },
  { name: 'knn', features: ['popularity', 'recent', 'hour', 'companions', 'similarBaskets', 'sameBaskets'] },
  { name: 'stack', features: FEATURES },
];

/** What the questions of a history taught. */
export interface LearnedQuestions {
  readonly data: ChoiceData;
  /** What the features of the questions were made with. */
  readonly tuned: RankingParameters;
}

/** Up to this many orders every order asks, taken out of the model meanwhile: few orders have few questions to spare. */
const TAKE_OUT_ORDERS = 2000;
/** In a larger history: share of the orders, the latest, that asks the questions; the model is made of the others. */
const QUESTION_SHARE = 0.1;
const QUESTION_LIMITS = { maxQuestions: 4000, maxNumbers: 24_000_000 };
/** Orders that are asked about the half-life at least, where there are so many. */
const LEAST_LATE_ORDERS = 50;
/** One number to choose needs fewer questions than a dozen weights. */
const TRIAL_LIMITS = { maxQuestions: 800, maxNumbers: 8_000_000 };
/** A smaller weight is taken for 0. */
export const LEAST_WEIGHT = 0.08;
/** Strength of the fleet's weights, in questions. */
export const FLEET_STRENGTH = 100;
/** Above this many items an inverse takes seconds: the ridge is not searched for. */
const MOST_ITEMS_TO_TRY = 600;
/** Values of lambda that are tried. */
export const RIDGES: readonly number[] = [10, 30, 100, 300, 1000];
/** Half-lives of the companions that are tried, in days. */
export const HALF_LIVES_DAYS: readonly number[] = [Number.POSITIVE_INFINITY, 240, 120, 60, 30, 15];

/**
 * The ridge of EASE and the half-life of the companions that foretell a history's latest orders best, each feature beside
 * popularity alone; and the half-life of what sells, how much weekdays differ, and what the last minutes add, that foretold its
 * later half best.
 *
 * @example
 * const orders = [createOrder({ orderId: 1, basket: [1, 2] })];
 * const history = { catalog: [], orders, zone: createTimeZone('UTC') };
 * tuneHistory(history, fleetParameters(1)).model // => 'fleet'
 */
export function tuneHistory(history: LearningHistory, start: RankingParameters): RankingParameters {
  const { model, questions } = splitHistory(history);
  // Only late orders can tell how fast habits change: companions are those of the latest baskets.
  const late = questions.slice(-Math.max(LEAST_LATE_ORDERS, Math.ceil(history.orders.length * QUESTION_SHARE)));
  const worth = (parameters: RankingParameters, feature: Feature) => {
    prepare(model, parameters);
    return foretellAlone(hideItems(model, feature === 'companions' ? late : questions, TRIAL_LIMITS), feature);
  };
  const ridges = model.itemCount > MOST_ITEMS_TO_TRY ? [] : RIDGES;
  const easeRidge = bestOf(ridges, start.easeRidge, (ridge) => worth({ ...start, easeRidge: ridge }, 'ease'));
  const hasTimes = history.orders.some((order) => order.orderedAtMs !== null);
  const halfLifeDays = bestOf(hasTimes ? HALF_LIVES_DAYS : [], Number.POSITIVE_INFINITY, (days) =>
    worth({ ...start, easeRidge, halfLifeDays: days }, 'companions'),
  );
  return { ...start, easeRidge, halfLifeDays, ...tuneSales(history) };
}

/**
 * What a history teaches of what sells when, as the ranking's parameters name it; see `chooseSalesHabits`.
 *
 * @example
 * tuneSales({ catalog: [], orders: [], zone: createTimeZone('UTC') }).salesEchoWeight // => 0
 */
export function tuneSales(
  history: LearningHistory,
): Required<Pick<RankingParameters, 'salesHalfLifeDays' | 'salesWeekdayOrders' | 'salesEchoWeight'>> {
  const { halfLifeDays, weekdayOrders, echoWeight } = chooseSalesHabits(history);
  return { salesHalfLifeDays: halfLifeDays, salesWeekdayOrders: weekdayOrders, salesEchoWeight: echoWeight };
}

/**
 * Asks a history for its own orders: a model of the first 90 % is asked for every hidden item of the last 10 %; up to 2000
 * orders all are asked about, each taken out of the model meanwhile.
 *
 * @example
 * const orders = [createOrder({ orderId: 1, basket: [1, 2] })];
 * const history = { catalog: [], orders, zone: createTimeZone('UTC') };
 * askHistory(history, fleetParameters(1)).data.taken.length // => 2
 */
export function askHistory(history: LearningHistory, tuned: RankingParameters): LearnedQuestions {
  const { model, questions } = splitHistory(history);
  prepare(model, tuned);
  return { tuned, data: hideItems(model, questions, QUESTION_LIMITS) };
}

/** A model and the orders to ask it about: ones that it has not seen, or, in a small history, takes out while asked. */
function splitHistory(history: LearningHistory): { model: StoreModel; questions: readonly LearningOrder[] } {
  const { orders } = history;
  if (orders.length <= TAKE_OUT_ORDERS) return { model: learnOrders(history, orders), questions: orders };
  const split = orders.length - Math.floor(orders.length * QUESTION_SHARE);
  return { model: learnOrders(history, orders.slice(0, split)), questions: orders.slice(split) };
}

function prepare(model: StoreModel, parameters: RankingParameters): void {
  model.setParameters(parameters);
  model.easeState.settle(model.itemCount);
}

/**
 * The model of a history's orders, with its clock at the last of them.
 *
 * @example
 * const orders = [createOrder({ orderId: 1, basket: [1, 2] })];
 * const history = { catalog: [], orders, zone: createTimeZone('UTC') };
 * learnOrders(history, orders).pairs.orders // => 1
 */
export function learnOrders(history: LearningHistory, orders: readonly LearningOrder[]): StoreModel {
  const model = new StoreModel(history.zone);
  model.setCatalog(history.catalog);
  for (const order of orders) model.apply({ removed: null, added: order });
  model.advanceTo(orders.reduce((latest, order) => Math.max(latest, order.orderedAtMs ?? 0), 0));
  return model;
}

/**
 * Weights of one family from the questions, shrunk to the fleet's.
 *
 * @example
 * const orders = [createOrder({ orderId: 1, basket: [1, 2] })];
 * const history = { catalog: [], orders, zone: createTimeZone('UTC') };
 * const questions = askHistory(history, fleetParameters(1));
 * fitFamily(questions, { name: 'mine', features: ['ease'] }, fleetParameters(1)).weights.popularity // => 0
 */
export function fitFamily(
  questions: LearnedQuestions,
  family: ModelFamily,
  fleet: RankingParameters,
): RankingParameters {
  const { tuned, data } = questions;
  const prior = Float64Array.from(FEATURES, (feature) => fleet.weights[feature]);
  const free = FEATURES.map((feature) => family.features.includes(feature));
  const { weights } = fitConditionalLogit(data, { prior, priorStrength: FLEET_STRENGTH, free });
  return { ...tuned, model: family.name, weights: nameWeights(weights) };
}

/** Weights by name, to three decimals; one that changes no order is not worth the time that its feature takes. */
function nameWeights(weights: Float64Array): FeatureWeights {
  const rounded = weights.map((weight) => (weight < LEAST_WEIGHT ? 0 : Math.round(weight * 1000) / 1000));
  return Object.fromEntries(FEATURES.map((feature, f) => [feature, rounded[f] ?? 0])) as Record<Feature, number>;
}

/** How well one feature beside popularity foretells the answers. */
function foretellAlone(data: ChoiceData, feature: Feature): FittedWeights['logLikelihood'] {
  const free = FEATURES.map((name) => name === feature || name === 'popularity');
  const prior = Float64Array.from(FEATURES, (name) => (name === 'popularity' ? 1 : 0));
  return fitConditionalLogit(data, { prior, priorStrength: 1, free }).logLikelihood;
}

/** The value with the highest worth; the first of equals, `otherwise` when there is none to try. */
function bestOf(values: readonly number[], otherwise: number, worthOf: (value: number) => number): number {
  let best = { value: otherwise, worth: Number.NEGATIVE_INFINITY };
  for (const value of values) {
    const worth = worthOf(value);
    if (worth > best.worth) best = { value, worth };
  }
  return best.value;
}
