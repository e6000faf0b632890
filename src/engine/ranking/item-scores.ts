import type { StoreModel } from '../model/store-model.ts';
import { roundScore } from '../popularity/round-score.ts';
import { type TopScoresOptions, topScores } from '../popularity/top-items.ts';
import { DENSE_ITEM_LIMIT } from '../scoring/candidate-items.ts';
import type { CandidateChoice } from '../scoring/cart-scorer.ts';
import type { CartQuestion } from '../scoring/scoring-source.ts';

/** Scores of the items that may be suggested, and what they make of one item: until the model's next question. */
export interface ItemScores {
  /** Scores by item index, not rounded: two of them order items unless they are within 1e-6 of each other. */
  readonly values: Float64Array;
  /** Score of an item, rounded to 1e-6; only those of eligible items mean anything. */
  readonly scoreOf: (item: number) => number;
  /**
   * The eligible items of highest `scoreOf`, best first, equal ones by ascending index: at most `limit`, and only such as
   * `admits` lets in.
   */
  readonly best: (options: TopScoresOptions) => number[];
  /** P(j | S) against that of the best eligible item: exp(s_j - max s), 0 to 1. */
  readonly oddsOf: (item: number) => number;
  /** P(j | S): the softmax of the scores over the eligible items; 0 when there are none. Summed up when first asked for. */
  readonly probabilityOf: (item: number) => number;
}

/** Which items are scored: those that may be suggested, of a large menu those that are named whatever speaks for them. */
export type ScoredChoice = Pick<CandidateChoice, 'eligible'> & Partial<CandidateChoice>;

/**
 * Scores the eligible items beside a cart with the store's ranking; see `CartScorer`. Of a menu of more than 1000 items
 * those are scored that may make it onto a page (`candidateItems`); the others come after them.
 *
 * @param choice.eligible - indices of the items among which the guest chooses, ascending.
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * const question = { cart: [0], hourOfWeek: null, customerId: null, nowMs: 0 };
 * scoreItems(model, question, { eligible: [1] }).probabilityOf(1) // => 1
 */
export function scoreItems(model: StoreModel, question: CartQuestion, choice: ScoredChoice): ItemScores {
  const { eligible } = choice;
  const scores = scoresOf(model, question, choice);
  let highest = Number.NEGATIVE_INFINITY;
  for (const item of eligible) if ((scores[item] as number) > highest) highest = scores[item] as number;
  highest = roundScore(highest);
  const scoreOf = (item: number) => roundScore(scores[item] ?? 0);
  const oddsOf = (item: number) => Math.exp(scoreOf(item) - highest);
  let total = -1;
  const probabilityOf = (item: number) => {
    if (total < 0) total = eligible.reduce((sum, other) => sum + oddsOf(other), 0);
    return total === 0 ? 0 : oddsOf(item) / total;
  };
  return { values: scores, scoreOf, oddsOf, probabilityOf, best: (options) => topScores(eligible, scores, options) };
}

function scoresOf(
  model: StoreModel,
  question: CartQuestion,
  { eligible, isEligible, named }: ScoredChoice,
): Float64Array {
  const { weights } = model.parameters;
  if (model.itemCount <= DENSE_ITEM_LIMIT) return model.scorer.score(question, weights);
  const known = isEligible === undefined ? new Set(eligible) : null;
  return model.scorer.scoreCandidates(question, weights, {
    eligible,
    isEligible: isEligible ?? ((item) => known?.has(item) === true),
    named: named ?? [],
  });
}
