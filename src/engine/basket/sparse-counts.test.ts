import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBaskets } from './basket-arrays.ts';
import { SparseCounts } from './sparse-counts.ts';
import { TriangleCounts } from './triangle-counts.ts';

const ITEMS = 400;

/** Popular low items and rare high ones, so that rows of all lengths come about. */
const baskets = fc
  .uniqueArray(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: ITEMS - 1 })), { maxLength: 30 })
  .map((items) => Int32Array.from(items).sort());

const steps = fc.array(fc.record({ basket: baskets, remove: fc.boolean(), pick: fc.nat(), ask: fc.nat() }), {
  maxLength: 60,
});

/** The plainest counts there are: what the table must equal. */
class MapCounts {
  readonly #counts = new Map<string, number>();

  addBasket(basket: Int32Array, step: number): void {
    for (const [b, j] of basket.entries()) {
      for (const i of basket.subarray(0, b)) this.#counts.set(`${i} ${j}`, (this.#counts.get(`${i} ${j}`) ?? 0) + step);
    }
  }

  pairs(): number[][] {
    return [...this.#counts]
      .filter(([, count]) => count !== 0)
      .map(([pair, count]) => [...pair.split(' ').map(Number), count])
      .sort(([i = 0, j = 0], [k = 0, l = 0]) => j - l || i - k);
  }

  neighboursOf(item: number): number[][] {
    return this.pairs()
      .filter(([i, j]) => i === item || j === item)
      .map(([i = 0, j = 0, count = 0]) => [i === item ? j : i, count])
      .sort(([a = 0], [b = 0]) => a - b);
  }
}

function createSparse(): SparseCounts {
  const sparse = new SparseCounts();
  sparse.growTo(ITEMS);
  return sparse;
}

function pairsOf(counts: SparseCounts | TriangleCounts): number[][] {
  const pairs: number[][] = [];
  counts.forEachPair((i, j, count) => pairs.push([i, j, count]));
  return pairs;
}

function neighboursOf(counts: SparseCounts | TriangleCounts, item: number): number[][] {
  const neighbours: number[][] = [];
  counts.forEachNeighbour(item, (other, count) => neighbours.push([other, count]));
  return neighbours;
}

describe('SparseCounts', () => {
  it('equals a map after any adding and removing, whenever the neighbours are asked for', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const [sparse, map] = [createSparse(), new MapCounts()];
        const left: Int32Array[] = [];
        for (const { basket, remove, pick, ask } of sequence) {
          const [gone] = remove && left.length > 0 ? left.splice(pick % left.length, 1) : [];
          if (!gone) left.push(basket);
          for (const counts of [sparse, map]) counts.addBasket(gone ?? basket, gone ? -1 : 1);
          const item = ask % 40;
          if (ask % 3 === 0) expect(neighboursOf(sparse, item)).toEqual(map.neighboursOf(item));
        }
        expect(pairsOf(sparse)).toEqual(map.pairs());
        for (const [i = 0, j = 0, count] of map.pairs()) expect(sparse.get(i, j)).toBe(count);
      }),
      { seed: 17, numRuns: 60 },
    );
  });

  it('counts many baskets at once as one after another, on top of what is there', () => {
    fc.assert(
      fc.property(fc.array(baskets, { maxLength: 20 }), fc.array(baskets, { maxLength: 20 }), (before, list) => {
        const [oneByOne, atOnce] = [createSparse(), createSparse()];
        for (const basket of before) for (const counts of [oneByOne, atOnce]) counts.addBasket(basket, 1);
        for (const basket of list) oneByOne.addBasket(basket, 1);
        atOnce.addAll(packBaskets(list));
        expect(pairsOf(atOnce)).toEqual(pairsOf(oneByOne));
      }),
      { seed: 18, numRuns: 60 },
    );
  });

  it('takes over the counts of a triangle', () => {
    const triangle = new TriangleCounts();
    triangle.growTo(ITEMS);
    for (let item = 3; item < ITEMS; item++) triangle.addBasket([0, item % 3, item].slice(item % 3 === 0 ? 1 : 0), 1);
    const sparse = SparseCounts.from(triangle);
    expect(pairsOf(sparse)).toEqual(pairsOf(triangle));
    for (const item of [0, 1, 2, 5, ITEMS - 1])
      expect(neighboursOf(sparse, item)).toEqual(neighboursOf(triangle, item));
  });

  it('drops pairs that fell to 0 when a row grows, and finds the others again', () => {
    const sparse = createSparse();
    const last = ITEMS - 1;
    sparse.addBasket([7, last], 1);
    for (let round = 0; round < 20; round++) {
      for (let item = 10; item < last; item++) sparse.addBasket([item, last], 1);
      expect(neighboursOf(sparse, 200)).toEqual([[last, 1]]);
      for (let item = 10; item < last; item++) sparse.addBasket([item, last], -1);
    }
    expect(pairsOf(sparse)).toEqual([[7, last, 1]]);
    expect([sparse.get(7, last), sparse.get(10, last), sparse.get(8, 9)]).toEqual([1, 0, 0]);
  });
});
