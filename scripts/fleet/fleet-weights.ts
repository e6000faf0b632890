import { createTimeZone } from '../../src/engine/calendar/time-zone.ts';
import { type ChoiceData, fitConditionalLogit } from '../../src/engine/learning/conditional-logit.ts';
import { hideItems } from '../../src/engine/learning/hidden-choices.ts';
import { LEAST_WEIGHT, learnOrders } from '../../src/engine/learning/learn-parameters.ts';
import { FEATURES } from '../../src/engine/scoring/features.ts';
import { generateFleetStore } from '../../src/simulation/fleet-store.ts';
import { poolChoices } from './pooled-choices.ts';

/** Orders after the learned ones of which items are hidden, and questions that a store asks at most. */
const ASKED_ORDERS = 60;
const QUESTION_LIMITS = { maxQuestions: 60, maxNumbers: 2_000_000 };
/** A weak pull to a small equal weight keeps features that say the same from taking each other's place. */
const PRIOR_WEIGHT = 0.1;
const PRIOR_STRENGTH = 5;

/** Weights of all features, rounded to three decimals, and how well they foretell. */
export interface FleetRow {
  readonly orders: number;
  readonly weights: Record<string, number>;
  readonly questions: number;
  readonly logLikelihood: number;
}

/** What generated stores with so many orders teach: the questions of many stores, fitted together. */
export function learnFleetRow(orders: number, seeds: readonly number[]): FleetRow {
  const data = poolChoices(seeds.map((seed) => askStore(seed, orders)));
  const prior = new Float64Array(FEATURES.length).fill(PRIOR_WEIGHT);
  const { weights, logLikelihood } = fitConditionalLogit(data, { prior, priorStrength: PRIOR_STRENGTH });
  const named = FEATURES.map((feature, f) => [
    feature,
    (weights[f] ?? 0) < LEAST_WEIGHT ? 0 : Math.round((weights[f] ?? 0) * 1000) / 1000,
  ]);
  return { orders, weights: Object.fromEntries(named), questions: data.taken.length, logLikelihood };
}

function askStore(seed: number, orders: number): ChoiceData {
  const store = generateFleetStore(seed, { orders: orders + ASKED_ORDERS });
  const history = { catalog: store.items, orders: store.orders, zone: createTimeZone(store.zone) };
  const model = learnOrders(history, store.orders.slice(0, orders));
  model.easeState.settle(model.itemCount);
  return hideItems(model, store.orders.slice(orders), QUESTION_LIMITS);
}
