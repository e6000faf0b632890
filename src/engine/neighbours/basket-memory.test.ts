import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BasketMemory, type RememberedBasket } from './basket-memory.ts';

const ITEMS = 8;
const HALF_LIFE_MS = 180 * 86_400_000;

const BASKET: fc.Arbitrary<RememberedBasket> = fc.record({
  orderId: fc.integer({ min: 1, max: 25 }),
  // Few different times, so that many are equal.
  timeMs: fc.option(fc.integer({ min: -3, max: 3 }), { freq: 4 }),
  basket: fc.uniqueArray(fc.nat(ITEMS - 1), { maxLength: 5 }).map((items) => items.sort((a, b) => a - b)),
});

function memoryOf(baskets: Iterable<RememberedBasket>): BasketMemory {
  const memory = new BasketMemory();
  for (const basket of baskets) memory.add(basket);
  return memory;
}

/** Everything that can be read: the baskets of each item in their order. */
function readAll(memory: BasketMemory, items = ITEMS) {
  const byItem = Array.from({ length: items }, (_, item) =>
    [...memory.slotsOf(item)].map((slot) => {
      return {
        orderId: memory.orderIdOf(slot),
        timeMs: memory.timeOf(slot),
        freshness: memory.freshness[slot],
        basket: [...memory.items.subarray(memory.starts[slot], memory.starts[slot + 1])],
      };
    }),
  );
  return { size: memory.size, byItem };
}

/** The same, by sorting the baskets for every item. */
function readByHand(baskets: readonly RememberedBasket[], items = ITEMS) {
  const sorted = baskets
    .map((basket) => ({
      ...basket,
      timeMs: basket.timeMs ?? Number.NEGATIVE_INFINITY,
      freshness: basket.timeMs === null ? Number.NaN : 2 ** ((basket.timeMs - Date.UTC(2020, 0, 1)) / HALF_LIFE_MS),
    }))
    .sort((a, b) => (a.timeMs === b.timeMs ? a.orderId - b.orderId : a.timeMs - b.timeMs));
  const byItem = Array.from({ length: items }, (_, item) => sorted.filter(({ basket }) => basket.includes(item)));
  return { size: baskets.length, byItem };
}

describe('BasketMemory', () => {
  it('lists the baskets of an item by time, then by order; unknown times come first', () => {
    const memory = memoryOf([
      { orderId: 4, timeMs: 5, basket: [0, 1] },
      { orderId: 3, timeMs: null, basket: [1] },
      { orderId: 2, timeMs: 5, basket: [1, 2] },
      { orderId: 1, timeMs: 7, basket: [1] },
    ]);
    const orders = (item: number) => [...memory.slotsOf(item)].map((slot) => memory.orderIdOf(slot));
    expect([orders(0), orders(1), orders(2), orders(3)]).toEqual([[4], [3, 2, 4, 1], [2], []]);
    expect(memory.timeOf(memory.slotsOf(1)[0] as number)).toBe(Number.NEGATIVE_INFINITY);
    expect([memory.size, memory.slots]).toEqual([4, 4]);
  });

  it('refuses an order that it has, and has nothing to forget of one that it has not', () => {
    const basket = { orderId: 1, timeMs: 1, basket: [0, 1] };
    const memory = memoryOf([basket]);
    expect(() => memory.add({ ...basket, basket: [2] })).toThrow(RangeError);
    memory.remove(2);
    expect(readAll(memory)).toEqual(readByHand([basket]));
    memory.remove(1);
    memory.remove(1);
    expect(readAll(memory)).toEqual(readByHand([]));
  });

  it('reads as the baskets that remain, whatever came and went before', () => {
    const steps = fc.array(fc.record({ basket: BASKET, isRemoved: fc.boolean() }), { maxLength: 80 });
    fc.assert(
      fc.property(steps, (sequence) => {
        const memory = new BasketMemory();
        const remaining = new Map<number, RememberedBasket>();
        for (const { basket, isRemoved } of sequence) {
          memory.remove(basket.orderId);
          remaining.delete(basket.orderId);
          if (isRemoved) continue;
          memory.add(basket);
          remaining.set(basket.orderId, basket);
        }
        expect(readAll(memory)).toEqual(readByHand([...remaining.values()]));
        expect(readAll(memory)).toEqual(readAll(memoryOf([...remaining.values()].toReversed())));
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it('doubles the weight of a basket with every 180 days', () => {
    const memory = memoryOf(
      [null, 0, 180, 540].map((day, n) => ({
        orderId: n + 1,
        timeMs: day === null ? null : day * 86_400_000,
        basket: [0],
      })),
    );
    const [undated, first, second, third] = [...memory.slotsOf(0)].map((slot) => memory.freshness[slot]);
    expect(undated).toBeNaN();
    expect((second as number) / (first as number)).toBeCloseTo(2, 12);
    expect((third as number) / (first as number)).toBeCloseTo(8, 12);
  });

  it('packs itself when most is forgotten, and reads the same as before', () => {
    const all = fc.sample(BASKET, { seed: 12, numRuns: 2500 }).map((basket, n) => ({ ...basket, orderId: n + 1 }));
    const memory = memoryOf(all.slice(0, 2000));
    const left = all.slice(0, 2000);
    for (const pick of fc.sample(fc.nat(), { seed: 13, numRuns: 1700 })) {
      const [gone] = left.splice(pick % left.length, 1);
      memory.remove(gone?.orderId ?? 0);
    }
    // 300 baskets are left of 2000: slots that hold nothing are given up, all but a thousand or so.
    expect(memory.slots).toBeLessThanOrEqual(1024);
    expect(readAll(memory)).toEqual(readByHand(left));
    for (const basket of all.slice(2000)) memory.add(basket);
    expect(readAll(memory)).toEqual(readByHand([...left, ...all.slice(2000)]));
  });
});
