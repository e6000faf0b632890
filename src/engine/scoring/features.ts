/**
 * What an item is judged by beside a cart. All are logarithms, so that their weighted sum is the logarithm of a product;
 * docs/algorithms/ranking.md has the formulas.
 */
export const FEATURES = [
  'popularity',
  'recent',
  'hour',
  'liftSum',
  'liftMean',
  'liftMax',
  'ease',
  'companions',
  'similarBaskets',
  'sameBaskets',
  'categories',
  'meal',
  'personal',
] as const;

/** Name of one feature. */
export type Feature = (typeof FEATURES)[number];

/** Weight of each feature, at least 0; 0 leaves it out. */
export type FeatureWeights = Readonly<Record<Feature, number>>;

/**
 * Weights by name, 0 where none is given.
 *
 * @example
 * featureWeights({ popularity: 1 }).ease // => 0
 */
export function featureWeights(known: Partial<FeatureWeights>): FeatureWeights {
  return Object.fromEntries(FEATURES.map((feature) => [feature, known[feature] ?? 0])) as Record<Feature, number>;
}
