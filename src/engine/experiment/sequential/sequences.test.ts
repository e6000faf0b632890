import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alwaysValidP } from './always-valid-p.ts';
import { alwaysValidInterval, sequenceMultiplier } from './confidence-sequence.ts';
import { groupSequentialBounds } from './group-sequential-bounds.ts';

describe('the always-valid sequence', () => {
  it('p is below alpha exactly where the interval leaves out 0', () => {
    const look = fc.record({
      difference: fc.double({ min: -5, max: 5, noNaN: true }),
      standardError: fc.double({ min: 0.05, max: 3, noNaN: true }),
      units: fc.integer({ min: 1, max: 1_000_000 }),
    });
    const options = fc.record({
      alpha: fc.constantFrom(0.01, 0.05, 0.1),
      plannedUnits: fc.integer({ min: 10, max: 100_000 }),
    });
    fc.assert(
      fc.property(look, options, (seen, tuning) => {
        const [low, high] = alwaysValidInterval(seen, tuning);
        const { pValue } = alwaysValidP({ z: seen.difference / seen.standardError, units: seen.units }, tuning);
        expect(pValue < tuning.alpha).toBe(low > 0 || high < 0);
      }),
      { seed: 9, numRuns: 500 },
    );
  });

  it('is narrowest near the planned units', () => {
    const options = { alpha: 0.05, plannedUnits: 5000 };
    const width = (units: number) => sequenceMultiplier(units, options) / Math.sqrt(units);
    expect(sequenceMultiplier(5000, options)).toBeLessThan(sequenceMultiplier(500, options));
    expect(sequenceMultiplier(5000, options)).toBeLessThan(sequenceMultiplier(50_000, options));
    expect(width(10_000)).toBeLessThan(width(5000));
  });
});

describe('groupSequentialBounds', () => {
  it('one look at the end is the fixed test', () => {
    expect(groupSequentialBounds([1], 0.05)[0]).toBeCloseTo(1.959964, 4);
  });

  it('refuses looks that do not rise', () => {
    expect(() => groupSequentialBounds([0.5, 0.5], 0.05)).toThrow(RangeError);
    expect(() => groupSequentialBounds([0.5, 1.2], 0.05)).toThrow('1.2');
  });
});
