import { calibrate } from '../evaluation/calibration-curve.ts';
import { roundScore } from '../popularity/round-score.ts';
import { FEATURES, type Feature } from '../scoring/features.ts';
import type { RankingView } from './ranking-view.ts';

/** Why an item has its place in the ranking, in numbers. */
export interface ScoreExplanation {
  /** The weighted sum of the features. */
  readonly score: number;
  /** Probability that it is what the guest adds next, by what came of such probabilities before. */
  readonly probability: number;
  /** The terms that add up to the score; features of weight 0 are left out. */
  readonly contributions: Contributions;
}

/** `average`: the mean score of the eligible items; each feature: what it adds to that, or takes away. */
export type Contributions = Readonly<{ average: number } & Partial<Record<Feature, number>>>;

/**
 * Takes the scores of some items apart: the mean score of the eligible items, and of each feature its weight times what
 * the item has more or less of it than their mean. The contributions of an item sum up to its score; each is rounded to 1e-6.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * const view = createRankingView(model, createRequest({ nowMs: 0, cart: [1] }));
 * explainScores(view, [1]).get(1).probability // => 1
 */
export function explainScores(view: RankingView, items: readonly number[]): Map<number, ScoreExplanation> {
  const { model, eligible } = view;
  const { weights, calibration = [] } = model.parameters;
  const { scoreOf, probabilityOf } = view.scores();
  const width = FEATURES.length;
  const values = new Float32Array(model.itemCount * width);
  model.scorer.describe(view.question, values);
  const used = FEATURES.flatMap((feature, f) =>
    weights[feature] > 0 ? [{ feature, f, weight: weights[feature] }] : [],
  );
  const means = used.map(
    ({ f }) => eligible.reduce((sum, j) => sum + (values[j * width + f] ?? 0), 0) / Math.max(eligible.length, 1),
  );
  const average = roundScore(used.reduce((sum, { weight }, n) => sum + weight * (means[n] ?? 0), 0));
  const explain = (item: number): ScoreExplanation => ({
    score: scoreOf(item),
    probability: roundScore(calibrate(calibration, probabilityOf(item))),
    contributions: {
      average,
      ...Object.fromEntries(
        used.map(({ feature, f, weight }, n) => [
          feature,
          roundScore(weight * ((values[item * width + f] ?? 0) - (means[n] ?? 0))),
        ]),
      ),
    },
  });
  return new Map(items.map((item) => [item, explain(item)]));
}
