import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypergeometricUpperTail, type OverlapMargins, OverlapTest } from './hypergeometric.ts';

function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

/** The tail in whole numbers, rounded once at the end. */
function exactTail({ population, first, second }: OverlapMargins, overlap: number): number {
  let ways = 0n;
  for (let x = overlap; x <= Math.min(first, second); x++)
    ways += choose(first, x) * choose(population - first, second - x);
  return Number((ways * 10n ** 40n) / choose(population, second)) / 1e40;
}

describe('hypergeometricUpperTail', () => {
  it('matches hand counts', () => {
    const margins = { population: 10, first: 4, second: 5 };
    // C(10,5) = 252. X = 4: C(4,4) C(6,1) = 6; X = 3: C(4,3) C(6,2) = 60; X = 2: C(4,2) C(6,3) = 120.
    expect(hypergeometricUpperTail(margins, 4)).toBeCloseTo(6 / 252, 14);
    expect(hypergeometricUpperTail(margins, 3)).toBeCloseTo(66 / 252, 14);
    expect(hypergeometricUpperTail(margins, 2)).toBeCloseTo(186 / 252, 14);
    expect(hypergeometricUpperTail(margins, 0)).toBe(1);
    expect(hypergeometricUpperTail(margins, 5)).toBe(0);
  });

  it('knows what must overlap', () => {
    // 8 and 7 of 10 have at least 5 in common; 10 of 10 contain all 4.
    expect(hypergeometricUpperTail({ population: 10, first: 8, second: 7 }, 5)).toBe(1);
    expect(hypergeometricUpperTail({ population: 10, first: 10, second: 4 }, 4)).toBe(1);
    expect(hypergeometricUpperTail({ population: 10, first: 0, second: 4 }, 1)).toBe(0);
  });

  const cases = fc.integer({ min: 1, max: 300 }).chain((population) =>
    fc.record({
      population: fc.constant(population),
      first: fc.integer({ min: 0, max: population }),
      second: fc.integer({ min: 0, max: population }),
      overlap: fc.integer({ min: 0, max: population }),
    }),
  );

  it('equals exact whole-number arithmetic', () => {
    fc.assert(
      fc.property(cases, ({ overlap, ...margins }) => {
        const exact = exactTail(margins, overlap);
        expect(Math.abs(hypergeometricUpperTail(margins, overlap) - exact)).toBeLessThan(1e-12);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('is symmetric in the two sets and complementary in the rest of the population', () => {
    fc.assert(
      fc.property(cases, ({ overlap, population, first, second }) => {
        const tail = hypergeometricUpperTail({ population, first, second }, overlap);
        const swapped = hypergeometricUpperTail({ population, first: second, second: first }, overlap);
        const rest = { population, first: population - first, second };
        expect(swapped).toBeCloseTo(tail, 12);
        // X >= c in the first set means at most second - c outside of it.
        expect(1 - hypergeometricUpperTail(rest, second - overlap + 1)).toBeCloseTo(tail, 12);
      }),
      { seed: 4 },
    );
  });

  it('keeps relative precision far out and in a population of ten million', () => {
    const deep = { population: 2000, first: 150, second: 120 };
    expect(hypergeometricUpperTail(deep, 40) / exactTail(deep, 40)).toBeCloseTo(1, 11);
    const wide = { population: 10_000_000, first: 3_000_000, second: 40 };
    for (const overlap of [5, 12, 13, 25, 38]) {
      expect(hypergeometricUpperTail(wide, overlap) / exactTail(wide, overlap)).toBeCloseTo(1, 11);
    }
  });

  it('refuses sets that do not fit into the population', () => {
    expect(() => hypergeometricUpperTail({ population: 3, first: 4, second: 1 }, 1)).toThrow('sets of 4 and 1');
    expect(() => hypergeometricUpperTail({ population: 3, first: 1.5, second: 1 }, 1)).toThrow(RangeError);
  });
});

describe('OverlapTest', () => {
  it.each([50, 1000, 200_000, 2_000_000])('agrees with the exact way in a population of %i', (population) => {
    const test = new OverlapTest(population);
    const sets = [
      { first: 10, second: 20 },
      { first: Math.floor(population / 3), second: Math.floor(population / 4) },
      { first: Math.floor(population * 0.8), second: Math.floor(population * 0.8) },
    ].filter(({ first, second }) => first <= population && second <= population);
    for (const { first, second } of sets) {
      const chance = (first * second) / population;
      for (const factor of [0.98, 1, 1.02, 1.3]) {
        const overlap = Math.min(first, second, Math.ceil(chance * factor));
        const exact = hypergeometricUpperTail({ population, first, second }, overlap);
        expect(Math.abs(test.pValue({ first, second }, overlap) - exact)).toBeLessThanOrEqual(1e-7 * exact);
      }
    }
  });

  it('keeps its documented relative error against whole-number arithmetic', () => {
    const test = new OverlapTest(400);
    const sizes = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(sizes, sizes, sizes, (first, second, overlap) => {
        const exact = exactTail({ population: 400, first, second }, overlap);
        // The reference itself keeps 40 digits after the point only.
        fc.pre(exact === 0 || exact > 1e-25);
        expect(Math.abs(test.pValue({ first, second }, overlap) - exact)).toBeLessThanOrEqual(1e-7 * exact + 1e-40);
      }),
      { seed: 9, numRuns: 300 },
    );
  });
});
