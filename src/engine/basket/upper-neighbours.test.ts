import { describe, expect, it } from 'vitest';
import { UpperNeighbours } from './upper-neighbours.ts';

const PAIRS = [
  [0, 1],
  [1, 2],
  [0, 3],
] as const;
const visitPairs = (visit: (i: number, j: number) => void) => {
  for (const [i, j] of PAIRS) visit(i, j);
};

describe('UpperNeighbours', () => {
  it('lists the higher items of each item, ascending', () => {
    const upper = new UpperNeighbours();
    upper.prepare(4, visitPairs);
    expect([0, 1, 2, 3].map((item) => [...upper.of(item)])).toEqual([[1, 3], [2], [], []]);
  });

  it('puts later pairs where they belong, and a pair that comes again only once', () => {
    const upper = new UpperNeighbours();
    upper.prepare(4, visitPairs);
    for (const [i, j] of [
      [0, 2],
      [0, 3],
      [2, 3],
    ] as const)
      upper.add(i, j);
    expect([0, 1, 2].map((item) => [...upper.of(item)])).toEqual([[1, 2, 3], [2], [3]]);
  });

  it('reads all pairs once while few are new, and anew when many are', () => {
    const upper = new UpperNeighbours();
    let reads = 0;
    const prepare = () => {
      upper.prepare(4, (visit) => {
        reads++;
        visitPairs(visit);
      });
    };
    prepare();
    prepare();
    // Two passes each time: one for the lengths, one for the items.
    expect(reads).toBe(2);
    for (let pair = 0; pair < 2000; pair++) upper.add(1, 3);
    prepare();
    expect(reads).toBe(4);
    expect([...upper.of(1)]).toEqual([2]);
  });
});
