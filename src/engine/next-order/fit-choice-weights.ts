import { solvePositiveDefinite } from '../statistics/solve-positive-definite.ts';
import { type Curvature, measureChoices } from './choice-likelihood.ts';
import type { ChoiceQuery } from './choice-query.ts';

const MOST_STEPS = 50;
const MOST_HALVINGS = 40;
/** Expected gain, as a share of the loss, below which the weights are taken as found: smaller ones drown in rounding. */
const ENOUGH = 1e-12;
/** Armijo's share of the expected gain that a step must bring. */
const SUFFICIENT = 1e-4;

/** What the weights are pulled towards, and how strongly. */
export interface WeightPrior {
  readonly centre: readonly number[];
  /** Precision rho of each weight, above 0: the pull is worth about rho questions that vary by 1 in the feature. */
  readonly precision: number;
}

/**
 * The weights of the conditional logit that are most probable after these choices: the minimum of
 *
 *     sum of -ln P(choice) + rho / 2 |w - w0|^2
 *
 * by Newton's method with the step halved until it gains (Armijo). The function is strictly convex, so the minimum is
 * the only one. Without choices the centre itself comes back.
 *
 * @throws RangeError when the precision is not above 0
 *
 * @example
 * fitChoiceWeights([], { centre: [0.5, 2], precision: 1 }) // => [0.5, 2]
 */
export function fitChoiceWeights(queries: readonly ChoiceQuery[], prior: WeightPrior): readonly number[] {
  if (!(prior.precision > 0)) throw new RangeError(`The precision of a prior is ${prior.precision}; expected above 0.`);
  let weights = Float64Array.from(prior.centre);
  let here = measurePosterior(queries, { prior, weights });
  for (let step = 0; step < MOST_STEPS; step++) {
    const direction = solvePositiveDefinite(here.hessian, here.gradient);
    const gain = direction.reduce((sum, value, k) => sum + value * (here.gradient[k] as number), 0);
    if (gain < ENOUGH * Math.max(1, here.loss)) break;
    const next = searchLine(queries, { prior, weights, direction, gain, loss: here.loss });
    if (!next) break;
    weights = next.weights;
    here = next.here;
  }
  return [...weights];
}

function searchLine(
  queries: readonly ChoiceQuery[],
  from: { prior: WeightPrior; weights: Float64Array; direction: Float64Array; gain: number; loss: number },
) {
  let length = 1;
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    const weights = from.weights.map((weight, k) => weight - length * (from.direction[k] as number));
    const here = measurePosterior(queries, { prior: from.prior, weights });
    if (here.loss <= from.loss - SUFFICIENT * length * from.gain) return { weights, here };
    length /= 2;
  }
  return null;
}

function measurePosterior(
  queries: readonly ChoiceQuery[],
  { prior, weights }: { prior: WeightPrior; weights: Float64Array },
): Curvature {
  const { loss, gradient, hessian } = measureChoices(queries, weights);
  let penalty = 0;
  for (let k = 0; k < weights.length; k++) {
    const distance = (weights[k] as number) - (prior.centre[k] ?? 0);
    penalty += (prior.precision / 2) * distance * distance;
    gradient[k] = (gradient[k] as number) + prior.precision * distance;
    hessian[k * weights.length + k] = (hessian[k * weights.length + k] as number) + prior.precision;
  }
  return { loss: loss + penalty, gradient, hessian };
}
