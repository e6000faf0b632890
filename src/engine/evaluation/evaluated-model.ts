/** What a model is asked: what goes with this cart? */
export interface EvaluationQuery {
  /** The rest of the basket: dense item indices, ascending. */
  readonly context: readonly number[];
  /** When the order was made, in milliseconds since 1970-01-01T00:00Z, or null when nobody knows. */
  readonly orderedAtMs: number | null;
  /** Internal customer id, or null for a guest nobody knows. */
  readonly customerId: number | null;
}

/** A way of ranking items that has learned, and is now asked about baskets that it has not seen. */
export interface EvaluatedModel {
  /** Stable key, such as `popularity`. */
  readonly name: string;
  /**
   * True when the scores are log-probabilities up to a constant, so that their softmax over the allowed items is P(j | S):
   * then the calibration of the first place is measured. Default false.
   */
  readonly scoresAreLogits?: boolean;
  /** What has been learned of such a probability since: measured is what it gives. Default: the probability itself. */
  readonly calibrate?: (probability: number) => number;
  /**
   * A score for every dense item index, the higher the better; equal scores share their ranks. -Infinity = the model would
   * not list the item at all; NaN is refused. Scores of items in the context are never looked at.
   *
   * The array stays the model's own and may be the same one each time: it is read before the next call.
   */
  score(query: EvaluationQuery): Float64Array;
}

/** A basket of the test part. */
export interface TestBasket {
  /** Distinct dense item indices, ascending. */
  readonly basket: readonly number[];
  readonly orderedAtMs: number | null;
  readonly customerId: number | null;
}

/** One question of the leave-one-out protocol, with its answer; models are shown the question only. */
export interface LeaveOneOutQuery extends EvaluationQuery {
  /** The item that was hidden: never in the context. */
  readonly hidden: number;
}

/**
 * The questions of one basket: each of its items hidden once, asked for given the others. None for a basket of one item.
 *
 * @example
 * const asked = [...hideEachItem({ basket: [3, 5, 8], orderedAtMs: null, customerId: null })];
 * asked.map(({ hidden, context }) => [hidden, context]) // => [[3, [5, 8]], [5, [3, 8]], [8, [3, 5]]]
 */
export function* hideEachItem({ basket, orderedAtMs, customerId }: TestBasket): Generator<LeaveOneOutQuery> {
  if (basket.length < 2) return;
  for (const hidden of basket) {
    yield { hidden, context: basket.filter((item) => item !== hidden), orderedAtMs, customerId };
  }
}
