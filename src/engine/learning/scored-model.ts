import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import { type CalibrationPoint, calibrate } from '../evaluation/calibration-curve.ts';
import type { EvaluatedModel } from '../evaluation/evaluated-model.ts';
import type { StoreModel } from '../model/store-model.ts';
import type { FeatureWeights } from '../scoring/features.ts';

/** Which model it is, and what has been learned of its probabilities. */
export interface ScoredModelOptions {
  readonly name: string;
  readonly weights: FeatureWeights;
  readonly calibration?: readonly CalibrationPoint[];
}

/**
 * A store's model with some weights, as something that can be measured. It sees what serving sees: the cart, the hour and
 * the customer, and the orders that the model holds.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * const scored = scoredModel(model, { name: 'popularity', weights: featureWeights({ popularity: 1 }) });
 * scored.score({ context: [0], orderedAtMs: null, customerId: null }).length // => 2
 */
export function scoredModel(
  model: StoreModel,
  { name, weights, calibration = [] }: ScoredModelOptions,
): EvaluatedModel {
  return {
    name,
    scoresAreLogits: true,
    calibrate: (probability) => calibrate(calibration, probability),
    score: ({ context, orderedAtMs, customerId }) => {
      const hourOfWeek = orderedAtMs === null ? null : hourOfWeekAt(orderedAtMs, model.zone);
      return model.scorer.score({ cart: context, hourOfWeek, customerId, nowMs: model.popularity.nowMs }, weights);
    },
  };
}
