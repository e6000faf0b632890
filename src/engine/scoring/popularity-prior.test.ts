import { describe, expect, it } from 'vitest';
import { shrunkShares } from './popularity-prior.ts';

/** Shares of items with these orders and categories. */
function sharesOf(orders: number, counts: readonly number[], categories: readonly number[]): number[] {
  return [
    ...shrunkShares({
      itemCount: counts.length,
      orders,
      ordersWith: (item) => counts[item] ?? 0,
      categoryOf: (item) => categories[item] ?? -1,
    }),
  ];
}

describe('shrunkShares', () => {
  it('shrinks an item to its share of its category, as on paper', () => {
    const shares = sharesOf(10, [6, 2, 1], [0, 0, 1]);
    // T = 9 lines, m = (9 + 1) / (10 + 1) = 10 / 11.
    // Category 0: 8 lines, q = (8 + 10 x 2 / 3) / (9 + 10) / 2 x 10 / 11 = (44 / 3) x 10 / 418 = 1 / 2.85.
    // Category 1: 1 line,  q = (1 + 10 / 3) / 19 x 10 / 11 = (13 / 3) x 10 / 209 = 1 / 4.823077.
    // p = (n + 1) / (10 + 1 / q).
    expect(shares[0]).toBeCloseTo(7 / 12.85, 9);
    expect(shares[1]).toBeCloseTo(3 / 12.85, 9);
    expect(shares[2]).toBeCloseTo(2 / 14.823077, 7);
  });

  it('takes items without a category for a group of their own', () => {
    // T = 5, m = 6 / 5; both groups have one item. No category: q = (1 + 5) / 15 x 6 / 5 = .48; the other: (4 + 5) / 15 x
    // 6 / 5 = .72.
    const [none, other] = sharesOf(4, [1, 4], [-1, 3]);
    expect(none).toBeCloseTo(2 / (4 + 1 / 0.48), 12);
    expect(other).toBeCloseTo(5 / (4 + 1 / 0.72), 12);
  });

  it('gives all items of a store without orders the same share', () => {
    for (const share of sharesOf(0, [0, 0, 0, 0], [0, 0, 0, 1])) expect(share).toBeCloseTo(1 / 4, 15);
    expect(sharesOf(0, [], [])).toEqual([]);
  });

  it('puts a new item of a category that sells above one of a category that does not', () => {
    const [best, sameCategory, otherCategory] = sharesOf(20, [15, 0, 0], [0, 0, 1]) as [number, number, number];
    expect(best).toBeGreaterThan(sameCategory);
    expect(sameCategory).toBeGreaterThan(otherCategory);
    expect(otherCategory).toBeGreaterThan(0);
  });

  it('believes the orders when there are many', () => {
    const [own] = sharesOf(100_000, [40_000, 1, 30_000], [0, 0, 1]);
    expect(own).toBeCloseTo(0.4, 3);
  });
});
