/** One question with a known answer: the candidates as rows of features, and what was chosen. */
export interface ChoiceQuery {
  /** Row by row: candidates x features. */
  readonly features: Float64Array;
  /** Share of the choice that fell on each candidate; adds up to the weight of the question. */
  readonly targets: Float64Array;
}
