import type { Interval } from '../interval.ts';

/** A closed month: what it was expected to bring before any correction, and what was measured. Any unit of money. */
export interface ScoredMonth {
  readonly estimated: number;
  readonly measured: number;
}

/** Fewer closed months say too little about how estimates err. */
const FEWEST_MONTHS = 5;

/**
 * How far estimates came true: sum of measured over sum of estimated, from more than 4 closed months on. Sums, so that a small month
 * weighs little. Below 0 where suggestions were measured to cost sales.
 *
 * @param months - each by its estimate before any correction, so that corrections do not pile up
 * @returns null with too few months, or where nothing was expected
 * @example
 * const months = [1, 2, 3, 4, 5].map(() => ({ estimated: 100, measured: 80 }));
 * calibrationRatio(months) // => 0.8
 * calibrationRatio(months.slice(1)) // => null
 */
export function calibrationRatio(months: readonly ScoredMonth[]): number | null {
  if (months.length < FEWEST_MONTHS) return null;
  const estimated = months.reduce((sum, month) => sum + month.estimated, 0);
  const measured = months.reduce((sum, month) => sum + month.measured, 0);
  return estimated > 0 ? measured / estimated : null;
}

/**
 * An estimate corrected by how far earlier ones came true: it and both ends of its interval times the ratio. A negative
 * ratio turns the interval round.
 *
 * @example
 * calibrateEstimate({ estimate: 100, interval: [-20, 220] }, 0.5) // => { estimate: 50, interval: [-10, 110] }
 * calibrateEstimate({ estimate: 100, interval: [-20, 220] }, -0.5) // => { estimate: -50, interval: [-110, 10] }
 */
export function calibrateEstimate(
  { estimate, interval }: { estimate: number; interval: Interval },
  ratio: number,
): { estimate: number; interval: Interval } {
  const [low, high] = interval;
  const ends: Interval = ratio < 0 ? [high * ratio, low * ratio] : [low * ratio, high * ratio];
  return { estimate: estimate * ratio, interval: ends };
}
