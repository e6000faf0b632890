import { fitCalibration } from '../evaluation/calibration-curve.ts';
import { chooseSimplest } from '../evaluation/choose-simplest.ts';
import type { TestBasket } from '../evaluation/evaluated-model.ts';
import type { ModelResult } from '../evaluation/model-tally.ts';
import type { RandomSource } from '../evaluation/paired-bootstrap.ts';
import { poolFolds } from '../evaluation/pool-folds.ts';
import { runLeaveOneOut } from '../evaluation/run-leave-one-out.ts';
import { rollingOrigins, sampleEvenly } from '../evaluation/split-orders.ts';
import { toTestBaskets } from '../evaluation/to-test-baskets.ts';
import type { LearningOrder } from '../items.ts';
import { fleetParameters, type RankingParameters } from '../scoring/ranking-parameters.ts';
import {
  askHistory,
  fitFamily,
  type LearnedQuestions,
  type LearningHistory,
  learnOrders,
  MODEL_FAMILIES,
  tuneHistory,
} from './learn-parameters.ts';
import { scoredModel } from './scored-model.ts';

/** Below this many orders a store is served with the fleet's weights: its own history cannot tell models apart. */
export const OWN_CHOICE_ORDERS = 200;

/**
 * Families that a store is served by, the simplest first. The others are the last one with some weights at 0: they are
 * measured and shown, not chosen. On 24 generated stores the choice among all five found less in the orders that came
 * after (NDCG@10 .3299) than the choice between these two (.3312).
 */
export const SERVED_FAMILIES: readonly string[] = ['popularity', 'stack'];

/** Baskets that each fold asks about at most: enough for a choice, which needs no third decimal. */
const FOLD_BASKETS = 500;
/** Scores that each fold computes at most for a model, questions x items: on a large menu fewer baskets are asked. */
const FOLD_SCORES = 8_000_000;
const LEAST_FOLD_BASKETS = 50;

/** How the choice is made. */
export interface ChooseOptions {
  /** Seeded numbers from [0, 1) for the bootstrap. */
  readonly random: RandomSource;
  /** Told how far it is, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** The parameters to serve with, and the measurements behind the choice. */
export interface RankingChoice {
  readonly parameters: RankingParameters;
  /** Every model on the pooled rolling origins, the simplest first; empty where the fleet's weights are taken. */
  readonly results: readonly ModelResult[];
  /** Parameters of every model, fitted on the whole history. */
  readonly fitted: ReadonlyMap<string, RankingParameters>;
}

/**
 * Chooses how a store ranks, by its own history: four rolling origins (learn from the first 50, 60, 70, 80 %, ask about the
 * next fifth), every model family fitted on what it may know, compared by NDCG@10; the stack of all features is fitted on the whole
 * history, unless popularity lies within one standard error of it (paired bootstrap over orders). Below 200 orders the fleet's weights stay.
 *
 * @example
 * const history = { catalog: [], orders: [], zone: createTimeZone('UTC') };
 * chooseRanking(history, { random: () => 0.5 }).parameters.model // => 'fleet'
 */
export function chooseRanking(history: LearningHistory, { random, onProgress }: ChooseOptions): RankingChoice {
  const { orders } = history;
  const fleet = fleetParameters(orders.length);
  if (orders.length < OWN_CHOICE_ORDERS) return { parameters: fleet, results: [], fitted: new Map() };
  const tuned = tuneHistory(history, fleet);
  onProgress?.(TUNED_SHARE);
  const origins = rollingOrigins(orders);
  const folds = origins.map((fold, n) => {
    const results = measureFold({ ...history, orders: fold.learn }, { test: fold.test, tuned });
    onProgress?.(TUNED_SHARE + ((1 - TUNED_SHARE) * (n + 1)) / (origins.length + 1));
    return results;
  });
  const pooled = MODEL_FAMILIES.map((_, place) => poolFolds(folds.map((results) => results[place] as ModelResult)));
  const chosen = chooseSimplest(
    pooled.filter(({ name }) => SERVED_FAMILIES.includes(name)),
    { random },
  );
  const questions = askHistory(history, tuned);
  const fitted = withCalibration(history, fitFamilies(questions, fleet));
  onProgress?.(1);
  return { parameters: fitted.get(chosen ?? '') ?? fleet, results: pooled, fitted };
}

const TUNED_SHARE = 0.3;

/** Every family, fitted on what one origin may know, on what comes after it. */
function measureFold(
  history: LearningHistory,
  { test, tuned }: { readonly test: readonly LearningOrder[]; readonly tuned: RankingParameters },
): ModelResult[] {
  const fitted = fitFamilies(askHistory(history, tuned), fleetParameters(history.orders.length));
  return measure(history, { test, parameters: [...fitted.values()] });
}

/** A model of the history with each of these weights, asked about later orders; ridge and half-life are those of all. */
function measure(
  history: LearningHistory,
  { test, parameters }: { readonly test: readonly LearningOrder[]; readonly parameters: readonly RankingParameters[] },
): ModelResult[] {
  const model = learnOrders(history, history.orders);
  model.setParameters(parameters[0] ?? null);
  model.easeState.settle(model.itemCount);
  const models = parameters.map(({ model: name, weights }) => scoredModel(model, { name, weights }));
  const baskets = toTestBaskets(test, (id) => model.items.find(id)).filter(({ basket }) => basket.length >= 2);
  const sample = sampleEvenly(baskets, foldBaskets(baskets, model.itemCount));
  return runLeaveOneOut(models, sample, { itemCount: model.itemCount });
}

/**
 * Each family's parameters with what came of the probabilities that they give: models of the two latest origins, which
 * have not learned what they are asked, with these very weights.
 */
function withCalibration(
  history: LearningHistory,
  fitted: ReadonlyMap<string, RankingParameters>,
): Map<string, RankingParameters> {
  const parameters = [...fitted.values()];
  const folds = rollingOrigins(history.orders)
    .slice(-CALIBRATION_ORIGINS)
    .map(({ learn, test }) => measure({ ...history, orders: learn }, { test, parameters }));
  const curveOf = (place: number) => fitCalibration(folds.flatMap((results) => results[place]?.predictions ?? []));
  return new Map(parameters.map((known, place) => [known.model, { ...known, calibration: curveOf(place) }]));
}

const CALIBRATION_ORIGINS = 2;

function foldBaskets(baskets: readonly TestBasket[], itemCount: number): number {
  const questions = baskets.reduce((sum, { basket }) => sum + basket.length, 0);
  const affordable = Math.floor((FOLD_SCORES * baskets.length) / Math.max(1, questions * itemCount));
  return Math.min(FOLD_BASKETS, Math.max(LEAST_FOLD_BASKETS, affordable));
}

function fitFamilies(questions: LearnedQuestions, fleet: RankingParameters): Map<string, RankingParameters> {
  return new Map(MODEL_FAMILIES.map((family) => [family.name, fitFamily(questions, family, fleet)]));
}
