import type { Prediction } from './calibration-error.ts';
import { type EvaluatedModel, hideEachItem, type LeaveOneOutQuery, type TestBasket } from './evaluated-model.ts';
import { type HiddenItem, rankHidden } from './hidden-rank.ts';
import { type ModelResult, ModelTally } from './model-tally.ts';
import { isFullList, predictTop } from './top-choice.ts';

/** How the protocol is run. */
export interface LeaveOneOutOptions {
  /** Items of the catalogue: all of them are candidates. */
  readonly itemCount: number;
  /** Told after each basket. */
  readonly onProgress?: (done: number, total: number) => void;
}

const LIST_LENGTH = 10;

/**
 * The leave-one-out protocol: every item of every basket with at least two distinct items is hidden once and asked for
 * given the rest; it is ranked among all items that are not in the rest. All models get the same questions in the same
 * order. Sums are kept per basket, for clustered standard errors and the paired bootstrap; baskets of one item are left
 * out of them. Nothing is allocated per query and model.
 *
 * @returns one result per model, in their order.
 * @throws RangeError when a model gives the wrong number of scores, or a score that is not a number.
 *
 * @example
 * const model = { name: 'first', score: () => Float64Array.of(3, 2, 1) };
 * const basket = { basket: [0, 2], orderedAtMs: null, customerId: null };
 * const [result] = runLeaveOneOut([model], [basket], { itemCount: 3 });
 * [result.metrics.hr1.mean, result.queries] // => [0.5, 2]
 */
export function runLeaveOneOut(
  models: readonly EvaluatedModel[],
  baskets: readonly TestBasket[],
  { itemCount, onProgress }: LeaveOneOutOptions,
): ModelResult[] {
  const asked = baskets.filter((basket) => basket.basket.length >= 2);
  const runs = models.map((model) => ({ model, tally: new ModelTally(model.name, asked.length) }));
  const excluded = new Uint8Array(itemCount);
  for (const [order, basket] of asked.entries()) {
    for (const query of hideEachItem(basket)) {
      for (const item of query.context) excluded[item] = 1;
      for (const run of runs) ask(run, query, { order, excluded });
      for (const item of query.context) excluded[item] = 0;
    }
    onProgress?.(order + 1, asked.length);
  }
  return runs.map(({ tally }) => tally.conclude());
}

function ask(
  { model, tally }: { readonly model: EvaluatedModel; readonly tally: ModelTally },
  query: LeaveOneOutQuery,
  { order, excluded }: { readonly order: number; readonly excluded: Uint8Array },
): void {
  const { hidden, context, orderedAtMs, customerId } = query;
  // The question is handed over without its answer.
  const scores = model.score({ context, orderedAtMs, customerId });
  if (scores.length !== excluded.length) {
    throw new RangeError(`The model ${model.name} gave ${scores.length} scores for ${excluded.length} items`);
  }
  tally.add({
    order,
    rank: rankHidden(scores, { hidden, excluded }),
    isFull: isFullList(scores, { excluded, length: LIST_LENGTH }),
    prediction: model.scoresAreLogits === true ? predict(model, scores, { hidden, excluded }) : null,
  });
}

/** What the model promises for its first place, by what it has learned of such promises. */
function predict(model: EvaluatedModel, scores: Float64Array, hiddenItem: HiddenItem): Prediction | null {
  const prediction = predictTop(scores, hiddenItem);
  if (prediction === null || model.calibrate === undefined) return prediction;
  return { ...prediction, probability: model.calibrate(prediction.probability) };
}
