import type { ArmMoments } from '../compare/arm-moments.ts';
import { adjustByCovariate, type CovariateSums } from '../compare/cuped.ts';
import { type RelativeUplift, relativeUplift, upliftInterval } from '../compare/relative-uplift.ts';
import type { TwoArms } from '../compare/welch-test.ts';
import { type Interval, intervalAround } from '../interval.ts';
import { sequenceMultiplier } from '../sequential/confidence-sequence.ts';
import { type IncrementalRevenue, measureIncrementalRevenue } from './incremental-revenue.ts';

/** One arm of a closed week. Unit = visitor-week; Y = net revenue after the first exposure, X = that of the weeks before, 0 if new. */
export interface HoldOutArm extends CovariateSums {
  /** Orders of these units. */
  readonly orders: number;
}

/** A closed week of the standing hold-out. */
export interface HoldOutWeek {
  /** ISO week, such as '2026-W23'. */
  readonly week: string;
  readonly treated: HoldOutArm;
  readonly control: HoldOutArm;
}

/** How a hold-out is read. */
export interface HoldOutOptions {
  /** Units of both arms expected when a claim is due; tunes the any-time interval. 5,000 unless told. */
  readonly plannedUnits?: number;
  /** Adjust each week by what its visitors spent before; true unless told. */
  readonly adjusted?: boolean;
}

/** What the hold-out says so far. */
export interface HoldOutResult extends IncrementalRevenue {
  /**
   * `collecting`: fewer than 50 units or 20 orders held out, no interval is to be shown; `proven`: the any-time interval lies above 0;
   * `harmful`: below; `open`: neither.
   */
  readonly status: 'collecting' | 'open' | 'proven' | 'harmful';
  /** Any-time interval of the incremental revenue: may be read after every week. */
  readonly anyTimeInterval: Interval;
  /** Uplift with its interval, as wide as the safe standard error asks; null where the held out bought nothing. */
  readonly relative: { readonly uplift: number; readonly interval: Interval } | null;
  readonly heldOutUnits: number;
  readonly heldOutOrders: number;
}

const DEFAULT_PLANNED_UNITS = 5000;
const FEWEST_UNITS = 50;
const FEWEST_ORDERS = 20;
const ALPHA = 0.05;

/**
 * The standing hold-out over its closed weeks: {@link measureIncrementalRevenue} with each week adjusted by the visitors' own past
 * ({@link adjustByCovariate}), the uplift L = R / K - 1 with K = sum nT mC by the delta method, and an any-time interval for a claim that is
 * looked at every week. A week with fewer than 2 units in an arm says nothing and is passed over.
 *
 * @param weeks - closed weeks, each randomised afresh
 * @returns null when no week has both arms
 * @example
 * const treated = { n: 900, sumY: 7560, sumYY: 268484.99, sumX: 0, sumXX: 0, sumXY: 0, orders: 300 };
 * const control = { n: 100, sumY: 790, sumYY: 26203.36, sumX: 0, sumXX: 0, sumXY: 0, orders: 30 };
 * evaluateHoldOut([{ week: '2026-W23', treated, control }]).incremental // => 450
 * evaluateHoldOut([{ week: '2026-W23', treated, control }]).status // => 'open'
 */
export function evaluateHoldOut(weeks: readonly HoldOutWeek[], options: HoldOutOptions = {}): HoldOutResult | null {
  const { plannedUnits = DEFAULT_PLANNED_UNITS, adjusted = true } = options;
  const usable = weeks.filter(({ treated, control }) => treated.n >= 2 && control.n >= 2);
  if (usable.length === 0) return null;
  const arms = usable.map((week) => armsOf(week, adjusted));
  const revenue = measureIncrementalRevenue(arms, ALPHA);
  const reach = sequenceMultiplier(revenue.units, { alpha: ALPHA, plannedUnits }) * revenue.standardErrors.safe;
  const anyTimeInterval = intervalAround(revenue.incremental, reach);
  const heldOutUnits = usable.reduce((sum, { control }) => sum + control.n, 0);
  const heldOutOrders = usable.reduce((sum, { control }) => sum + control.orders, 0);
  const enough = heldOutUnits >= FEWEST_UNITS && heldOutOrders >= FEWEST_ORDERS;
  return {
    ...revenue,
    status: enough ? statusOf(anyTimeInterval) : 'collecting',
    anyTimeInterval,
    relative: relativeOf(arms, revenue),
    heldOutUnits,
    heldOutOrders,
  };
}

function statusOf([low, high]: Interval): HoldOutResult['status'] {
  if (low > 0) return 'proven';
  return high < 0 ? 'harmful' : 'open';
}

function armsOf({ treated, control }: HoldOutWeek, adjusted: boolean): TwoArms {
  // Without a past that varies, theta is 0 and the arms stay as they are.
  const past = (sums: HoldOutArm): CovariateSums => (adjusted ? sums : { ...sums, sumX: 0, sumXX: 0, sumXY: 0 });
  return adjustByCovariate({ treated: past(treated), control: past(control) });
}

/** R / K - 1 over all weeks, with the standard error widened as the safe one is over Welch's. */
function relativeOf(arms: readonly TwoArms[], { standardErrors }: IncrementalRevenue): HoldOutResult['relative'] {
  const meanOf = (pick: (week: TwoArms) => ArmMoments) => ({
    mean: arms.reduce((sum, week) => sum + week.treated.n * pick(week).mean, 0),
    variance: arms.reduce((sum, week) => sum + (week.treated.n ** 2 * pick(week).variance) / pick(week).n, 0),
  });
  const plain = relativeUplift(
    meanOf((week) => week.treated),
    meanOf((week) => week.control),
  );
  if (plain === null) return null;
  const widening = standardErrors.welch === 0 ? 1 : standardErrors.safe / standardErrors.welch;
  const safe: RelativeUplift = { uplift: plain.uplift, standardError: plain.standardError * widening };
  return { uplift: plain.uplift, interval: upliftInterval(safe, ALPHA) };
}
