import type { Prediction } from './calibration-error.ts';
import type { HiddenItem } from './hidden-rank.ts';

/**
 * What a model promises for its first place, P(j | S) = e^(s_j) / sum e^(s_i) over the items that are not in the context,
 * and whether the hidden item was it. Of several items with the highest score each is first with equal chance, so the
 * outcome is 1 / their number when the hidden item is among them. Null when nothing is listed.
 *
 * @param scores - log-probabilities up to a constant; -Infinity = not listed.
 *
 * @example
 * const excluded = Uint8Array.of(0, 0, 1);
 * predictTop(Float64Array.of(Math.log(3), 0, 9), { hidden: 0, excluded }) // => { probability: 0.75, outcome: 1 }
 */
export function predictTop(scores: Float64Array, { hidden, excluded }: HiddenItem): Prediction | null {
  let top = Number.NEGATIVE_INFINITY;
  for (let item = 0; item < scores.length; item++) {
    if (excluded[item] !== 1) top = Math.max(top, scores[item] as number);
  }
  if (!Number.isFinite(top)) return null;
  let total = 0;
  let leaders = 0;
  for (let item = 0; item < scores.length; item++) {
    if (excluded[item] === 1) continue;
    total += Math.exp((scores[item] as number) - top);
    if (scores[item] === top) leaders++;
  }
  return { probability: 1 / total, outcome: scores[hidden] === top ? 1 / leaders : 0 };
}

/**
 * Whether a model fills a list: at least `length` items outside the context have a score above -Infinity, or all of them
 * when there are fewer.
 *
 * @example
 * isFullList(Float64Array.of(1, -Infinity, 2), { excluded: new Uint8Array(3), length: 2 }) // => true
 */
export function isFullList(
  scores: Float64Array,
  { excluded, length }: { readonly excluded: Uint8Array; readonly length: number },
): boolean {
  let listed = 0;
  let missing = 0;
  for (let item = 0; item < scores.length && listed < length; item++) {
    if (excluded[item] === 1) continue;
    if (scores[item] === Number.NEGATIVE_INFINITY) missing++;
    else listed++;
  }
  return listed >= length || missing === 0;
}
