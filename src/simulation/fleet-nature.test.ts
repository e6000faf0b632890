import { describe, expect, test } from 'vitest';
import { drawFleetNature } from './fleet-nature.ts';

const NATURES = Array.from({ length: 2000 }, (_, seed) => drawFleetNature(seed));

function shareOf(isCounted: (nature: (typeof NATURES)[number]) => boolean): number {
  return NATURES.filter(isCounted).length / NATURES.length;
}

describe('drawFleetNature', () => {
  test.each([
    ['items', 25, 400],
    ['orders', 200, 15_000],
    ['categories', 2, 12],
    ['zipf', 0.5, 1.4],
    ['years', 0.3, 4],
    ['returningShare', 0, 0.6],
    ['repeatShare', 0, 0.7],
  ] as const)('%s lies between %d and %d and uses the range', (name, from, to) => {
    const values = NATURES.map((nature) => nature[name]);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    expect(least).toBeGreaterThanOrEqual(from);
    expect(most).toBeLessThanOrEqual(to);
    // 2000 draws: log-uniform or uniform, the outermost lie within a few per cent of the bounds.
    expect(least - from).toBeLessThan(0.05 * to);
    expect(most).toBeGreaterThan(0.95 * to);
  });

  test('an order has 1.6 to 6 lines on average, and 1 to 3 people', () => {
    for (const { groupMean, personMean } of NATURES) {
      expect(groupMean).toBeGreaterThanOrEqual(1);
      expect(groupMean).toBeLessThanOrEqual(3);
      expect(groupMean * personMean).toBeGreaterThan(1.59);
      expect(groupMean * personMean).toBeLessThan(6.01);
      expect(personMean).toBeGreaterThanOrEqual(1);
    }
  });

  test('every kind of store is drawn, and what is missing as often as planned', () => {
    expect(new Set(NATURES.map(({ kind }) => kind.name)).size).toBe(7);
    // Standard error at most sqrt(.25 / 2000) = .011: four of them.
    expect(Math.abs(shareOf(({ isNull }) => isNull) - 0.1)).toBeLessThan(0.03);
    expect(Math.abs(shareOf(({ isDated }) => !isDated) - 0.25)).toBeLessThan(0.045);
    expect(Math.abs(shareOf(({ isCategorised }) => !isCategorised) - 0.4)).toBeLessThan(0.045);
    expect(Math.abs(shareOf(({ knownShare }) => knownShare === 0) - 0.5)).toBeLessThan(0.045);
  });

  test('null stores have nothing that joins items or changes them', () => {
    for (const nature of NATURES.filter(({ isNull }) => isNull)) {
      expect(nature).toMatchObject({ classes: 1, tasteStrength: 0, pairShare: 0, hourStrength: 0, drift: 0 });
      expect(nature).toMatchObject({ seasonShare: 0, lateShare: 0, goneShare: 0, repeatShare: 0 });
    }
  });
});
