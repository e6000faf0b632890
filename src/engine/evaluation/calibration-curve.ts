import type { Prediction } from './calibration-error.ts';

/** A point of a calibration curve: what was promised, and how often it came true. */
export interface CalibrationPoint {
  readonly promised: number;
  readonly observed: number;
}

/** Predictions that one point of the curve stands for, at least: a share of all, and a number. */
const BINS = 20;
const LEAST_PER_BIN = 50;

/**
 * The curve that turns a promised probability into the share that came true: predictions sorted by promise, averaged in
 * up to 20 bins of equal count (at least 50 each), and made rising by pooling neighbours that are not (isotonic
 * regression). Empty when there are too few predictions for two points.
 *
 * Source: B. Zadrozny and C. Elkan (2002), Transforming classifier scores into accurate multiclass probability estimates;
 * M. Ayer et al. (1955), the pool-adjacent-violators algorithm.
 *
 * @example
 * const half = (probability, outcome) => Array.from({ length: 50 }, (_, n) => ({ probability, outcome: n < outcome ? 1 : 0 }));
 * fitCalibration([...half(0.2, 5), ...half(0.6, 40)]) // => [{ promised: 0.2, observed: 0.1 }, { promised: 0.6, observed: 0.8 }]
 */
export function fitCalibration(predictions: readonly Prediction[]): CalibrationPoint[] {
  const sorted = [...predictions].sort((a, b) => a.probability - b.probability);
  const bins = Math.min(BINS, Math.floor(sorted.length / LEAST_PER_BIN));
  if (bins < 2) return [];
  const blocks: { promised: number; observed: number; count: number }[] = [];
  for (let bin = 0; bin < bins; bin++) {
    const inBin = sorted.slice(
      Math.floor((bin * sorted.length) / bins),
      Math.floor(((bin + 1) * sorted.length) / bins),
    );
    let block = averageOf(inBin);
    for (let last = blocks.at(-1); last && last.observed >= block.observed; last = blocks.at(-1)) {
      blocks.pop();
      block = pool(last, block);
    }
    blocks.push(block);
  }
  return blocks.map(({ promised, observed }) => ({ promised, observed }));
}

function averageOf(predictions: readonly Prediction[]) {
  const count = predictions.length;
  const mean = (read: (prediction: Prediction) => number) =>
    predictions.reduce((total, prediction) => total + read(prediction), 0) / count;
  return { promised: mean(({ probability }) => probability), observed: mean(({ outcome }) => outcome), count };
}

type Block = ReturnType<typeof averageOf>;

function pool(a: Block, b: Block): Block {
  const count = a.count + b.count;
  const mean = (key: 'promised' | 'observed') => (a[key] * a.count + b[key] * b.count) / count;
  return { promised: mean('promised'), observed: mean('observed'), count };
}

/**
 * A promised probability on the curve: straight lines between its points, from (0, 0) to (1, 1) at the ends; unchanged
 * without a curve. Rising, so it changes no order.
 *
 * @example
 * calibrate([{ promised: 0.2, observed: 0.1 }, { promised: 0.6, observed: 0.8 }], 0.4) // => 0.45
 * calibrate([], 0.4) // => 0.4
 */
export function calibrate(curve: readonly CalibrationPoint[], probability: number): number {
  if (curve.length === 0) return probability;
  let before: CalibrationPoint = { promised: 0, observed: 0 };
  for (const point of [...curve, { promised: 1, observed: 1 }]) {
    if (probability <= point.promised) {
      const span = point.promised - before.promised;
      const share = span === 0 ? 1 : (probability - before.promised) / span;
      return before.observed + share * (point.observed - before.observed);
    }
    before = point;
  }
  return 1;
}
