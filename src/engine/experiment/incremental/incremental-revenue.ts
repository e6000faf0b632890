import { normalQuantile } from '../../statistics/normal-distribution.ts';
import { safeStandardError } from '../compare/safe-standard-error.ts';
import type { TwoArms } from '../compare/welch-test.ts';
import { type Interval, intervalAround } from '../interval.ts';

/** What the hold-out says of several weeks, each randomised afresh. Money in the units of the means. */
export interface IncrementalRevenue {
  /** Sum over weeks of nT (mT - mC): what the treated spent more than they would have. */
  readonly incremental: number;
  readonly standardErrors: { readonly welch: number; readonly pooled: number; readonly safe: number };
  /** Fixed-horizon interval with the safe standard error. */
  readonly interval: Interval;
  /** Sum over weeks of nT mT. */
  readonly treatedRevenue: number;
  /** Incremental over what the treated would have spent without; null when that is 0. */
  readonly uplift: number | null;
  /** Treated units of all weeks. */
  readonly treatedUnits: number;
  /** Units of both arms of all weeks: N of an always-valid claim. */
  readonly units: number;
}

/**
 * Incremental revenue of the treated: I = sum nT (mT - mC) over weeks, uplift I / (R - I), and
 * SE = max(sqrt(sum nT^2 VarWelch), sqrt(sum nT^2 VarPooled)). Each week is a stratum of its own, so the held-out share may change
 * between weeks; arms added up over weeks first would mix the weeks' levels into the difference (Simpson's paradox).
 *
 * @param weeks - the closed weeks, each with its two arms; unit = visitor-week, value = net revenue after the first exposure
 * @param alpha - .05 unless told
 * @throws RangeError when there is no week.
 * @example
 * const week = { treated: { n: 900, mean: 8.4, variance: 228.01 }, control: { n: 100, mean: 7.9, variance: 201.64 } };
 * measureIncrementalRevenue([week]).interval // => [-2341.519426, 3241.519426]
 */
export function measureIncrementalRevenue(weeks: readonly TwoArms[], alpha = 0.05): IncrementalRevenue {
  if (weeks.length === 0) throw new RangeError('Cannot measure incremental revenue of 0 weeks: expected at least 1');
  let [incremental, treatedRevenue, treatedUnits, units, welch, pooled] = [0, 0, 0, 0, 0, 0];
  for (const { treated, control } of weeks) {
    const errors = safeStandardError({ treated, control });
    incremental += treated.n * (treated.mean - control.mean);
    treatedRevenue += treated.n * treated.mean;
    treatedUnits += treated.n;
    units += treated.n + control.n;
    welch += (treated.n * errors.welch) ** 2;
    pooled += (treated.n * errors.pooled) ** 2;
  }
  const safe = Math.sqrt(Math.max(welch, pooled));
  const without = treatedRevenue - incremental;
  return {
    incremental,
    standardErrors: { welch: Math.sqrt(welch), pooled: Math.sqrt(pooled), safe },
    interval: intervalAround(incremental, normalQuantile(1 - alpha / 2) * safe),
    treatedRevenue,
    uplift: without === 0 ? null : incremental / without,
    treatedUnits,
    units,
  };
}
