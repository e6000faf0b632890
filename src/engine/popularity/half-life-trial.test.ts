import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countDecayed } from './decayed-counts.ts';
import { HalfLifeTrial } from './half-life-trial.ts';

const HOUR_MS = 3_600_000;
const ITEMS = 4;

describe('HalfLifeTrial', () => {
  it('has the counts of the orders that are in, read anew, after any number came and the first ones went', () => {
    // Whole hours apart, up to forty days: the origin moves, and ages are what `countDecayed` takes them for.
    const gapHours = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 960 }));
    const basket = fc.uniqueArray(fc.nat(ITEMS - 1), { minLength: 1 });
    const history = fc.array(fc.tuple(gapHours, basket), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(history, fc.constantFrom(2, 7, Number.POSITIVE_INFINITY), fc.nat(10), (steps, halfLifeDays, gone) => {
        const trial = new HalfLifeTrial({ itemCount: ITEMS, halfLifeDays });
        let timeMs = 0;
        const orders = steps.map(([gap, items], orderId) => {
          timeMs += gap * HOUR_MS;
          return { orderId, timeMs, basket: items };
        });
        for (const order of orders) trial.add(order);
        const first = Math.min(gone, orders.length - 1);
        for (const order of orders.slice(0, first)) trial.remove(order);
        const anew = countDecayed(orders.slice(first).reverse(), { itemCount: ITEMS, halfLifeDays });
        expect(trial.orders).toBeCloseTo(anew.orders, 4);
        for (let item = 0; item < ITEMS; item++) {
          expect(trial.ordersWith(item)).toBeCloseTo(anew.withItem[item] as number, 4);
        }
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('follows years of short half-lives without running out of numbers', () => {
    const trial = new HalfLifeTrial({ itemCount: 1, halfLifeDays: 2 });
    for (let day = 0; day < 4000; day++) trial.add({ orderId: day, timeMs: day * 24 * HOUR_MS, basket: [0] });
    // 1 + 2^(-1/2) + 2^-1 + ... = 1 / (1 - 2^(-1/2))
    expect(trial.orders).toBeCloseTo(1 / (1 - Math.SQRT1_2), 9);
    expect(trial.ordersWith(0)).toBe(trial.orders);
  });
});
