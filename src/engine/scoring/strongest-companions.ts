import { topScores } from '../popularity/top-items.ts';
import type { RowValues } from './feature-values.ts';

/** Companions taken by each of the two measures. */
const COMPANIONS = 200;

/**
 * The items that go best with one item, by what its row says: the 200 of greatest lambda_ij p_j, which is how likely j is
 * beside i by the shrunk lift, and the 200 that are most of its late baskets, r_ij.
 *
 * @param row - log lambda_ij and r_ij by item index.
 * @param logShares - log p_j by item index.
 * @returns indices without repeats, in no order that means anything.
 * @example
 * const row = { logLifts: Float32Array.of(0, 1, 0), companions: Float32Array.of(0, 0.5, 0) };
 * strongestCompanions(row, Float64Array.of(-1, -1, -3), { limit: 1 }) // => [1]
 */
export function strongestCompanions(
  { logLifts, companions }: RowValues,
  logShares: Float64Array,
  { limit = COMPANIONS }: { readonly limit?: number } = {},
): number[] {
  const items = Array.from(logLifts.keys());
  const likely = logShares.map((logShare, item) => logShare + (logLifts[item] as number));
  const late = items.filter((item) => (companions[item] as number) > 0);
  const latest = topScores(late, Float64Array.from(companions), { limit });
  return [...new Set([...topScores(items, likely, { limit }), ...latest])];
}
