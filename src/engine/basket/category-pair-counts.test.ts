import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CategoryPairCounts } from './category-pair-counts.ts';
import { PairCounts } from './pair-counts.ts';

/** Items 0-2 in category 0, 3-4 in 1, 5 in 2; item 6 and everything above have none. */
const CATEGORY_OF = Int32Array.of(0, 0, 0, 1, 1, 2, -1);
const CATEGORIES = [0, 1, 2];

function tableOf(counts: CategoryPairCounts): number[][] {
  return CATEGORIES.map((g) => CATEGORIES.map((h) => counts.together(g, h)));
}

describe('CategoryPairCounts', () => {
  it('counts item pairs by their categories, in both readings, and each pair once', () => {
    const counts = new CategoryPairCounts(CATEGORY_OF);
    counts.add([0, 1, 2, 3, 5, 6, 9]);
    // 3 items of category 0: 3 x 2 / 2 = 3 pairs; with the one of category 1: 3; with that of 2: 3; 1 with 2: 1.
    expect(tableOf(counts)).toEqual([
      [3, 3, 3],
      [3, 0, 1],
      [3, 1, 0],
    ]);
  });

  it('after any adding and removing equals what the item pairs give', () => {
    const basket = fc
      .uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 6 })
      .map((items) => items.sort((a, b) => a - b));
    const added = fc.array(fc.record({ basket, staysIn: fc.boolean() }), { maxLength: 30 });
    fc.assert(
      fc.property(added, (list) => {
        const incremental = new CategoryPairCounts(CATEGORY_OF);
        const pairs = new PairCounts();
        for (const entry of list) incremental.add(entry.basket);
        for (const entry of list) {
          if (entry.staysIn) pairs.add(entry.basket);
          else incremental.remove(entry.basket);
        }
        expect(tableOf(incremental)).toEqual(tableOf(CategoryPairCounts.fromPairCounts(pairs, CATEGORY_OF)));
      }),
      { seed: 12 },
    );
  });
});
