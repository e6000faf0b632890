import type { ChoiceQuery } from './choice-query.ts';

/** Value and derivatives of a function of the weights. */
export interface Curvature {
  readonly loss: number;
  readonly gradient: Float64Array;
  /** Second derivatives, row by row: positive semidefinite. */
  readonly hessian: Float64Array;
}

/**
 * Negative log-likelihood of choices in the conditional logit model, with its first and second derivatives:
 *
 *     s_j = w.x_j,  P_j = exp(s_j) / sum_i exp(s_i),  T = sum_j t_j
 *     loss = sum over queries of  T ln sum_i exp(s_i) - sum_j t_j s_j
 *     gradient = sum_j (T P_j - t_j) x_j,  hessian = T sum_j P_j (x_j - m)(x_j - m)',  m = sum_j P_j x_j
 *
 * The largest score is taken out of every exponent, so nothing overflows. The loss is convex in w.
 *
 * Source: D. McFadden (1974), Conditional Logit Analysis of Qualitative Choice Behavior.
 *
 * @example
 * const query = { features: Float64Array.of(1, 0), targets: Float64Array.of(1, 0) };
 * measureChoices([query], [0]).loss // => 0.693147
 */
export function measureChoices(queries: Iterable<ChoiceQuery>, weights: ArrayLike<number>): Curvature {
  const size = weights.length;
  const gradient = new Float64Array(size);
  const hessian = new Float64Array(size * size);
  let loss = 0;
  for (const query of queries) {
    const { probabilities, logSum, chosen } = chooseBy(query, weights);
    const total = query.targets.reduce((sum, target) => sum + target, 0);
    loss += total * logSum - chosen;
    const expected = probabilities.map((probability) => total * probability);
    addDerivatives(query, { expected, total, gradient, hessian });
  }
  mirrorLowerHalf(hessian, size);
  return { loss, gradient, hessian };
}

function chooseBy({ features, targets }: ChoiceQuery, weights: ArrayLike<number>) {
  const probabilities = new Float64Array(targets.length);
  let largest = Number.NEGATIVE_INFINITY;
  let chosen = 0;
  for (let row = 0; row < targets.length; row++) {
    let score = 0;
    for (let k = 0; k < weights.length; k++) {
      score += (weights[k] as number) * (features[row * weights.length + k] as number);
    }
    chosen += (targets[row] as number) * score;
    probabilities[row] = score;
    largest = Math.max(largest, score);
  }
  let sum = 0;
  for (let row = 0; row < probabilities.length; row++) {
    const term = Math.exp((probabilities[row] as number) - largest);
    probabilities[row] = term;
    sum += term;
  }
  for (let row = 0; row < probabilities.length; row++) probabilities[row] = (probabilities[row] as number) / sum;
  return { probabilities, logSum: largest + Math.log(sum), chosen };
}

/** What the choices of one query are expected to be, and the sums that its derivatives go to. */
interface Derivatives extends Pick<Curvature, 'gradient' | 'hessian'> {
  /** T P_j of each candidate. */
  readonly expected: Float64Array;
  /** T, above 0. */
  readonly total: number;
}

/** Adds the query's derivatives: the gradient, and of the Hessian the half on and below the diagonal. */
function addDerivatives({ features, targets }: ChoiceQuery, sums: Derivatives): void {
  const { expected, total, gradient, hessian } = sums;
  const size = gradient.length;
  const mean = new Float64Array(size);
  const centred = new Float64Array(size);
  for (let row = 0; row < targets.length; row++) {
    const share = expected[row] as number;
    const residual = share - (targets[row] as number);
    for (let k = 0; k < size; k++) {
      const value = features[row * size + k] as number;
      mean[k] = (mean[k] as number) + (share / total) * value;
      gradient[k] = (gradient[k] as number) + residual * value;
    }
  }
  for (let row = 0; row < targets.length; row++) {
    for (let k = 0; k < size; k++) centred[k] = (features[row * size + k] as number) - (mean[k] as number);
    addOuterProduct(hessian, centred, expected[row] as number);
  }
}

function addOuterProduct(hessian: Float64Array, vector: Float64Array, factor: number): void {
  const size = vector.length;
  for (let a = 0; a < size; a++) {
    const scaled = factor * (vector[a] as number);
    if (scaled === 0) continue;
    for (let b = 0; b <= a; b++) {
      hessian[a * size + b] = (hessian[a * size + b] as number) + scaled * (vector[b] as number);
    }
  }
}

function mirrorLowerHalf(matrix: Float64Array, size: number): void {
  for (let a = 0; a < size; a++) {
    for (let b = 0; b < a; b++) matrix[b * size + a] = matrix[a * size + b] as number;
  }
}
