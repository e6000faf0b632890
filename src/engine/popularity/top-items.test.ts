import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { topItems } from './top-items.ts';

describe('topItems', () => {
  it('gives what a full sort puts first, for any scores and any limit', () => {
    const scored = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 300 });
    fc.assert(
      fc.property(scored, fc.nat(130), fc.infiniteStream(fc.nat()), (scores, limit, draws) => {
        const candidates = scores.map((_, item) => ({ item, key: draws.next().value as number }));
        candidates.sort((a, b) => a.key - b.key);
        const expected = scores
          .map((score, item) => ({ item, score }))
          .sort((a, b) => b.score - a.score || a.item - b.item)
          .slice(0, limit);
        const scoreOf = (item: number) => scores[item] ?? -1;
        const items = candidates.map(({ item }) => item);
        expect(topItems(items, { scoreOf, limit })).toEqual(expected);
        if (limit >= scores.length) expect(topItems(items, { scoreOf })).toEqual(expected);
      }),
      { seed: 31, numRuns: 200 },
    );
  });
});
