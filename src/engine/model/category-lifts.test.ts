import { describe, expect, it } from 'vitest';
import { CategoryPairCounts } from '../basket/category-pair-counts.ts';
import { expectedTogether } from '../basket/expected-together.ts';
import { PairCounts } from '../basket/pair-counts.ts';
import { CategoryLifts } from './category-lifts.ts';

/** Items 0 and 1 in category 0, 2 and 3 in category 1, 4 in none. */
const CATEGORY_OF = Int32Array.of(0, 0, 1, 1, -1);

function liftsOf(baskets: readonly (readonly number[])[]) {
  const pairs = new PairCounts();
  for (const basket of baskets) pairs.add(basket);
  const categoryPairs = CategoryPairCounts.fromPairCounts(pairs, CATEGORY_OF);
  return { pairs, lifts: new CategoryLifts({ pairs, categoryPairs, categoryOf: CATEGORY_OF, categories: 2 }) };
}

describe('CategoryLifts', () => {
  it('matches a small store by hand', () => {
    // T = 8; n = 3, 1, 2, 1, 1; S = 2, 0, 2, 0, 0; w0 = 2/5, w2 = 2/6.
    const { lifts } = liftsOf([[0, 2], [0, 2], [0], [1], [3], [4]]);
    // C = 2; E = (W_g n_h + W_h n_g) / 2 = (2/5 x 3 + 1/3 x 4) / 2 = 19/15; (2 + 10) / (19/15 + 10) = 180/169
    expect(lifts.liftOf(0, 1)).toBeCloseTo(180 / 169, 12);
    expect(lifts.liftOf(1, 0)).toBe(lifts.liftOf(0, 1));
    // C = 0; E = (W n - w0 n0) / 2 = (2/5 x 4 - 2/5 x 3) / 2 = 1/5; 10 / (1/5 + 10) = 50/51
    expect(lifts.liftOf(0, 0)).toBeCloseTo(50 / 51, 12);
  });

  it('expects what the pairs of their items expect, summed', () => {
    const { pairs, lifts } = liftsOf([[0, 1, 2], [1, 2, 3], [0, 3, 4], [2, 4], [1], [0, 1, 2, 3, 4]]);
    const sum = (items: readonly (readonly [number, number])[]) =>
      items.reduce((total, pair) => total + expectedTogether(pairs, pair), 0);
    // Meetings: 0-2 2, 0-3 2, 1-2 3, 1-3 2 between the categories; 0-1 2 within the first.
    const across = sum([
      [0, 2],
      [0, 3],
      [1, 2],
      [1, 3],
    ]);
    expect(lifts.liftOf(0, 1)).toBeCloseTo((9 + 10) / (across + 10), 12);
    expect(lifts.liftOf(0, 0)).toBeCloseTo((2 + 10) / (sum([[0, 1]]) + 10), 12);
  });

  it('is 1 before any order', () => {
    expect(liftsOf([]).lifts.liftOf(0, 1)).toBe(1);
  });
});
