import { winsoriseCap } from '../compare/winsorise.ts';
import type { VisitorWeek } from './visitor-weeks.ts';

/** Weeks over which a visitor's past is averaged. */
const PAST_WEEKS = 4;

/**
 * Sums over the visitor-weeks of one arm: Y = revenue (capped where told), X = mean weekly revenue of the four weeks
 * before, O = orders, I = items, A = attributed revenue, R = revenue without a cap. Sums add up; every ratio is made from
 * them when it is read.
 */
export interface WeekArmSums {
  readonly n: number;
  readonly sumY: number;
  readonly sumYY: number;
  readonly sumYYY: number;
  readonly sumX: number;
  readonly sumXX: number;
  readonly sumXY: number;
  readonly sumA: number;
  readonly sumAA: number;
  readonly sumYA: number;
  readonly sumXA: number;
  readonly sumR: number;
  readonly sumRR: number;
  readonly sumO: number;
  readonly sumOO: number;
  readonly sumRO: number;
  readonly sumI: number;
  readonly sumII: number;
  readonly sumIO: number;
}

/** One week of the hold-out in sums. Money in minor units. */
export interface WeekSums {
  /** Visitor-weeks above it count as this in Y; null = nothing was capped. */
  readonly capMinor: number | null;
  readonly treated: WeekArmSums;
  readonly control: WeekArmSums;
  /** Visitors who were seen in both arms and left out. */
  readonly bothArms: number;
}

/** What a visitor-week weighs in. */
type Measured = Pick<
  VisitorWeek,
  'arm' | 'stratum' | 'revenueMinor' | 'orders' | 'itemsMilli' | 'attributedMinor' | 'pastMinor'
>;

/**
 * Sums the visitor-weeks of a week by arm. The cap is the 99th percentile of all of them, not below the 95th of the buyers
 * ({@link winsoriseCap}); it is set before the arms are compared.
 *
 * @param options.capped - false: the figure without a cap
 * @param options.stratum - 'visitor' unless told
 * @example
 * const week = { arm: 'shown', stratum: 'visitor', revenueMinor: 500, orders: 1, itemsMilli: 2000, attributedMinor: 100, pastMinor: 800 };
 * sumVisitorWeeks([week, { ...week, arm: 'both' }], { capped: false }).treated.sumX // => 200
 */
export function sumVisitorWeeks(
  weeks: readonly Measured[],
  { capped, stratum = 'visitor' }: { capped: boolean; stratum?: VisitorWeek['stratum'] },
): WeekSums {
  const members = weeks.filter((week) => week.stratum === stratum);
  const counted = members.filter(({ arm }) => arm !== 'both');
  const cap = capped ? winsoriseCap(counted.map(({ revenueMinor }) => revenueMinor)) : Number.POSITIVE_INFINITY;
  const sumArm = (arm: Measured['arm']) =>
    addUnits(
      counted.filter((week) => week.arm === arm),
      cap,
    );
  return {
    capMinor: Number.isFinite(cap) ? cap : null,
    treated: sumArm('shown'),
    control: sumArm('held_out'),
    bothArms: members.length - counted.length,
  };
}

function addUnits(weeks: readonly Measured[], cap: number): WeekArmSums {
  const units = weeks.map((week) => ({
    y: Math.min(week.revenueMinor, cap),
    x: week.pastMinor / PAST_WEEKS,
    a: week.attributedMinor,
    r: week.revenueMinor,
    o: week.orders,
    i: week.itemsMilli / 1000,
  }));
  type Unit = (typeof units)[number];
  const total = (value: (unit: Unit) => number) => units.reduce((sum, unit) => sum + value(unit), 0);
  return {
    n: units.length,
    sumY: total(({ y }) => y),
    sumYY: total(({ y }) => y * y),
    sumYYY: total(({ y }) => y ** 3),
    sumX: total(({ x }) => x),
    sumXX: total(({ x }) => x * x),
    sumXY: total(({ x, y }) => x * y),
    sumA: total(({ a }) => a),
    sumAA: total(({ a }) => a * a),
    sumYA: total(({ y, a }) => y * a),
    sumXA: total(({ x, a }) => x * a),
    sumR: total(({ r }) => r),
    sumRR: total(({ r }) => r * r),
    sumO: total(({ o }) => o),
    sumOO: total(({ o }) => o * o),
    sumRO: total(({ r, o }) => r * o),
    sumI: total(({ i }) => i),
    sumII: total(({ i }) => i * i),
    sumIO: total(({ i, o }) => i * o),
  };
}
