import { describe, expect, it } from 'vitest';
import { popularCandidates } from './candidate-items.ts';

describe('popularCandidates', () => {
  const base = Float64Array.of(6, 5, 4, 3, 2, 1);

  it('takes the best of all, and the best of each category below them', () => {
    // Categories: 0, 0, 0, 1, 1, none.
    const categories = Int32Array.of(0, 0, 0, 1, 1, -1);
    expect(popularCandidates(base, categories, { limit: 2, ofCategory: 1 })).toEqual([0, 1, 3]);
    expect(popularCandidates(base, categories, { limit: 0, ofCategory: 2 })).toEqual([0, 1, 3, 4]);
  });

  it('has no category for items beyond the menu, and breaks ties by index', () => {
    expect(popularCandidates(base, new Int32Array(0), { limit: 1, ofCategory: 3 })).toEqual([0]);
    expect(popularCandidates(Float64Array.of(1, 1, 1), new Int32Array(0), { limit: 2 })).toEqual([0, 1]);
  });
});
