import { type MeanDesign, powerScore } from './sample-size.ts';

/**
 * The smallest uplift that a test of a mean finds with the given power: (z_a + z_b) CV / sqrt(N f (1 - f)).
 *
 * Source: as {@link totalUnitsForMean}, solved for the uplift.
 *
 * @param design.total - units of both arms
 * @param level - alpha .05 (two-sided) and power .8 unless told
 * @returns a share: .05 = 5 %
 * @example
 * detectableUplift({ variation: 0.94, treatedShare: 0.8, total: 2800 }) // => 0.1244207125
 */
export function detectableUplift(
  design: MeanDesign & { readonly total: number },
  level: { alpha?: number; power?: number } = {},
): number {
  const { variation, treatedShare: f, total } = design;
  return (powerScore(level) * variation) / Math.sqrt(total * f * (1 - f));
}
