import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packBaskets } from './basket-arrays.ts';
import { PairCounts } from './pair-counts.ts';

const ITEMS = 90;
/** Everything is sparse at 0; at 70 the menu outgrows the triangle on the way; at 5000 it never does. */
const DENSE_LIMITS = [0, 70, 5000];

const baskets = fc
  .uniqueArray(fc.integer({ min: 0, max: ITEMS - 1 }), { maxLength: 8 })
  .map((items) => items.sort((a, b) => a - b));

function countsOf(pairs: PairCounts) {
  const together: string[] = [];
  pairs.forEachPair((i, j, count) => together.push(`${i} ${j} ${count}`));
  const items = Array.from({ length: ITEMS }, (_, item) => [pairs.ordersWith(item), pairs.companionSlots(item)]);
  return { orders: pairs.orders, linesTotal: pairs.linesTotal, items, together: together.sort() };
}

/** The same figures by looking at every basket for every pair. */
function countByHand(list: readonly number[][]) {
  const filled = list.filter((basket) => basket.length > 0);
  const together: string[] = [];
  for (let i = 0; i < ITEMS; i++) {
    for (let j = i + 1; j < ITEMS; j++) {
      const count = filled.filter((basket) => basket.includes(i) && basket.includes(j)).length;
      if (count > 0) together.push(`${i} ${j} ${count}`);
    }
  }
  const items = Array.from({ length: ITEMS }, (_, item) => {
    const holding = filled.filter((basket) => basket.includes(item));
    return [holding.length, holding.reduce((sum, basket) => sum + basket.length - 1, 0)];
  });
  return { orders: filled.length, linesTotal: filled.flat().length, items, together: together.sort() };
}

