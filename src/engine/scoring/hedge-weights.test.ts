import { describe, expect, it } from 'vitest';
import { FEATURES, featureWeights } from './features.ts';
import { hedgeShare, hedgeWeights } from './hedge-weights.ts';

describe('hedgeShare', () => {
  it('is whole up to 200 orders, half at sqrt(200 x 1000), and nothing from 1000 on', () => {
    for (const orders of [0, 1, 50, 200]) expect(hedgeShare(orders)).toBe(0.3);
    expect(hedgeShare(Math.sqrt(200 * 1000))).toBeCloseTo(0.15, 12);
    expect(hedgeShare(1000)).toBeCloseTo(0, 12);
    expect(hedgeShare(1_000_000)).toBe(0);
  });
});

describe('hedgeWeights', () => {
  it('changes nothing for a share of 0', () => {
    const weights = featureWeights({ popularity: 0.3, hour: 0.8, liftSum: 0.2, sameBaskets: 0.1 });
    expect(hedgeWeights(weights, 0)).toEqual(weights);
  });

  it('leaves popularity, the hour and the guest alone for a share of 1', () => {
    const all = featureWeights(Object.fromEntries(FEATURES.map((feature) => [feature, 1])));
    const kept = { popularity: 1 + 3, recent: 1, hour: 1, personal: 1 };
    expect(hedgeWeights(all, 1)).toEqual(featureWeights(kept));
  });
});
