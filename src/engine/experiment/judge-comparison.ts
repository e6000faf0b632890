import type { Interval } from './interval.ts';
import { judgeTest, type Verdict, type VerdictEvidence } from './verdict.ts';

/** A difference that is to be judged. */
export interface JudgedDifference {
  /** Interval of treated - control, in the metric's own units. */
  readonly interval: Interval;
  /** Mean of the control, which makes the interval relative. */
  readonly controlMean: number;
  /** The p-value holds after every correction; without it no winner is named, whatever the interval. */
  readonly significant: boolean;
}

/**
 * The verdict on one difference: {@link judgeTest} on the interval as a share of the control's mean. Where that mean is 0 nothing is
 * relative, and no difference is called too small to matter.
 *
 * @example
 * judgeComparison({ interval: [1, 3], controlMean: 10, significant: true }, { atEnd: true }).winner // => 'variant'
 * judgeComparison({ interval: [1, 3], controlMean: 10, significant: false }, { atEnd: true }).resolution // => 'inconclusive'
 */
export function judgeComparison(judged: JudgedDifference, evidence: Omit<VerdictEvidence, 'interval'>): Verdict {
  const { controlMean, significant } = judged;
  const scale = controlMean === 0 ? 1 : Math.abs(controlMean);
  const [low, high] = judged.interval.map((end) => end / scale);
  const interval: Interval = significant ? [low, high] : [Math.min(low, 0), Math.max(high, 0)];
  return judgeTest({ ...evidence, interval, ...(controlMean === 0 ? { margin: 0 } : {}) });
}
