import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extraFor, type StoreKappa } from './kappa.ts';

const KAPPA: StoreKappa = {
  mean: 0.274068133,
  standardDeviation: 0.2047325391,
  interval: [-0.1272002701, 0.6753365361],
  badge: 'not measured',
  weeks: 1,
  stores: 0,
};

describe('extraFor', () => {
  it('1,240.00 attributed at kappa .274 (-.127 to .675) is 339.84 extra (-157.73 to 837.42)', () => {
    expect(extraFor(124_000, KAPPA)).toEqual({
      estimateMinor: 33_984,
      lowMinor: -15_773,
      highMinor: 83_742,
      badge: 'not measured',
    });
  });

  it('nothing attributed is nothing extra, without a minus', () => {
    expect(extraFor(0, KAPPA)).toEqual({ estimateMinor: 0, lowMinor: 0, highMinor: 0, badge: 'not measured' });
  });

  it('the estimate lies in its interval, also of an amount that was taken back', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (attributed) => {
        const { estimateMinor, lowMinor, highMinor } = extraFor(attributed, KAPPA);
        expect(lowMinor).toBeLessThanOrEqual(estimateMinor);
        expect(highMinor).toBeGreaterThanOrEqual(estimateMinor);
      }),
      { seed: 7 },
    );
  });
});
