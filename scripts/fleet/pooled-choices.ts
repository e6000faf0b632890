import type { ChoiceData } from '../../src/engine/learning/conditional-logit.ts';

/**
 * Questions of several stores as one set of questions: each store's own items stay its candidates.
 *
 * @throws RangeError when there is nothing to pool.
 * @example
 * const part = { featureCount: 1, features: Float32Array.of(1, 0), starts: Int32Array.of(0, 2), taken: Int32Array.of(0) };
 * [...poolChoices([part, part]).taken] // => [0, 2]
 */
export function poolChoices(parts: readonly ChoiceData[]): ChoiceData {
  const [first] = parts;
  if (first === undefined) throw new RangeError('There are no questions to pool.');
  const { featureCount } = first;
  const features = new Float32Array(parts.reduce((sum, part) => sum + part.features.length, 0));
  const starts: number[] = [0];
  const taken: number[] = [];
  let rows = 0;
  for (const part of parts) {
    features.set(part.features, rows * featureCount);
    for (const start of part.starts.subarray(1)) starts.push(rows + start);
    for (const row of part.taken) taken.push(rows + row);
    rows += part.features.length / featureCount;
  }
  return { featureCount, features, starts: Int32Array.from(starts), taken: Int32Array.from(taken) };
}
