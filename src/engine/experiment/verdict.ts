import type { Interval } from './interval.ts';

/** Who won; null while that is open. */
export type Winner = 'variant' | 'control' | 'no_difference' | null;

/** Why the verdict is what it is. */
export type Resolution =
  | 'significant'
  | 'equivalent'
  | 'inconclusive'
  | 'running'
  | 'collecting'
  | 'guardrail'
  | 'invalid_srm';

/** A verdict and its reason. */
export interface Verdict {
  readonly winner: Winner;
  readonly resolution: Resolution;
}

/** What a verdict is made of. */
export interface VerdictEvidence {
  /** Interval of the relative uplift, as a share: .05 = 5 %. */
  readonly interval: Interval;
  /** The planned end has come. */
  readonly atEnd: boolean;
  /** The sample-ratio check holds; true unless told. */
  readonly sampleRatioHolds?: boolean;
  /** A guardrail is broken; false unless told. */
  readonly guardrailBroken?: boolean;
  /** Days that the test has run; enough unless told. */
  readonly days?: number;
  /** There are as many units as an interval takes; true unless told. */
  readonly enoughUnits?: boolean;
  /** Largest uplift that does not matter; .02 unless told. */
  readonly margin?: number;
}

/** Every weekday has to have been seen. */
const SHORTEST_DAYS = 7;
const EQUIVALENCE_MARGIN = 0.02;

/**
 * The verdict of a test. In this order: a sample-ratio mismatch makes every result void; a broken guardrail gives it to the control; before 7
 * days it is collecting, and with too few units as well until the end; an interval above 0 gives it to the variant, below 0 to the control; before the end
 * it is running; at the end there is no difference: shown to be too small to matter (interval within -+2 %), or not shown
 * at all.
 *
 * @example
 * judgeTest({ interval: [0.01, 0.09], atEnd: true }) // => { winner: 'variant', resolution: 'significant' }
 * judgeTest({ interval: [-0.015, 0.018], atEnd: true }) // => { winner: 'no_difference', resolution: 'equivalent' }
 */
export function judgeTest(evidence: VerdictEvidence): Verdict {
  const { interval, atEnd, sampleRatioHolds = true, guardrailBroken = false, enoughUnits = true } = evidence;
  const { days = SHORTEST_DAYS, margin = EQUIVALENCE_MARGIN } = evidence;
  const [low, high] = interval;
  if (!sampleRatioHolds) return { winner: null, resolution: 'invalid_srm' };
  if (guardrailBroken) return { winner: 'control', resolution: 'guardrail' };
  if (days < SHORTEST_DAYS || (!enoughUnits && !atEnd)) return { winner: null, resolution: 'collecting' };
  if (!enoughUnits) return { winner: 'no_difference', resolution: 'inconclusive' };
  if (low > 0) return { winner: 'variant', resolution: 'significant' };
  if (high < 0) return { winner: 'control', resolution: 'significant' };
  if (!atEnd) return { winner: null, resolution: 'running' };
  const equivalent = low >= -margin && high <= margin;
  return { winner: 'no_difference', resolution: equivalent ? 'equivalent' : 'inconclusive' };
}
