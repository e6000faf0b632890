import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { benjaminiHochbergThreshold } from './benjamini-hochberg.ts';

/** The 15 p-values of Benjamini and Hochberg's own example (1995, section 3.2). */
const THROMBOLYSIS = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
];

describe('benjaminiHochbergThreshold', () => {
  it('rejects the first four of the published example', () => {
    // k = 4: .0095 <= 4/15 x .05 = .0133; k = 5: .0201 > .0167
    expect(benjaminiHochbergThreshold(THROMBOLYSIS, { hypotheses: 15, falseDiscoveryRate: 0.05 })).toBe(0.0095);
  });

  it('counts hypotheses that are not in the list', () => {
    // .0004 <= 2/15 x .05 = .0067, and of 100 hypotheses .0019 > 3/100 x .05 = .0015, .0004 <= .001
    const listed = THROMBOLYSIS.slice(0, 9);
    expect(benjaminiHochbergThreshold(listed, { hypotheses: 15, falseDiscoveryRate: 0.05 })).toBe(0.0095);
    expect(benjaminiHochbergThreshold(listed, { hypotheses: 100, falseDiscoveryRate: 0.05 })).toBe(0.0004);
  });

  it('steps up: a late p-value carries the earlier ones', () => {
    // k = 1: .04 > .025; k = 2: .05 <= .05, so both are rejected
    expect(benjaminiHochbergThreshold([0.05, 0.04], { hypotheses: 2, falseDiscoveryRate: 0.05 })).toBe(0.05);
  });

  it('may reject nothing', () => {
    expect(benjaminiHochbergThreshold([], { hypotheses: 0, falseDiscoveryRate: 0.05 })).toBeNull();
    expect(benjaminiHochbergThreshold([0.03, 0.2], { hypotheses: 2, falseDiscoveryRate: 0.05 })).toBeNull();
  });

  it('rejects at least what Bonferroni rejects, and nothing above the rate', () => {
    const lists = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 });
    fc.assert(
      fc.property(lists, (pValues) => {
        const options = { hypotheses: pValues.length, falseDiscoveryRate: 0.1 };
        const threshold = benjaminiHochbergThreshold(pValues, options) ?? -1;
        const smallest = Math.min(...pValues);
        if (smallest * pValues.length <= 0.1) expect(threshold).toBeGreaterThanOrEqual(smallest);
        expect(threshold).toBeLessThanOrEqual(0.1);
      }),
      { seed: 5 },
    );
  });

  it('refuses more p-values than hypotheses', () => {
    expect(() => benjaminiHochbergThreshold([0.1, 0.2], { hypotheses: 1, falseDiscoveryRate: 0.05 })).toThrow(
      RangeError,
    );
  });
});
