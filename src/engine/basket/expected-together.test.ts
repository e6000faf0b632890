import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { companionShare, expectedTogether } from './expected-together.ts';
import { PairCounts } from './pair-counts.ts';

/** Deterministic uniform numbers in [0, 1): a 32-bit linear congruential generator, high bits used. */
function uniformNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** `size` different items of a menu, each place filled with weight 1 / (rank + 5): independent of one another. */
function drawBasket(next: () => number, { items, size }: { items: number; size: number }): number[] {
  const weights = Array.from({ length: items }, (_, item) => 1 / (item + 5));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const basket = new Set<number>();
  while (basket.size < size) {
    let rest = next() * total;
    let item = 0;
    while (item < items - 1 && rest >= Number(weights[item])) rest -= Number(weights[item++]);
    basket.add(item);
  }
  return [...basket].sort((a, b) => a - b);
}

/** Observed over expected pairs, all pairs together: by the corrected expectation and by n_i n_j / N. */
function meanLifts(pairs: PairCounts): { corrected: number; plain: number } {
  const sums = { observed: 0, corrected: 0, plain: 0 };
  for (let j = 0; j < pairs.itemCount; j++) {
    for (let i = 0; i < j; i++) {
      sums.observed += pairs.together(i, j);
      sums.corrected += expectedTogether(pairs, [i, j]);
      sums.plain += (pairs.ordersWith(i) * pairs.ordersWith(j)) / pairs.orders;
    }
  }
  return { corrected: sums.observed / sums.corrected, plain: sums.observed / sums.plain };
}

/** T = 11; n = 2, 2, 2, 3, 2; S = 3, 3 + 1, 3 + 2, 3 + 1 + 2, 2. */
function fiveBaskets(): PairCounts {
  const pairs = new PairCounts();
  for (const basket of [[0, 1, 2, 3], [1, 3], [0], [2, 3, 4], [4]]) pairs.add(basket);
  return pairs;
}

describe('companionShare', () => {
  it('is S_i / (T - n_i)', () => {
    // 3 / (11 - 2), 4 / (11 - 2), 5 / (11 - 2), 6 / (11 - 3), 2 / (11 - 2)
    const shares = [0, 1, 2, 3, 4].map((item) => companionShare(fiveBaskets(), item));
    expect(shares).toEqual([3 / 9, 4 / 9, 5 / 9, 6 / 8, 2 / 9]);
  });

  it('is 0 when nothing else was ever ordered', () => {
    const pairs = new PairCounts();
    expect(companionShare(pairs, 0)).toBe(0);
    pairs.add([0]);
    expect(companionShare(pairs, 0)).toBe(0);
  });
});

describe('expectedTogether', () => {
  it('is (w_i n_j + w_j n_i) / 2', () => {
    const pairs = fiveBaskets();
    // (3/9 x 2 + 4/9 x 2) / 2 = 7/9; (3/9 x 3 + 6/8 x 2) / 2 = (1 + 1.5) / 2
    expect(expectedTogether(pairs, [0, 1])).toBeCloseTo(7 / 9, 14);
    expect(expectedTogether(pairs, [0, 3])).toBeCloseTo(1.25, 14);
    expect(expectedTogether(pairs, [3, 0])).toBe(expectedTogether(pairs, [0, 3]));
    expect(expectedTogether(pairs, [0, 9])).toBe(0);
    expect(expectedTogether(new PairCounts(), [0, 1])).toBe(0);
  });

  it('adds up to exactly the observed pairs, whatever the baskets', () => {
    const baskets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }), { maxLength: 30 });
    fc.assert(
      fc.property(baskets, (drawn) => {
        const pairs = new PairCounts();
        for (const basket of drawn) pairs.add(basket.toSorted((a, b) => a - b));
        const sums = { observed: 0, expected: 0 };
        for (let j = 0; j < 10; j++) {
          for (let i = 0; i < j; i++) {
            sums.observed += pairs.together(i, j);
            sums.expected += expectedTogether(pairs, [i, j]);
          }
        }
        expect(sums.expected).toBeCloseTo(sums.observed, 9);
      }),
      { seed: 11 },
    );
  });

  it('gives independent items a lift of about 1, where n_i n_j / N is misled by the sizes of baskets', () => {
    // Eight orders in ten hold 1 or 2 items, two hold 10: large baskets alone make everything "go together".
    const next = uniformNumbers(7);
    const mixed = new PairCounts();
    for (let order = 0; order < 4000; order++) {
      const size = order % 5 === 0 ? 10 : 1 + (order % 2);
      mixed.add(drawBasket(next, { items: 120, size }));
    }
    const { corrected, plain } = meanLifts(mixed);
    expect(Math.abs(corrected - 1)).toBeLessThan(0.03);
    expect(plain).toBeGreaterThan(1.5);
  });

  it('does so too where most orders hold one item, and n_i n_j / N shows too low a lift', () => {
    const next = uniformNumbers(8);
    const small = new PairCounts();
    for (let order = 0; order < 4000; order++)
      small.add(drawBasket(next, { items: 120, size: order % 4 === 0 ? 2 : 1 }));
    const { corrected, plain } = meanLifts(small);
    expect(Math.abs(corrected - 1)).toBeLessThan(0.03);
    expect(plain).toBeLessThan(0.5);
  });
});
