import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PairCounts } from '../basket/pair-counts.ts';
import { DEFAULT_RIDGE, EaseModel, easeItems, gramOf } from './ease-model.ts';
import { invertGram } from './invert-gram.ts';

const ITEMS = 10;
const ALL_ITEMS = Array.from({ length: ITEMS }, (_, item) => item);

const basketsOf = (itemCount: number, maxLength: number) =>
  fc.uniqueArray(fc.nat(itemCount - 1), { maxLength }).map((items) => items.sort((a, b) => a - b));

function countsOf(baskets: readonly (readonly number[])[]): PairCounts {
  const pairs = new PairCounts();
  for (const basket of baskets) pairs.add(basket);
  return pairs;
}

/** The largest difference between two models' weights. */
function largestDifference(a: EaseModel, b: EaseModel, itemCount: number): number {
  let largest = 0;
  for (let i = 0; i < itemCount; i++) {
    for (let j = 0; j < itemCount; j++) largest = Math.max(largest, Math.abs(a.weight(i, j) - b.weight(i, j)));
  }
  return largest;
}

describe('EaseModel', () => {
  it('has the weights of three items as on paper', () => {
    // Orders with 2, 3, 2, together 2, 1, 2: X'X + I = [3 2 1; 2 4 2; 1 2 3], its inverse [8 -4 0; -4 8 -4; 0 -4 8] / 16.
    const ease = EaseModel.fromCounts(
      countsOf([
        [0, 1],
        [1, 2],
        [0, 1, 2],
      ]),
      { ridge: 1, items: [0, 1, 2] },
    );
    const weights = [0, 1, 2].map((i) => [0, 1, 2].map((j) => ease.weight(i, j)));
    const expected = [
      [0, 0.5, 0],
      [0.5, 0, 0.5],
      [0, 0.5, 0],
    ];
    for (const [i, row] of expected.entries()) {
      for (const [j, value] of row.entries()) expect(weights[i]?.[j]).toBeCloseTo(value, 14);
    }
  });

  it('has different weights in the two directions when one item is more common', () => {
    // Orders with 1 and 3, together 1, ridge 1: [2 1; 1 4], inverse [4 -1; -1 2] / 7: B_01 = 1/2, B_10 = 1/4.
    const ease = EaseModel.fromCounts(countsOf([[0, 1], [1], [1]]), { ridge: 1, items: [0, 1] });
    expect(ease.weight(0, 1)).toBeCloseTo(1 / 2, 14);
    expect(ease.weight(1, 0)).toBeCloseTo(1 / 4, 14);
  });

  it('adds up the weights of a cart', () => {
    const ease = EaseModel.fromCounts(
      countsOf([
        [0, 1],
        [1, 2],
        [0, 1, 2],
        [2, 3],
      ]),
      { ridge: 2, items: [0, 1, 2, 3] },
    );
    const scores = Float64Array.of(10, 10, 10, 10);
    ease.addScores([0, 1], scores);
    for (const j of [2, 3]) expect(scores[j]).toBeCloseTo(10 + ease.weight(0, j) + ease.weight(1, j), 12);
    const untouched = new Float64Array(4);
    ease.addScores([], untouched);
    expect([...untouched].map(Math.abs)).toEqual([0, 0, 0, 0]);
  });

  it('leaves items alone that take no part', () => {
    const pairs = countsOf([
      [0, 1, 2],
      [0, 2],
      [1, 3],
    ]);
    const ease = EaseModel.fromCounts(pairs, { ridge: 1, items: [0, 2] });
    expect([0, 1, 2, 3, 4].map((item) => ease.has(item))).toEqual([true, false, true, false, false]);
    // Orders with 2 and 2, together 2: [3 2; 2 3], B = 2/3.
    expect(ease.weight(0, 2)).toBeCloseTo(2 / 3, 14);
    expect([ease.weight(1, 2), ease.weight(0, 3), ease.weight(9, 0)]).toEqual([0, 0, 0]);
    const scores = new Float64Array(4);
    ease.addScores([0, 1, 3], scores);
    expect([scores[1], scores[3]]).toEqual([0, 0]);
    expect(scores[2]).toBeCloseTo(2 / 3, 14);
    ease.add([1, 3]);
    expect(ease.weight(0, 2)).toBeCloseTo(2 / 3, 14);
  });

  it('takes an inverse that was made elsewhere', () => {
    const pairs = countsOf([
      [0, 1],
      [1, 2],
      [0, 1, 2],
    ]);
    const options = { ridge: 3, items: [0, 1, 2] };
    const taken = EaseModel.fromInverse(invertGram(gramOf(pairs, options), 3), options);
    expect(largestDifference(taken, EaseModel.fromCounts(pairs, options), 3)).toBe(0);
  });

  it('after any orders came and went equals the model of those that remain', () => {
    const steps = fc.array(fc.record({ basket: basketsOf(ITEMS, 6), isRemoved: fc.boolean(), pick: fc.nat() }), {
      maxLength: 60,
    });
    const options = fc.record({
      ridge: fc.constantFrom(1, 10, 300),
      items: fc.constantFrom(ALL_ITEMS, [1, 2, 3, 5, 8]),
    });
    fc.assert(
      fc.property(steps, options, (sequence, { ridge, items }) => {
        const ease = EaseModel.fromCounts(new PairCounts(), { ridge, items });
        const left: number[][] = [];
        for (const { basket, isRemoved, pick } of sequence) {
          if (isRemoved && left.length > 0) {
            for (const gone of left.splice(pick % left.length, 1)) ease.remove(gone);
          } else {
            ease.add(basket);
            left.push(basket);
          }
        }
        const rebuilt = EaseModel.fromCounts(countsOf(left), { ridge, items });
        expect(largestDifference(ease, rebuilt, ITEMS)).toBeLessThan(1e-9);
      }),
      { seed: 15, numRuns: 60 },
    );
  });

  it('drifts by less than a millionth in 10,000 changes', () => {
    const [itemCount, changes] = [80, 10_000];
    const items = Array.from({ length: itemCount }, (_, item) => item);
    const steps = fc.sample(fc.tuple(basketsOf(itemCount, 6), fc.nat()), { seed: 16, numRuns: changes });
    const options = { ridge: 10, items };
    const ease = EaseModel.fromCounts(new PairCounts(), options);
    const left: number[][] = [];
    // Half of the changes take an order back once there are some: the hardest case for rounding.
    for (const [basket, pick] of steps) {
      if (pick % 2 === 1 && left.length > 200) {
        for (const gone of left.splice(pick % left.length, 1)) ease.remove(gone);
      } else {
        ease.add(basket);
        left.push(basket);
      }
    }
    const drift = largestDifference(ease, EaseModel.fromCounts(countsOf(left), options), itemCount);
    expect(drift).toBeLessThan(1e-6);
  });
});

describe('gramOf', () => {
  it('holds orders with an item plus the ridge, and orders with both', () => {
    const pairs = countsOf([[0, 1], [0, 2], [2]]);
    expect([...gramOf(pairs, { ridge: 5, items: [2, 0, 1] })]).toEqual([7, 1, 0, 1, 7, 1, 0, 1, 6]);
    expect([...gramOf(new PairCounts(), { ridge: DEFAULT_RIDGE, items: [0] })]).toEqual([DEFAULT_RIDGE]);
  });
});

describe('easeItems', () => {
  it('takes all items up to the limit, and above it the most ordered, of equals the first', () => {
    const pairs = countsOf([[3], [1, 3], [4], [0, 3]]);
    expect(easeItems(pairs, { itemCount: 6, limit: 6 })).toEqual([0, 1, 2, 3, 4, 5]);
    // Orders 1, 1, 0, 3, 1, 0.
    expect(easeItems(pairs, { itemCount: 6, limit: 3 })).toEqual([0, 1, 3]);
    expect(easeItems(pairs, { itemCount: 6, limit: 1 })).toEqual([3]);
    expect(easeItems(pairs, { itemCount: 0 })).toEqual([]);
  });
});
