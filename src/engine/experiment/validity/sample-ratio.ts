import { chiSquareUpperTail } from '../../statistics/chi-square-distribution.ts';

/** Below this p-value a running or finished test of ours has a sample-ratio mismatch. */
export const SAMPLE_RATIO_ALARM = 0.001;

/** Are the arms as large as they were meant to be? */
export interface SampleRatio {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
  /** p below the threshold: the assignment or the counting is broken, and no result of the test can be trusted. */
  readonly mismatch: boolean;
  /** Units that each arm should have. */
  readonly expected: readonly number[];
}

/**
 * Sample-ratio check at the end of a test: chi-square of the arms' units against the planned shares,
 * sum (observed - expected)^2 / expected, with arms - 1 degrees of freedom.
 *
 * Source: A. Fabijan et al. (2019), Diagnosing Sample Ratio Mismatch in Online Controlled Experiments, KDD.
 *
 * @param observed - units of each arm
 * @param options.weights - planned shares, up to a factor, above 0
 * @param options.threshold - alarm below this p-value; .001 unless told
 * @throws RangeError when there are fewer than 2 arms or a weight is not above 0.
 * @example
 * checkSampleRatio([8850, 1150], { weights: [9, 1] }).chiSquare // => 25
 * checkSampleRatio([8850, 1150], { weights: [9, 1] }).mismatch // => true
 */
export function checkSampleRatio(
  observed: readonly number[],
  { weights, threshold = SAMPLE_RATIO_ALARM }: { weights: readonly number[]; threshold?: number },
): SampleRatio {
  if (observed.length < 2 || weights.length !== observed.length || !weights.every((weight) => weight > 0)) {
    throw new RangeError(
      `Cannot check ${observed.length} arms against shares ${weights.join(', ')}: expected 2 arms or more and a share above 0 for each`,
    );
  }
  const total = observed.reduce((sum, n) => sum + n, 0);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const expected = weights.map((weight) => (total * weight) / whole);
  const chiSquare = total === 0 ? 0 : expected.reduce((sum, e, arm) => sum + (observed[arm] - e) ** 2 / e, 0);
  const degreesOfFreedom = observed.length - 1;
  const pValue = chiSquareUpperTail(chiSquare, degreesOfFreedom);
  return { chiSquare, degreesOfFreedom, pValue, mismatch: pValue < threshold, expected };
}
