import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { PairCounts } from '../basket/pair-counts.ts';
import { shrinkLift } from '../basket/shrunk-lift.ts';
import { logLiftRow } from './log-lift-row.ts';
import { findSubstitutes, isComplement, readSubstitute, type SubstituteCounts } from './substitutes.ts';

function countBaskets(...groups: readonly (readonly [times: number, basket: number[]])[]): PairCounts {
  const pairs = new PairCounts();
  for (const [times, basket] of groups) for (let n = 0; n < times; n += 1) pairs.add(basket);
  return pairs;
}

/** Two pizzas (0, 1) that are both ordered with cola (2) and never together; a curry (3) with rice (4). */
const PIZZAS = countBaskets([20, [0, 2]], [20, [1, 2]], [20, [3, 4]]);
const PIZZA_CATEGORIES = [0, 0, 1, 0, 2];

function countsOf(pairs: PairCounts, categories: readonly number[]): SubstituteCounts {
  return { pairs, categoryOf: (item) => categories[item] ?? -1 };
}

describe('findSubstitutes', () => {
  it('finds what is ordered instead, with its evidence', () => {
    const [other, ...more] = findSubstitutes(countsOf(PIZZAS, PIZZA_CATEGORIES), 0);
    // T = 120; n = 20 and S = 20 for both pizzas: w = 20 / 100, E = .2 x 20 = 4.
    // No order with both: Gamma(3, 7), upper 3 / 7 x (1 - 1/27 + 1.644854 / (3 sqrt 3))^3 = .428571 x 1.279515^3 = .897759.
    expect(other).toBeUndefined();
    expect(more).toEqual([]);
    // Half as many again: n = S = 30, T = 160, w = 30 / 130, E = 30 x 30 / 130 = 6.923077; 3 / 9.923077 x 2.094770 = .633303.
    const counts = countsOf(countBaskets([30, [0, 2]], [30, [1, 2]], [20, [3, 4]]), PIZZA_CATEGORIES);
    const [found, ...others] = findSubstitutes(counts, 0);
    expect(found).toMatchObject({ item: 1, together: 0 });
    expect(found?.expected).toBeCloseTo(900 / 130, 12);
    expect(found?.lift.upper).toBeCloseTo(0.633303, 6);
    // One companion, the same: cosine 1. The curry has another.
    expect(found?.cosine).toBeCloseTo(1, 12);
    expect(others).toEqual([]);
  });

  const many = countBaskets([30, [0, 2]], [30, [1, 2]], [30, [3, 4]], [30, [5]]);

  it('wants the same known category', () => {
    expect(findSubstitutes(countsOf(many, [0, 0]), 0)).toHaveLength(1);
    expect(findSubstitutes(countsOf(many, [0, 1]), 0)).toEqual([]);
    expect(findSubstitutes(countsOf(many, [-1, -1]), 0)).toEqual([]);
  });

  it('wants the same companions', () => {
    // Pizza and curry were never ordered together either, but nothing goes with both.
    const counts = countsOf(many, [0, 1, 2, 0]);
    expect(shrinkLift({ together: 0, expected: 5, priorLift: 1 }).upper).toBeLessThan(0.8);
    expect(findSubstitutes(counts, 0)).toEqual([]);
  });

  it('wants two that are rarer together than by chance', () => {
    // Both pizzas come together in 10 orders of 30 each: more than chance.
    const together = countBaskets([20, [0, 2]], [20, [1, 2]], [10, [0, 1]], [30, [5]]);
    expect(findSubstitutes(countsOf(together, [0, 0]), 0)).toEqual([]);
  });

  it('takes a prior of its own, and kept companions', () => {
    const counts = countsOf(PIZZAS, PIZZA_CATEGORIES);
    // With a prior lift of .5: Gamma(1.5, 7): 1.5 / 7 x (1 - 1/13.5 + 1.644854 / (3 sqrt 1.5))^3 = .214286 x 1.373598^3 = .555357.
    const found = readSubstitute({ ...counts, priorLift: () => 0.5 }, [0, 1]);
    expect(found?.lift.upper).toBeCloseTo(0.555357, 6);
    const unlike = new Map([[9, 1]]);
    const companionsOf = (item: number) => (item === 0 ? unlike : logLiftRow(PIZZAS, item));
    expect(readSubstitute({ ...counts, priorLift: () => 0.5, companionsOf }, [0, 1])).toBeNull();
  });

  it('is symmetric, with the same evidence, and never names the item itself', () => {
    const ITEMS = 6;
    const basket = fc.subarray([0, 1, 2, 3, 4, 5], { minLength: 1, maxLength: 3 });
    const groups = fc.array(fc.tuple(fc.integer({ min: 1, max: 60 }), basket), { minLength: 3, maxLength: 8 });
    let found = 0;
    fc.assert(
      fc.property(groups, fc.array(fc.integer({ min: -1, max: 1 }), { minLength: ITEMS }), (drawn, categories) => {
        const counts = countsOf(countBaskets(...drawn), categories);
        for (let a = 0; a < ITEMS; a += 1) {
          for (const { item: b, lift, ...evidence } of findSubstitutes(counts, a)) {
            found += 1;
            expect(b).not.toBe(a);
            const back = findSubstitutes(counts, b).find(({ item }) => item === a);
            expect(back).toMatchObject(evidence);
            expect(back?.lift.upper).toBe(lift.upper);
          }
        }
      }),
      { seed: 41, numRuns: 300 },
    );
    expect(found).toBeGreaterThan(20);
  });
});

describe('isComplement', () => {
  test.each([
    // Gamma(12, 6): 2 x (1 - 1/108 - 1.644854 / (3 x 3.464102))^3 = 2 x .832465^3 = 1.153792.
    [9, 3, true],
    // Gamma(10, 6): 1.666667 x (1 - 1/90 - 1.644854 / (3 x 3.162278))^3 = 1.666667 x .815506^3 = .903921.
    [7, 3, false],
    [8, 3, true],
    [0, 0, false],
  ])('of %i orders with both where chance brings %i: %s', (together, expected, answer) => {
    expect(isComplement(shrinkLift({ together, expected, priorLift: 1 }))).toBe(answer);
  });
});
