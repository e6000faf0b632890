import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BasketMemory, POSTINGS_PER_ITEM } from './basket-memory.ts';
import { NEIGHBOURS, NearestBasketFinder } from './nearest-baskets.ts';

/** A memory of baskets that came one after the other: order 1, 2, 3, ... */
function memoryOf(baskets: readonly (readonly number[])[]): BasketMemory {
  const memory = new BasketMemory();
  for (const [n, basket] of baskets.entries()) memory.add({ orderId: n + 1, timeMs: n, basket });
  return memory;
}

/** Order ids with their overlaps, in the order in which they were found. */
function findIn(memory: BasketMemory, cart: readonly number[], finder = new NearestBasketFinder()) {
  const { count, slots, overlaps } = finder.find(memory, cart);
  return Array.from({ length: count }, (_, n) => [memory.orderIdOf(slots[n] as number), overlaps[n] as number]);
}

const times = <T>(count: number, value: T): T[] => Array.from({ length: count }, () => value);

describe('NearestBasketFinder', () => {
  it('counts what each basket shares with the cart, those that share more first, then the smaller, item by item', () => {
    const memory = memoryOf([[0, 1, 2], [0, 3], [4], [1], [1, 5], [0]]);
    expect(findIn(memory, [0, 1])).toEqual([
      [1, 2],
      [6, 1],
      [4, 1],
      [2, 1],
      [5, 1],
    ]);
  });

  it('of equally similar ones takes those that share more, and then the latest of one size', () => {
    // cos^2 is 1/2 for [0] and [0, 1, 2, 3] beside [0, 1]: 30 of the larger, and the last 70 of the 90 smaller ones.
    const memory = memoryOf([...times(90, [0]), ...times(30, [0, 1, 2, 3])]);
    const found = findIn(memory, [0, 1]).map(([orderId]) => orderId as number);
    const expected = [...Array.from({ length: 70 }, (_, n) => n + 21), ...Array.from({ length: 30 }, (_, n) => n + 91)];
    expect(found.toSorted((a, b) => a - b)).toEqual(expected);
  });

  it('finds what a change of the memory brings, and no more what it takes', () => {
    const memory = memoryOf([[0, 1], [0], [1]]);
    const finder = new NearestBasketFinder();
    findIn(memory, [0, 1], finder);
    memory.add({ orderId: 9, timeMs: 9, basket: [0] });
    memory.remove(2);
    expect(findIn(memory, [0, 1], finder)).toEqual([
      [1, 2],
      [9, 1],
      [3, 1],
    ]);
  });

  it('finds nothing beside an empty cart, an item without orders or in an empty memory', () => {
    const memory = memoryOf([[0, 1]]);
    expect(findIn(memory, [])).toEqual([]);
    expect(findIn(memory, [7])).toEqual([]);
    expect(findIn(new BasketMemory(), [0])).toEqual([]);
  });

  it('keeps the most similar ones, and of equally similar ones the latest', () => {
    // 60 equal baskets are followed by 200 of three items, cos^2 1 and 1/3: 60 of the first and the last 40 of the others.
    const memory = memoryOf([...times(60, [0]), ...times(200, [0, 1, 2])]);
    const found = findIn(memory, [0]).map(([orderId]) => orderId as number);
    expect(found).toHaveLength(NEIGHBOURS);
    const expected = [...Array.from({ length: 60 }, (_, n) => n + 1), ...Array.from({ length: 40 }, (_, n) => 221 + n)];
    expect(found.toSorted((a, b) => a - b)).toEqual(expected);
  });

  it('looks at the latest baskets of each item only', () => {
    // The very cart was ordered once, but before as many orders of each of its items as are looked at.
    const later = [...times(POSTINGS_PER_ITEM, [0, 2, 3]), ...times(POSTINGS_PER_ITEM, [1, 2, 3])];
    const isFound = (memory: BasketMemory) => findIn(memory, [0, 1]).some(([orderId]) => orderId === 1);
    expect(isFound(memoryOf([[0, 1], ...later]))).toBe(false);
    expect(isFound(memoryOf([[0, 1], ...later.slice(1)]))).toBe(true);
  });

  it('chooses no basket that is less similar than one it leaves out, by more than a step', () => {
    const baskets = fc.array(
      fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 7 }).map((items) => items.sort((a, b) => a - b)),
      { minLength: 150, maxLength: 300 },
    );
    const carts = fc.uniqueArray(fc.nat(9), { minLength: 1, maxLength: 4 }).map((items) => items.sort((a, b) => a - b));
    fc.assert(
      fc.property(baskets, carts, (list, cart) => {
        const overlapOf = (basket: readonly number[]) => basket.filter((item) => cart.includes(item)).length;
        const cosine2 = (basket: readonly number[]) => overlapOf(basket) ** 2 / (cart.length * basket.length);
        const found = new Map(findIn(memoryOf(list), cart) as [number, number][]);
        const similar = list.flatMap((basket, n) => (overlapOf(basket) > 0 ? [{ basket, orderId: n + 1 }] : []));
        expect(found.size).toBe(Math.min(NEIGHBOURS, similar.length));
        for (const [orderId, overlap] of found) expect(overlap).toBe(overlapOf(list[orderId - 1] as number[]));
        const least = Math.min(...[...found.keys()].map((orderId) => cosine2(list[orderId - 1] as number[])));
        for (const { basket, orderId } of similar) {
          // A step is an eighth of a doubling of cos^2.
          if (!found.has(orderId)) expect(cosine2(basket)).toBeLessThan(least * 2 ** (1 / 8) + 1e-12);
        }
      }),
      { seed: 13, numRuns: 60 },
    );
  });

  it('keeps nothing of earlier questions, nor of a larger memory', () => {
    const [small, large] = [
      memoryOf([
        [0, 1],
        [1, 2],
      ]),
      memoryOf([...times(3000, [0, 1, 2]), [1]]),
    ];
    const finder = new NearestBasketFinder();
    for (const [memory, cart] of [
      [small, [0, 1]],
      [large, [0, 1, 2]],
      [small, [1]],
      [large, [1]],
      [small, [0, 1]],
    ] as const) {
      expect(findIn(memory, cart, finder)).toEqual(findIn(memory, cart));
    }
  });
});
