import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundScore } from './round-score.ts';
import { topItems, topScores } from './top-items.ts';

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

describe('topScores', () => {
  // Steps of a quarter of the rounding: neighbours are often equal once rounded, and not before.
  const scores = fc.array(fc.integer({ min: -8, max: 8 }), { maxLength: 60 });

  it('gives what a full sort of the rounded scores puts first, of those that are admitted', () => {
    fc.assert(
      fc.property(scores, fc.nat(70), fc.integer({ min: 1, max: 4 }), (steps, limit, period) => {
        const values = Float64Array.from(steps, (step) => 1 + step * 0.25e-6);
        const candidates = [...values.keys()];
        const admits = (item: number) => item % period === 0;
        const expected = candidates
          .filter(admits)
          .sort((a, b) => roundScore(values[b] as number) - roundScore(values[a] as number) || a - b)
          .slice(0, limit);
        expect(topScores(candidates, values, { limit, admits })).toEqual(expected);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('does not ask about items that are too far below to come in', () => {
    const asked: number[] = [];
    const admits = (item: number) => asked.push(item) > 0;
    expect(topScores([0, 1, 2, 3], Float64Array.of(9, 8, 1, 10), { limit: 2, admits })).toEqual([3, 0]);
    expect(asked).toEqual([0, 1, 3]);
  });

  it('takes only what is among the candidates, and nothing for no place', () => {
    expect(topScores([2, 0], Float64Array.of(1, 9, 3), { limit: 5 })).toEqual([2, 0]);
    expect(topScores([0, 1], Float64Array.of(1, 9), { limit: 0 })).toEqual([]);
  });
});
