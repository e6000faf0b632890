import { HYBRID_LEVELS } from '../sequential/hybrid-interval.ts';
import { detectableUplift } from './detectable-uplift.ts';
import { type MeanDesign, totalUnitsForMean, type WantedPower } from './sample-size.ts';

/** A test runs whole weeks, so that each weekday counts as often: at least two, at most eight. */
const SHORTEST_DAYS = 14;
const LONGEST_DAYS = 56;
const WEEK_DAYS = 7;

/** A test before it starts. */
export interface PlannedRun {
  /** Units of both arms that the wanted uplift takes. */
  readonly neededUnits: number;
  /** Days until the planned end: a multiple of 7, 14 to 56. */
  readonly days: number;
  /** Units of both arms expected by then. */
  readonly plannedUnits: number;
  /** The uplift that is found with the wanted power by then. */
  readonly detectable: number;
  /** True when the wanted uplift is found within the longest run. */
  readonly enough: boolean;
}

/**
 * How long a test of a mean has to run: the units it needs over the units of a day, in whole weeks of 14 to 56 days. Where
 * that is not enough, the plan says which uplift it can show instead.
 *
 * @param design.unitsPerDay - units of both arms that enter each day, above 0
 * @param wanted - the uplift; alpha .04 unless told, what the hybrid rule spends at the end
 * @throws RangeError when no units enter.
 * @example
 * const design = { variation: 0.94, treatedShare: 0.5, unitsPerDay: 100 };
 * planRun(design, { uplift: 0.1 }) // => { neededUnits: 2963, days: 35, plannedUnits: 3500, detectable: 0.09201, enough: true }
 */
export function planRun(design: MeanDesign & { readonly unitsPerDay: number }, wanted: WantedPower): PlannedRun {
  const { unitsPerDay } = design;
  if (!(unitsPerDay > 0))
    throw new RangeError(`Cannot plan a test with ${unitsPerDay} units a day: expected more than 0`);
  const level = { alpha: wanted.alpha ?? HYBRID_LEVELS.atEnd, power: wanted.power ?? 0.8 };
  const neededUnits = totalUnitsForMean(design, { ...wanted, ...level });
  const wholeWeeks = Math.ceil(neededUnits / unitsPerDay / WEEK_DAYS) * WEEK_DAYS;
  const days = Math.min(LONGEST_DAYS, Math.max(SHORTEST_DAYS, wholeWeeks));
  const plannedUnits = Math.round(days * unitsPerDay);
  const detectable = detectableUplift({ ...design, total: plannedUnits }, level);
  return { neededUnits, days, plannedUnits, detectable, enough: plannedUnits >= neededUnits };
}
