import { expect, test } from 'vitest';
import { FEATURES, featureWeights } from './features.ts';

test('every feature has a weight, 0 unless told', () => {
  const weights = featureWeights({ ease: 0.5, personal: 2 });
  expect(Object.keys(weights)).toEqual([...FEATURES]);
  expect(FEATURES.filter((feature) => weights[feature] > 0)).toEqual(['ease', 'personal']);
  expect([weights.ease, weights.personal]).toEqual([0.5, 2]);
});
