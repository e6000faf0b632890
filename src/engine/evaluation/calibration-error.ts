/** One promise of a model: how sure it was, and whether it came true. */
export interface Prediction {
  /** 0 to 1. */
  readonly probability: number;
  /** 1 = it happened, 0 = it did not; a share when equals had to share it. */
  readonly outcome: number;
}

const DEFAULT_BINS = 10;

/**
 * Expected calibration error: predictions are sorted and cut into bins of equal count; over the bins,
 *
 *   ECE = sum n_b / n x | mean probability in b - mean outcome in b |
 *
 * 0 = what is said to happen in 30 of 100 cases does; at most 1. 0 without predictions.
 *
 * Source: M. P. Naeini, G. F. Cooper, M. Hauskrecht (2015), Obtaining well calibrated probabilities using Bayesian
 * binning; equal-count bins as in Nixon et al. (2019), Measuring calibration in deep learning.
 *
 * @example
 * calibrationError([{ probability: 0.9, outcome: 1 }, { probability: 0.2, outcome: 0 }], { bins: 2 }) // => 0.15
 */
export function calibrationError(predictions: readonly Prediction[], { bins = DEFAULT_BINS } = {}): number {
  const sorted = [...predictions].sort((a, b) => a.probability - b.probability);
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const from = Math.floor((bin * sorted.length) / bins);
    const to = Math.floor(((bin + 1) * sorted.length) / bins);
    let gap = 0;
    for (const { probability, outcome } of sorted.slice(from, to)) gap += probability - outcome;
    error += Math.abs(gap);
  }
  return sorted.length === 0 ? 0 : error / sorted.length;
}
