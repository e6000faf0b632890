import { describe, expect, it } from 'vitest';
import { expectedByChance, expectedTogether } from './expected-together.ts';
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
      sums.corrected += expectedTogether(pairs, i, j);
      sums.plain += (pairs.ordersWith(i) * pairs.ordersWith(j)) / pairs.orders;
    }
  }
  return { corrected: sums.observed / sums.corrected, plain: sums.observed / sums.plain };
}

describe('expectedTogether', () => {
  it('is (S_i n_j + S_j n_i) / 2T', () => {
    // (12 x 20 + 30 x 10) / (2 x 90) = 540 / 180
    const [a, b] = [
      { orders: 10, companionSlots: 12 },
      { orders: 20, companionSlots: 30 },
    ];
    expect(expectedByChance(a, b, 90)).toBe(3);
    expect(expectedByChance(b, a, 90)).toBe(3);
    expect(expectedByChance({ orders: 0, companionSlots: 0 }, b, 0)).toBe(0);
  });

  it('adds up to the observed pairs but for the item itself', () => {
    const pairs = new PairCounts();
    for (const basket of [[0, 1, 2, 3], [1, 3], [0], [2, 3, 4], [4]]) pairs.add(basket);
    let observed = 0;
    let expected = 0;
    for (let i = 0; i < 5; i++) {
      for (let j = 0; j < 5; j++) {
        observed += pairs.together(i, j);
        expected += expectedTogether(pairs, i, j);
      }
    }
    expect(expected).toBeCloseTo(observed, 12);
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
