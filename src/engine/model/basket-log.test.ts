import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BasketEntry, BasketLog } from './basket-log.ts';

function entryOf(orderId: number, known: Partial<BasketEntry> = {}): BasketEntry {
  return { orderId, timeMs: orderId, customerId: null, completed: true, basket: [0], ...known };
}

describe('BasketLog', () => {
  it('finds the orders of a customer, oldest first, those without a time before all others', () => {
    const log = new BasketLog();
    log.add(entryOf(1, { timeMs: 30, customerId: 7 }));
    log.add(entryOf(2, { timeMs: 10, customerId: 7 }));
    log.add(entryOf(3, { timeMs: null, customerId: 7 }));
    log.add(entryOf(4, { timeMs: 10, customerId: 7 }));
    log.add(entryOf(5, { timeMs: 20, customerId: 8 }));
    expect(log.ofCustomer(7).map(({ orderId }) => orderId)).toEqual([3, 2, 4, 1]);
    log.remove(2);
    expect(log.ofCustomer(7).map(({ orderId }) => orderId)).toEqual([3, 4, 1]);
    expect(log.ofCustomer(9)).toEqual([]);
  });

  it('refuses an order that is in already, and gives back what it takes out', () => {
    const log = new BasketLog();
    const entry = entryOf(1);
    log.add(entry);
    expect(() => log.add(entryOf(1))).toThrow('Order 1 is in the log already');
    expect(log.remove(1)).toBe(entry);
    expect(log.remove(1)).toBeNull();
    expect(log.size).toBe(0);
  });

  const steps = fc.array(
    fc.record({
      orderId: fc.integer({ min: 1, max: 25 }),
      customerId: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 20 }),
      completed: fc.boolean(),
      basket: fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 4 }),
    }),
    { maxLength: 60 },
  );

  it('is the plain list of the orders that are in, whatever came and went', () => {
    fc.assert(
      fc.property(steps, (changes) => {
        const log = new BasketLog();
        const plain = new Map<number, BasketEntry>();
        for (const change of changes) {
          const entry = entryOf(change.orderId, change);
          if (plain.delete(entry.orderId)) log.remove(entry.orderId);
          else log.add(plain.set(entry.orderId, entry).get(entry.orderId) ?? entry);
        }
        const rest = [...plain.values()].sort((a, b) => a.orderId - b.orderId);
        expect([...log.entries()]).toEqual(rest);
        expect(log.size).toBe(rest.length);
        const both = log.withBoth(1, 2).sort((a, b) => a.orderId - b.orderId);
        expect(both).toEqual(rest.filter(({ basket }) => basket.includes(1) && basket.includes(2)));
        const whole = both.filter(({ completed }) => completed).map(({ customerId }) => customerId);
        expect(log.customersWithBoth([1, 2])).toBe(whole.includes(null) ? null : new Set(whole).size);
        expect(log.ofCustomer(2)).toEqual(rest.filter(({ customerId }) => customerId === 2));
      }),
      { seed: 2 },
    );
  });

  it('stays whole when it packs itself', () => {
    const log = new BasketLog();
    for (let orderId = 1; orderId <= 3000; orderId++) log.add(entryOf(orderId, { customerId: 1, basket: [1, 2] }));
    for (let orderId = 1; orderId <= 2990; orderId++) log.remove(orderId);
    const left = [2991, 2992, 2993, 2994, 2995, 2996, 2997, 2998, 2999, 3000];
    expect([...log.entries()].map(({ orderId }) => orderId)).toEqual(left);
    expect(log.withBoth(2, 1).map(({ orderId }) => orderId)).toEqual(left);
    expect(log.ofCustomer(1).map(({ orderId }) => orderId)).toEqual(left);
    expect(log.get(2991)?.basket).toEqual([1, 2]);
    expect(log.has(2990)).toBe(false);
  });
});
