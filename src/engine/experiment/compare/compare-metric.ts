import { normalQuantile, twoSidedNormalP } from '../../statistics/normal-distribution.ts';
import { tQuantile, twoSidedTP } from '../../statistics/t-distribution.ts';
import { type Interval, intervalAround } from '../interval.ts';
import { alwaysValidP } from '../sequential/always-valid-p.ts';
import { sequenceMultiplier } from '../sequential/confidence-sequence.ts';
import { fisherExactP } from './fisher-exact.ts';
import { type RelativeUplift, upliftInterval } from './relative-uplift.ts';
import { safeStandardError } from './safe-standard-error.ts';
import { compareProportions, isThin, type TwoProportions } from './two-proportions.ts';
import { type TwoArms, welchTest } from './welch-test.ts';

/** What a metric is for one unit: yes or no, or a number. */
export type MetricKind = 'proportion' | 'mean';

/** The same difference with the safe standard error. */
export interface SafeComparison {
  readonly standardError: number;
  readonly interval: Interval;
  /** Two-sided; Fisher's exact one where the counts are thin. */
  readonly pValue: number;
  readonly test: 'safe z' | 'safe t' | 'fisher exact';
}

/** The same difference for those who look again and again. */
export interface SequentialComparison {
  /** N that the sequence is tuned to. */
  readonly plannedUnits: number;
  /** Safe standard errors to each side. */
  readonly multiplier: number;
  readonly interval: Interval;
  readonly pValue: number;
}

/** One metric of two arms, in full. */
export interface MetricComparison {
  readonly difference: number;
  /** Newcombe's interval of a proportion, Welch's of a mean. */
  readonly interval: Interval;
  /** Pooled z without correction of a proportion, Welch's t of a mean. */
  readonly statistic: number;
  readonly degreesOfFreedom: number | null;
  /** Two-sided, of the statistic. */
  readonly pValue: number;
  readonly test: 'pooled z' | 'welch t';
  readonly safe: SafeComparison;
  readonly sequential: SequentialComparison;
  /** Null where the control's mean is 0 or below. */
  readonly uplift: number | null;
  /** Null also where the treated arm has nothing but zeros: the delta method knows no error there. */
  readonly upliftInterval: Interval | null;
}

/** How a metric is compared. */
export interface ComparisonOptions {
  readonly kind: MetricKind;
  /** Probability of missing, of every interval: .05 for 95 %. */
  readonly alpha: number;
  /** Units of both arms planned; those that there are, unless told. */
  readonly plannedUnits?: number;
}

/**
 * Compares a metric of two arms in the plain way (one look at the end), with the safe standard error, and always-valid. All three
 * intervals are of the difference treated - control.
 *
 * @param arms - for a proportion the mean is the share of units that succeeded
 * @throws RangeError when an arm has fewer than 2 units.
 * @example
 * const arms = { treated: { n: 1000, mean: 0.12, variance: 0.1057 }, control: { n: 1000, mean: 0.1, variance: 0.0901 } };
 * compareMetric(arms, { kind: 'proportion', alpha: 0.05 }).pValue // => 0.1529177819
 */
export function compareMetric(arms: TwoArms, options: ComparisonOptions): MetricComparison {
  requireUnits(arms);
  const { kind, alpha } = options;
  const plain = kind === 'proportion' ? plainProportions(arms, alpha) : plainMeans(arms, alpha);
  const { uplift, ...rest } = plain;
  return {
    ...rest,
    safe: compareSafely(arms, { kind, alpha, degreesOfFreedom: plain.degreesOfFreedom }),
    sequential: compareAlwaysValid(arms, options),
    uplift: uplift?.uplift ?? null,
    upliftInterval: uplift === null || uplift.standardError === 0 ? null : upliftInterval(uplift, alpha),
  };
}

function requireUnits({ treated, control }: TwoArms): void {
  if (treated.n >= 2 && control.n >= 2) return;
  throw new RangeError(`Cannot compare arms of ${treated.n} and ${control.n} units: expected at least 2 in each`);
}

type PlainComparison = Omit<MetricComparison, 'safe' | 'sequential' | 'uplift' | 'upliftInterval'> & {
  readonly uplift: RelativeUplift | null;
};

function plainProportions(arms: TwoArms, alpha: number): PlainComparison {
  const { difference, interval, statistic, pValue, uplift } = compareProportions(countsOf(arms), alpha);
  return { difference, interval, statistic, degreesOfFreedom: null, pValue, test: 'pooled z', uplift };
}

function plainMeans(arms: TwoArms, alpha: number): PlainComparison {
  const { difference, interval, statistic, degreesOfFreedom, pValue, uplift } = welchTest(arms, alpha);
  return { difference, interval, statistic, degreesOfFreedom, pValue, test: 'welch t', uplift };
}

function countsOf({ treated, control }: TwoArms): TwoProportions {
  return {
    treated: { successes: Math.round(treated.mean * treated.n), n: treated.n },
    control: { successes: Math.round(control.mean * control.n), n: control.n },
  };
}

/** The safe standard error; that of a proportion is never below the pooled one of its own test. */
function safeErrorOf(arms: TwoArms, kind: MetricKind): number {
  const { safe } = safeStandardError(arms);
  if (kind === 'mean') return safe;
  return Math.max(safe, compareProportions(countsOf(arms), 0.05).pooledStandardError);
}

function compareSafely(
  arms: TwoArms,
  { kind, alpha, degreesOfFreedom: df }: { kind: MetricKind; alpha: number; degreesOfFreedom: number | null },
): SafeComparison {
  const standardError = safeErrorOf(arms, kind);
  const difference = arms.treated.mean - arms.control.mean;
  const score = standardError === 0 ? 0 : difference / standardError;
  const quantile = df === null ? normalQuantile(1 - alpha / 2) : tQuantile(1 - alpha / 2, df);
  const interval = intervalAround(difference, quantile * standardError);
  if (kind === 'proportion' && isThin(countsOf(arms))) {
    return { standardError, interval, pValue: fisherExactP(countsOf(arms)), test: 'fisher exact' };
  }
  if (df === null) return { standardError, interval, pValue: twoSidedNormalP(score), test: 'safe z' };
  return { standardError, interval, pValue: twoSidedTP(score, df), test: 'safe t' };
}

function compareAlwaysValid(arms: TwoArms, { kind, alpha, plannedUnits }: ComparisonOptions): SequentialComparison {
  const units = arms.treated.n + arms.control.n;
  const options = { alpha, plannedUnits: plannedUnits ?? units };
  const standardError = safeErrorOf(arms, kind);
  const difference = arms.treated.mean - arms.control.mean;
  const multiplier = sequenceMultiplier(units, options);
  const z = standardError === 0 ? 0 : difference / standardError;
  return {
    plannedUnits: options.plannedUnits,
    multiplier,
    interval: intervalAround(difference, multiplier * standardError),
    pValue: alwaysValidP({ z, units }, options).pValue,
  };
}
