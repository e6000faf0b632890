import { solvePositiveDefinite } from '../statistics/solve-positive-definite.ts';

/** Choices that were made: in each question one of several candidates was taken. */
export interface ChoiceData {
  /** Number of features: F. */
  readonly featureCount: number;
  /** Features of all candidates of all questions, F numbers each, question after question. */
  readonly features: Float32Array;
  /** Index of the first candidate of each question, and one more: where the last ends. */
  readonly starts: Int32Array;
  /** Index of the candidate that was taken, for each question. */
  readonly taken: Int32Array;
}

/** How the weights are held together. */
export interface ConditionalLogitOptions {
  /** Weights before any question was asked: w0. */
  readonly prior: Float64Array;
  /** Strength of the prior: rho, in questions for a feature of variance 1. */
  readonly priorStrength: number;
  /** Features that may have a weight; the others stay at 0. Default: all. */
  readonly free?: readonly boolean[];
}

/** Weights and how well they foretell the choices. */
export interface FittedWeights {
  readonly weights: Float64Array;
  /** Mean logarithm of the probability given to what was taken; at most 0. */
  readonly logLikelihood: number;
}

const MOST_STEPS = 40;
const MOST_HALVINGS = 20;
/** Gain of the mean log likelihood below which a step is not worth another one. */
const GAIN = 1e-7;
/** A curvature below this is none: a step along it is held back by this much. */
const LEAST_PIVOT = 1e-12;

/**
 * Weights w >= 0 of a conditional logit, P(j) = exp(w . x_j) / sum over candidates k of exp(w . x_k), that make
 *
 *   sum over questions of log P(taken) - rho / 2 |w - w0|^2
 *
 * as large as can be: the posterior mode for a normal prior, by Newton's method on the weights that are above 0 or
 * pushed up. The softmax runs over all candidates of a question. The objective is concave: there is one answer.
 *
 * Source: D. McFadden (1974), Conditional logit analysis of qualitative choice behavior.
 *
 * @example
 * const data = { featureCount: 1, features: Float32Array.of(1, 0), starts: Int32Array.of(0, 2), taken: Int32Array.of(0) };
 * const { weights } = fitConditionalLogit(data, { prior: Float64Array.of(0), priorStrength: 0.5 });
 * // gradient: 1 - 1 / (1 + exp(-w)) - w / 2 = 0
 * weights[0] // => 0.6749
 */
export function fitConditionalLogit(data: ChoiceData, options: ConditionalLogitOptions): FittedWeights {
  const { prior, priorStrength } = options;
  const free = [...prior.keys()].filter((feature) => options.free?.[feature] ?? true);
  const fitted = fitFeatures(pickFeatures(data, free), { prior: pick(prior, free), priorStrength });
  const weights = new Float64Array(prior.length);
  for (const [place, feature] of free.entries()) weights[feature] = fitted.weights[place] as number;
  return { weights, logLikelihood: fitted.logLikelihood };
}

/** The same choices as seen by some features alone. */
function pickFeatures(data: ChoiceData, picked: readonly number[]): ChoiceData {
  const { featureCount, features } = data;
  if (picked.length === featureCount) return data;
  const rows = features.length / featureCount;
  const kept = new Float32Array(rows * picked.length);
  let place = 0;
  for (let row = 0; row < rows; row++) {
    for (const feature of picked) kept[place++] = features[row * featureCount + feature] as number;
  }
  return { ...data, featureCount: picked.length, features: kept };
}

function pick(values: Float64Array, picked: readonly number[]): Float64Array {
  return Float64Array.from(picked, (feature) => values[feature] as number);
}

function fitFeatures(
  data: ChoiceData,
  { prior, priorStrength }: { readonly prior: Float64Array; readonly priorStrength: number },
): FittedWeights {
  const questions = data.taken.length;
  let weights = prior.map((weight) => Math.max(0, weight));
  if (questions === 0) return { weights, logLikelihood: 0 };
  const objective = (slopes: Slopes, at: Float64Array) => slopes.value - penaltyOf(at, prior, priorStrength);
  let slopes = slopesAt(data, weights);
  for (let step = 0; step < MOST_STEPS; step++) {
    const gradient = slopes.gradient.map((slope, f) => slope - priorStrength * ((weights[f] ?? 0) - (prior[f] ?? 0)));
    const active = [...weights.keys()].filter((f) => (weights[f] ?? 0) > 0 || (gradient[f] ?? 0) > 0);
    const direction = newtonDirection({ gradient, curvature: slopes.curvature, active, priorStrength });
    const improved = searchAlong(data, { weights, direction, floor: objective(slopes, weights), objective });
    if (improved === null) break;
    const gained = objective(improved.slopes, improved.weights) - objective(slopes, weights);
    ({ weights } = improved);
    slopes = slopesAt(data, weights);
    if (gained < GAIN * questions) break;
  }
  return { weights, logLikelihood: slopes.value / questions };
}

/** Log likelihood at some weights with its derivatives. */
interface Slopes {
  readonly value: number;
  readonly gradient: Float64Array;
  /** Minus the second derivatives, F x F. */
  readonly curvature: Float64Array;
}

