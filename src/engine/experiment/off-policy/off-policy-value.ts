/** One logged decision and what came of it. */
export interface LoggedDecision {
  readonly reward: number;
  /** Probability with which the logging ranker chose as it did, above 0. */
  readonly loggedPropensity: number;
  /** Probability with which the ranker under test would have. */
  readonly evaluatedPropensity: number;
  /** Reward that a model expects of this choice; 0 unless told. */
  readonly modelReward?: number;
}

/** How another ranker would have done on logged traffic. */
export interface OffPolicyValue {
  /** mean(w r): unbiased, noisy. */
  readonly ips: number;
  /** sum(w r) / sum(w): a little biased, steadier. */
  readonly snips: number;
  /** mean(V + w (r - q)): right when either the propensities or the model are. Null without a model. */
  readonly doublyRobust: number | null;
  /** (sum w)^2 / sum w^2: how many decisions the weights are worth. */
  readonly effectiveSize: number;
  /** Effective size at least 100: below it nothing is published. */
  readonly publishable: boolean;
}

const MAX_WEIGHT = 20;
const SMALLEST_EFFECTIVE_SIZE = 100;

/**
 * Value of a ranker from another's log, with w = evaluated / logged propensity, cut at 20. One slot of one list is one
 * decision; slots are taken as independent.
 *
 * Sources: D. G. Horvitz and D. J. Thompson (1952); A. Swaminathan and T. Joachims (2015) for SNIPS; M. Dudik, J. Langford, L. Li (2011) for the
 * doubly robust form.
 *
 * @param options.modelValue - V: reward that the model expects of the ranker under test; null or absent = no model
 * @throws RangeError when there is no decision or a logged propensity is not above 0.
 * @example
 * const log = [
 *   { reward: 1, loggedPropensity: 0.5, evaluatedPropensity: 1 },
 *   { reward: 0, loggedPropensity: 0.5, evaluatedPropensity: 0 },
 * ];
 * evaluateOffPolicy(log).ips // => 1
 */
export function evaluateOffPolicy(
  decisions: readonly LoggedDecision[],
  { modelValue = null, maxWeight = MAX_WEIGHT }: { modelValue?: number | null; maxWeight?: number } = {},
): OffPolicyValue {
  if (decisions.length === 0) throw new RangeError('Cannot evaluate 0 logged decisions: expected at least 1');
  let [weights, squares, rewards, residuals] = [0, 0, 0, 0];
  for (const decision of decisions) {
    const weight = Math.min(maxWeight, importanceOf(decision));
    weights += weight;
    squares += weight ** 2;
    rewards += weight * decision.reward;
    residuals += weight * (decision.reward - (decision.modelReward ?? 0));
  }
  const effectiveSize = squares === 0 ? 0 : weights ** 2 / squares;
  return {
    ips: rewards / decisions.length,
    snips: weights === 0 ? 0 : rewards / weights,
    doublyRobust: modelValue === null ? null : modelValue + residuals / decisions.length,
    effectiveSize,
    publishable: effectiveSize >= SMALLEST_EFFECTIVE_SIZE,
  };
}

function importanceOf({ loggedPropensity, evaluatedPropensity }: LoggedDecision): number {
  if (loggedPropensity > 0) return evaluatedPropensity / loggedPropensity;
  throw new RangeError(`Cannot weigh a decision logged with propensity ${loggedPropensity}: expected more than 0`);
}
