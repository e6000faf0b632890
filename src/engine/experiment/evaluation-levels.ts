import type { ExperimentMethod } from './experiment-plan.ts';
import { HYBRID_LEVELS } from './sequential/hybrid-interval.ts';

/** Probability of a false winner over the whole life of a test. */
const TOTAL_ALPHA = 0.05;

/** What one look may spend, and how. */
export interface LookLevel {
  /** Level of the look; null when the method does not judge before the end. */
  readonly alpha: number | null;
  /** True: the always-valid sequence; false: the fixed test. */
  readonly sequential: boolean;
  /** The sequence is tuned to this part of the planned units. */
  readonly tunedTo: number;
}

/**
 * How a look is judged. `hybrid`: always-valid at .01 on the way, tuned to half the planned units, and fixed at .04 at the end; `fixed`: once,
 * at .05, at the end; `always_valid`: at .05 at any time.
 *
 * @example
 * lookLevel('hybrid', false) // => { alpha: 0.01, sequential: true, tunedTo: 0.5 }
 * lookLevel('fixed', false).alpha // => null
 */
export function lookLevel(method: ExperimentMethod, atEnd: boolean): LookLevel {
  if (method === 'always_valid') return { alpha: TOTAL_ALPHA, sequential: true, tunedTo: 1 };
  if (method === 'fixed') return { alpha: atEnd ? TOTAL_ALPHA : null, sequential: false, tunedTo: 1 };
  if (atEnd) return { alpha: HYBRID_LEVELS.atEnd, sequential: false, tunedTo: 1 };
  return { alpha: HYBRID_LEVELS.anyTime, sequential: true, tunedTo: 0.5 };
}
