import type { StoreModel } from '../model/store-model.ts';
import type { CartQuestion } from '../scoring/scoring-source.ts';

/** Scores of the items that may be suggested, and what they make of one item. */
export interface ItemScores {
  /** By item index, rounded to 1e-6; only those of eligible items mean anything. Written over by the model's next question. */
  readonly scores: Float64Array;
  /** P(j | S) against that of the best eligible item: exp(s_j - max s), 0 to 1. */
  readonly oddsOf: (item: number) => number;
  /** P(j | S): the softmax of the scores over the eligible items; 0 when there are none. Summed up when first asked for. */
  readonly probabilityOf: (item: number) => number;
}

/**
 * Scores the eligible items beside a cart with the store's ranking; see `CartScorer`.
 *
 * @param options.eligible - indices of the items among which the guest chooses.
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * const question = { cart: [0], hourOfWeek: null, customerId: null, nowMs: 0 };
 * scoreItems(model, question, { eligible: [1] }).probabilityOf(1) // => 1
 */
export function scoreItems(
  model: StoreModel,
  question: CartQuestion,
  { eligible }: { readonly eligible: readonly number[] },
): ItemScores {
  const scores = model.scorer.score(question, model.parameters.weights);
  let highest = Number.NEGATIVE_INFINITY;
  for (const item of eligible) {
    const score = Math.round((scores[item] as number) * 1e6) / 1e6;
    scores[item] = score;
    if (score > highest) highest = score;
  }
  const oddsOf = (item: number) => Math.exp((scores[item] as number) - highest);
  let total = -1;
  const probabilityOf = (item: number) => {
    if (total < 0) total = eligible.reduce((sum, other) => sum + oddsOf(other), 0);
    return total === 0 ? 0 : oddsOf(item) / total;
  };
  return { scores, oddsOf, probabilityOf };
}