function penaltyOf(weights: Float64Array, prior: Float64Array, strength: number): number {
  return weights.reduce((sum, weight, f) => sum + (strength / 2) * (weight - (prior[f] ?? 0)) ** 2, 0);
}

/** One pass over all questions; without `derivatives` only the value is computed. */
function slopesAt(data: ChoiceData, weights: Float64Array, { derivatives = true } = {}): Slopes {
  const { featureCount: width, starts, taken, features } = data;
  const gradient = new Float64Array(width);
  const curvature = new Float64Array(width * width);
  const mean = new Float64Array(width);
  let chances = new Float64Array(0);
  let value = 0;
  for (let question = 0; question < taken.length; question++) {
    const [first, end] = [starts[question] as number, starts[question + 1] as number];
    if (chances.length < end - first) chances = new Float64Array(2 * (end - first));
    value += softmax(data, weights, { first, end, chances, choice: taken[question] as number });
    if (!derivatives) continue;
    mean.fill(0);
    for (let row = first; row < end; row++) {
      const chance = chances[row - first] as number;
      // A candidate of one in a billion moves neither mean nor curvature.
      if (chance > 1e-9) addMoments(features, { at: row * width, width, chance, mean, curvature });
    }
    const choice = (taken[question] as number) * width;
    for (let f = 0; f < width; f++) {
      gradient[f] = (gradient[f] as number) + (features[choice + f] as number) - (mean[f] as number);
      for (let g = 0; g <= f; g++) {
        curvature[f * width + g] = (curvature[f * width + g] as number) - (mean[f] as number) * (mean[g] as number);
      }
    }
  }
  return { value, gradient, curvature };
}

/** Writes the chances of a question's candidates, and gives the logarithm of that of the one taken. */
function softmax(
  { features, featureCount: width }: ChoiceData,
  weights: Float64Array,
  place: { first: number; end: number; chances: Float64Array; choice: number },
): number {
  const { first, end, chances, choice } = place;
  let highest = Number.NEGATIVE_INFINITY;
  for (let row = first; row < end; row++) {
    let score = 0;
    for (let f = 0; f < width; f++) score += (weights[f] as number) * (features[row * width + f] as number);
    chances[row - first] = score;
    if (score > highest) highest = score;
  }
  const chosen = chances[choice - first] as number;
  let total = 0;
  for (let n = 0; n < end - first; n++) {
    const chance = Math.exp((chances[n] as number) - highest);
    chances[n] = chance;
    total += chance;
  }
  for (let n = 0; n < end - first; n++) chances[n] = (chances[n] as number) / total;
  return chosen - highest - Math.log(total);
}

interface Moments {
  readonly at: number;
  readonly width: number;
  readonly chance: number;
  readonly mean: Float64Array;
  readonly curvature: Float64Array;
}

function addMoments(features: Float32Array, { at, width, chance, mean, curvature }: Moments): void {
  for (let f = 0; f < width; f++) {
    const weighted = chance * (features[at + f] as number);
    mean[f] = (mean[f] as number) + weighted;
    const row = f * width;
    for (let g = 0; g <= f; g++) {
      curvature[row + g] = (curvature[row + g] as number) + weighted * (features[at + g] as number);
    }
  }
}

interface NewtonSystem {
  readonly gradient: Float64Array;
  readonly curvature: Float64Array;
  readonly active: readonly number[];
  readonly priorStrength: number;
}

/**
 * Solves (curvature + rho I) d = gradient on the active weights, with a grain of ridge: features that say the same leave no
 * curvature between them, and rounding may take what is left.
 */
function newtonDirection({ gradient, curvature, active, priorStrength }: NewtonSystem): Float64Array {
  const width = gradient.length;
  const matrix = active.flatMap((f) =>
    active.map((g) => {
      const value = curvature[Math.max(f, g) * width + Math.min(f, g)] as number;
      return f === g ? value * (1 + 1e-9) + priorStrength + 1e-9 : value;
    }),
  );
  const slopes = active.map((f) => gradient[f] as number);
  const solution = solvePositiveDefinite(matrix, slopes, { leastPivot: LEAST_PIVOT });
  const direction = new Float64Array(width);
  for (const [a, f] of active.entries()) direction[f] = solution[a] as number;
  return direction;
}

interface LineSearch {
  readonly weights: Float64Array;
  readonly direction: Float64Array;
  readonly floor: number;
  readonly objective: (slopes: Slopes, at: Float64Array) => number;
}

/** The first of the steps 1, 1/2, 1/4, ... that improves; null when none does. */
function searchAlong(data: ChoiceData, { weights, direction, floor, objective }: LineSearch) {
  let step = 1;
  for (let halving = 0; halving < MOST_HALVINGS; halving++) {
    const moved = weights.map((weight, f) => Math.max(0, weight + step * (direction[f] ?? 0)));
    const slopes = slopesAt(data, moved, { derivatives: false });
    if (objective(slopes, moved) > floor) return { weights: moved, slopes };
    step /= 2;
  }
  return null;
}
