import { winsoriseCap } from '../compare/winsorise.ts';
import { evaluateHoldOut, type HoldOutArm, type HoldOutResult, type HoldOutWeek } from './evaluate-hold-out.ts';
import type { VisitorWeek } from './visitor-weeks.ts';

/** Weeks over which a visitor's past is averaged. */
const PAST_WEEKS = 4;

/** A visitor-week of last week, and one of this week that says whose it is. */
type WeekBefore = Pick<VisitorWeek, 'unit' | 'arm' | 'stratum' | 'pastMinor'>;
type WeekAfter = Pick<VisitorWeek, 'unitBefore' | 'revenueMinor' | 'orders'>;

/** This week's revenue of last week's visitors, by last week's arm. Money in minor units. */
export interface CarryOverSums {
  /** Values above it count as this. */
  readonly capMinor: number | null;
  readonly treated: HoldOutArm;
  readonly control: HoldOutArm;
}

/**
 * What last week's visitors spend this week: Y of this week, 0 for who stayed away, by the arm of last week, which was random
 * too; X = what they spent on average in the four weeks before last week. Capped as the hold-out is.
 *
 * @param weeks.before - all visitor-weeks of last week
 * @param weeks.after - all of this week; `unitBefore` names the visitor-week of last week that is the same person's
 * @example
 * const before = [{ unit: 'v:a', arm: 'shown', stratum: 'visitor', pastMinor: 800 }, { unit: 'v:b', arm: 'held_out', stratum: 'visitor', pastMinor: 0 }];
 * const sums = sumCarryOver({ before, after: [{ unitBefore: 'v:b', revenueMinor: 500, orders: 1 }] });
 * [sums.treated.sumY, sums.treated.sumX, sums.control.sumY] // => [0, 200, 500]
 */
export function sumCarryOver({
  before,
  after,
}: {
  before: readonly WeekBefore[];
  after: readonly WeekAfter[];
}): CarryOverSums {
  const next = new Map(after.flatMap((week) => (week.unitBefore === null ? [] : [[week.unitBefore, week] as const])));
  const units = before
    .filter(({ arm, stratum }) => arm !== 'both' && stratum === 'visitor')
    .map(({ unit, arm, pastMinor }) => {
      const { revenueMinor = 0, orders = 0 } = next.get(unit) ?? {};
      return { arm, x: pastMinor / PAST_WEEKS, y: revenueMinor, orders };
    });
  const cap = winsoriseCap(units.map(({ y }) => y));
  const capped = units.map((unit) => ({ ...unit, y: Math.min(unit.y, cap) }));
  return {
    capMinor: Number.isFinite(cap) ? cap : null,
    treated: sumUnits(capped.filter(({ arm }) => arm === 'shown')),
    control: sumUnits(capped.filter(({ arm }) => arm === 'held_out')),
  };
}

function sumUnits(units: readonly { readonly x: number; readonly y: number; readonly orders: number }[]): HoldOutArm {
  const total = (value: (unit: (typeof units)[number]) => number) => units.reduce((sum, unit) => sum + value(unit), 0);
  return {
    n: units.length,
    sumY: total(({ y }) => y),
    sumYY: total(({ y }) => y * y),
    sumX: total(({ x }) => x),
    sumXX: total(({ x }) => x * x),
    sumXY: total(({ x, y }) => x * y),
    orders: total(({ orders }) => orders),
  };
}

/** What suggestions of one week do to the next one. */
export interface CarryOver extends HoldOutResult {
  /** The interval lies below 0: what was extra in a week is in part missing in the next, it was only bought sooner. */
  readonly bringsForward: boolean;
}

/**
 * Carry-over: mean(Y this week | shown last week) - mean(Y this week | held out last week), over the visitors of last week with
 * those who stayed away as 0, added up as the incremental revenue is ({@link evaluateHoldOut}). Below 0: purchases were
 * brought forward, and the same-week effect overstates what a store gains in the long run; above 0: it understates.
 *
 * Source: the carry-over effect of crossover designs, S. Senn (2002), Cross-over Trials in Clinical Research; here both weeks are randomised
 * afresh, so that it can be told apart from the direct effect.
 *
 * @returns null when no week has both arms
 * @example
 * const treated = { n: 400, sumY: 2000, sumYY: 20000, sumX: 0, sumXX: 0, sumXY: 0, orders: 200 };
 * const control = { n: 100, sumY: 700, sumYY: 6500, sumX: 0, sumXX: 0, sumXY: 0, orders: 70 };
 * measureCarryOver([{ week: '2026-W23', treated, control }]).incremental // => -800
 * measureCarryOver([{ week: '2026-W23', treated, control }]).bringsForward // => true
 */
export function measureCarryOver(weeks: readonly HoldOutWeek[]): CarryOver | null {
  const result = evaluateHoldOut(weeks);
  if (result === null) return null;
  return { ...result, bringsForward: result.status !== 'collecting' && result.interval[1] < 0 };
}
