import type { MetricComparison } from '../../../engine/experiment/compare/compare-metric.ts';
import type { Resolution, Winner } from '../../../engine/experiment/verdict.ts';
import type { MeasuredMetric } from './measure-request.ts';
import type { RejectedRows } from './read-test-file.ts';

/** A figure of both arms of a comparison. */
export interface OfBothArms {
  readonly control: number;
  readonly variant: number;
}

/** One metric of one variant against the control. */
export interface MeasuredComparison extends MetricComparison {
  readonly control: string;
  readonly variant: string;
  readonly metric: string;
  readonly kind: MeasuredMetric['kind'];
  readonly n: OfBothArms;
  readonly mean: OfBothArms;
  /** The safe p-value after Holm's correction: the primary metric over the variants, the secondary ones together. */
  readonly adjustedPValue: number;
  readonly verdict: Winner;
  readonly resolution: Resolution;
  /** Units that the smaller arm should have for the skewness of the metric: 355 skewness^2. Null for a proportion. */
  readonly unitsForSkew: number | null;
}

/** A metric that no comparison can be made of, and why. */
export interface RefusedMetric {
  readonly metric: string;
  readonly kind: MeasuredMetric['kind'];
  readonly reason: string;
}

/** The sample-ratio check of a file. */
export interface MeasuredSampleRatio {
  readonly pValue: number;
  /** False: the arms are not as large as they were meant to be, and no comparison can be trusted. */
  readonly ok: boolean;
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** Not ok below this p-value. */
  readonly threshold: number;
  readonly arms: readonly { readonly arm: string; readonly n: number; readonly expected: number }[];
}

/** Everything that `pairwell measure` says about a file. */
export interface MeasureReport {
  readonly source: string;
  readonly rows: number;
  readonly kept: number;
  readonly rejected: number;
  readonly reasons: readonly RejectedRows[];
  /** Where the arms are from: a column of the file, or worked out as earlier tests assigned their sessions. */
  readonly assignment: 'column' | 'md5-legacy';
  /** Probability of missing, of every interval. */
  readonly alpha: number;
  readonly method: string;
  readonly methodVersion: number;
  readonly srm: MeasuredSampleRatio;
  readonly comparisons: readonly MeasuredComparison[];
  /** Metrics asked for that are not among the comparisons. */
  readonly refused: readonly RefusedMetric[];
}
