import type { RandomisedStratum } from '../compare/randomised-stratum.ts';

/** A visitor-week to be relabelled. */
export interface RelabelledUnit {
  readonly arm: 'shown' | 'held_out';
  /** Net revenue, capped where the figure is. */
  readonly revenue: number;
  /** Mean weekly revenue of the weeks before. */
  readonly past: number;
}

/**
 * The strata that the randomisation test relabels: each week's revenue adjusted by the past, Y - theta X with
 * theta = cov(Y, X) / var(X) over both arms. Labels do not move theta, so that the difference of the strata is exactly the incremental
 * revenue by treated unit.
 *
 * @param weeks - weeks with fewer than 2 units in an arm are passed over, as in the figure
 * @example
 * const unit = (arm, revenue, past) => ({ arm, revenue, past });
 * relabelStrata([[unit('shown', 5, 2), unit('shown', 3, 0), unit('held_out', 4, 2), unit('held_out', 2, 0)]]) // => [{ treated: [3, 3], control: [2, 2] }]
 */
export function relabelStrata(weeks: readonly (readonly RelabelledUnit[])[]): RandomisedStratum[] {
  return weeks.map(toStratum).filter(({ treated, control }) => treated.length >= 2 && control.length >= 2);
}

function toStratum(units: readonly RelabelledUnit[]): RandomisedStratum {
  const meanOf = (pick: (unit: RelabelledUnit) => number) =>
    units.reduce((sum, unit) => sum + pick(unit), 0) / units.length;
  const [meanY, meanX] = [meanOf(({ revenue }) => revenue), meanOf(({ past }) => past)];
  const spread = meanOf(({ past }) => (past - meanX) ** 2);
  const theta = spread > 0 ? meanOf(({ revenue, past }) => (revenue - meanY) * (past - meanX)) / spread : 0;
  const valuesOf = (arm: RelabelledUnit['arm']) =>
    units.flatMap((unit) => (unit.arm === arm ? [unit.revenue - theta * unit.past] : []));
  return { treated: valuesOf('shown'), control: valuesOf('held_out') };
}