describe('PairCounts', () => {
  it('counts orders, lines, items, companions and pairs', () => {
    const pairs = new PairCounts();
    for (const basket of [[0, 1, 2], [1, 2], [2], []]) pairs.add(basket);
    // Baskets 3 (the empty one is none), lines 3 + 2 + 1; item 2 has 2 + 1 + 0 places beside it.
    expect([pairs.orders, pairs.linesTotal]).toEqual([3, 6]);
    expect([0, 1, 2, 3].map((item) => pairs.ordersWith(item))).toEqual([1, 2, 3, 0]);
    expect([0, 1, 2, 3].map((item) => pairs.companionSlots(item))).toEqual([2, 3, 3, 0]);
    expect([pairs.together(1, 2), pairs.together(2, 1), pairs.together(0, 2), pairs.together(0, 9)]).toEqual([
      2, 2, 1, 0,
    ]);
    expect(pairs.together(2, 2)).toBe(0);
  });

  it('after any adding and removing equals a count of the baskets that are left, however it is stored', () => {
    const steps = fc.array(fc.record({ basket: baskets, remove: fc.boolean(), pick: fc.nat() }), { maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.constantFrom(...DENSE_LIMITS), (sequence, denseItemLimit) => {
        const pairs = new PairCounts({ denseItemLimit });
        const left: number[][] = [];
        for (const { basket, remove, pick } of sequence) {
          if (remove && left.length > 0) {
            for (const gone of left.splice(pick % left.length, 1)) pairs.remove(gone);
          } else {
            pairs.add(basket);
            left.push(basket);
          }
        }
        expect(countsOf(pairs)).toEqual(countByHand(left));
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it.each(DENSE_LIMITS)('counts many baskets at once as one after another (dense limit %i)', (denseItemLimit) => {
    fc.assert(
      fc.property(fc.array(baskets, { maxLength: 15 }), fc.array(baskets, { maxLength: 15 }), (before, list) => {
        const [oneByOne, atOnce] = [new PairCounts({ denseItemLimit }), new PairCounts({ denseItemLimit })];
        for (const basket of before) for (const pairs of [oneByOne, atOnce]) pairs.add(basket);
        for (const basket of list) oneByOne.add(basket);
        atOnce.addAll(packBaskets(list));
        expect(countsOf(atOnce)).toEqual(countsOf(oneByOne));
        expect(atOnce.itemCount).toBe(oneByOne.itemCount);
      }),
      { seed: 12, numRuns: 50 },
    );
  });

  it.each(DENSE_LIMITS)('packs and unpacks, and goes on counting apart (dense limit %i)', (denseItemLimit) => {
    fc.assert(
      fc.property(fc.array(baskets, { maxLength: 20 }), fc.array(baskets, { maxLength: 20 }), (before, later) => {
        const [whole, first] = [new PairCounts({ denseItemLimit }), new PairCounts({ denseItemLimit })];
        for (const basket of before) for (const pairs of [whole, first]) pairs.add(basket);
        const packed = PairCounts.unpack(first.pack());
        for (const basket of later) for (const pairs of [whole, packed]) pairs.add(basket);
        expect(countsOf(packed)).toEqual(countsOf(whole));
        for (const basket of later) packed.remove(basket);
        expect(countsOf(packed)).toEqual(countsOf(first));
      }),
      { seed: 13, numRuns: 50 },
    );
  });

  it('refuses baskets that do not fit together, and counts none of them then', () => {
    const pairs = new PairCounts();
    const refuse = (indptr: number[], indices: number[], words: string) => {
      const baskets = { indptr: Int32Array.from(indptr), indices: Int32Array.from(indices) };
      expect(() => pairs.addAll(baskets)).toThrow(words);
    };
    refuse([0, 2, 4], [0, 1, 3, 2], 'place 1 holds 2');
    refuse([0, 2], [0, 1, 2], 'must end at 3');
    refuse([1, 3], [0, 1, 2], 'must start at 0');
    refuse([0, 2, 1, 3], [0, 1, 2], 'must not end before it starts');
    refuse([], [], 'must start at 0');
    expect([pairs.orders, pairs.linesTotal, pairs.itemCount]).toEqual([0, 0, 0]);
  });

  it.each(DENSE_LIMITS)('loses no pair while items come one by one (dense limit %i)', (denseItemLimit) => {
    const pairs = new PairCounts({ denseItemLimit });
    for (let item = 1; item < 200; item++) pairs.add([item - 1, item]);
    for (let item = 1; item < 200; item++) expect(pairs.together(item - 1, item)).toBe(1);
  });

  it.each(DENSE_LIMITS)('visits the neighbours of an item in ascending order (dense limit %i)', (denseItemLimit) => {
    const pairs = new PairCounts({ denseItemLimit });
    for (const basket of [
      [3, 80],
      [3, 20, 80],
      [1, 3],
      [5, 20],
    ])
      pairs.add(basket);
    pairs.remove([1, 3]);
    const seen: number[][] = [];
    pairs.forEachNeighbour(3, (other, together) => seen.push([other, together]));
    expect(seen).toEqual([
      [20, 1],
      [80, 2],
    ]);
  });

  it.each(DENSE_LIMITS)(
    'refuses to remove what is not in, and changes nothing then (dense limit %i)',
    (denseItemLimit) => {
      const pairs = new PairCounts({ denseItemLimit });
      pairs.add([0, 1]);
      pairs.add([1, 2]);
      const before = countsOf(pairs);
      expect(() => pairs.remove([0, 2])).toThrow('items 0 and 2');
      expect(() => pairs.remove([0, 1, 7])).toThrow('item 7');
      expect(countsOf(pairs)).toEqual(before);
    },
  );

  it('refuses a basket that is not ascending distinct indices', () => {
    const pairs = new PairCounts();
    for (const basket of [[1, 1], [2, 1], [-1], [0.5], [Number.NaN]]) {
      expect(() => pairs.add(basket)).toThrow(RangeError);
    }
    expect([pairs.orders, pairs.linesTotal]).toEqual([0, 0]);
  });
});
