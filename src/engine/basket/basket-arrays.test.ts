import { describe, expect, it } from 'vitest';
import { groupByItem } from './basket-arrays.ts';

describe('groupByItem', () => {
  it('gives the lines of each item in the order of the baskets, with where their baskets begin', () => {
    // Baskets [0, 2], [], [2], [0, 1, 2] are lines 0 1 | 2 | 3 4 5.
    const baskets = { indptr: Int32Array.of(0, 2, 2, 3, 6), indices: Int32Array.of(0, 2, 2, 0, 1, 2) };
    const { lineStarts, lines, basketStarts } = groupByItem(baskets, 4);
    expect([...lineStarts]).toEqual([0, 2, 3, 6, 6]);
    expect([...lines]).toEqual([0, 3, 4, 1, 2, 5]);
    expect([...basketStarts]).toEqual([0, 3, 3, 0, 2, 3]);
  });
});
