import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeOffer, offerBound } from './make-offers.ts';

const arm = (offer?: number) => ({ algorithm: 'v1', settings: offer === undefined ? {} : { offer_percent: offer } });

describe('offers', () => {
  it('are bounded by the arm and by the owner, and none where either says no', () => {
    expect(offerBound([arm(15)], 10)).toBe(10);
    expect(offerBound([arm(15), arm(5)], 50)).toBe(5);
    expect(offerBound([arm(15)], null)).toBeNull();
    expect(offerBound([arm()], 10)).toBeNull();
  });

  it('20 % at most, on what a fourth takes anyway, is 15 %: of 4.99 that is .74', () => {
    const found = makeOffer(0.25, { priceMinor: 499, bound: 20 });
    expect(found).toEqual({ percent: 15, amountMinor: 74, priceMinor: 425 });
    expect(makeOffer(0.25, { priceMinor: null, bound: 20 })).toBeNull();
    expect(makeOffer(1, { priceMinor: 499, bound: 20 })).toBeNull();
    expect(makeOffer(0, { priceMinor: 3, bound: 20 })).toBeNull();
  });

  it('never take more than the bound off, and never all', () => {
    const price = fc.integer({ min: 0, max: 10_000_000 });
    const percent = fc.integer({ min: 1, max: 50 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), price, percent, (probability, priceMinor, bound) => {
        const offer = makeOffer(probability, { priceMinor, bound });
        if (offer === null) return;
        expect(offer.amountMinor).toBeGreaterThan(0);
        expect(offer.amountMinor * 100).toBeLessThanOrEqual(priceMinor * bound);
        expect(offer.amountMinor + offer.priceMinor).toBe(priceMinor);
      }),
      { seed: 9 },
    );
  });
});
