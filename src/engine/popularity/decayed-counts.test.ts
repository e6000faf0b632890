import { describe, expect, it } from 'vitest';
import { countDecayed } from './decayed-counts.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** An order so many hours before the end of day 100. */
const orderAt = (hoursAgo: number, basket: number[]) => ({
  orderId: hoursAgo,
  timeMs: 100 * DAY_MS - hoursAgo * HOUR_MS,
  basket,
});

describe('countDecayed', () => {
  it('halves with every half-life, by whole hours before the latest order', () => {
    const orders = [orderAt(3, [0]), orderAt(3.5, [1]), orderAt(27, [0, 1]), orderAt(51, [1])];
    const { orders: total, withItem } = countDecayed(orders, { itemCount: 3, halfLifeDays: 1 });
    // Ages 0, 0 (half an hour), 24 and 48 hours: 1, 1, 1/2 and 1/4; the order of two items counts 1 / sqrt(2) of its half.
    const pair = 0.5 * Math.SQRT1_2;
    expect(total).toBeCloseTo(2.25 + pair, 12);
    expect([...withItem]).toEqual([1 + pair, 1.25 + pair, 0]);
  });

  it('goes by size alone without a half-life, and counts nothing where there is nothing', () => {
    const orders = [orderAt(0, [0]), orderAt(1000, [0, 1])];
    const counts = countDecayed(orders, { itemCount: 2, halfLifeDays: Number.POSITIVE_INFINITY });
    const pair = Math.SQRT1_2;
    for (const [place, sum] of [1 + pair, 1 + pair, pair].entries()) {
      expect([counts.orders, ...counts.withItem][place]).toBeCloseTo(sum, 12);
    }
    expect(countDecayed([], { itemCount: 1, halfLifeDays: 7 })).toEqual({ orders: 0, withItem: new Float64Array(1) });
  });

  it('stops where an order weighs nothing beside the latest', () => {
    // 2^-20 at 20 days is still counted, 2^-21 is not.
    const orders = [orderAt(0, [0]), orderAt(20 * 24, [0]), orderAt(21 * 24, [0])];
    expect(countDecayed(orders, { itemCount: 1, halfLifeDays: 1 }).orders).toBe(1 + 2 ** -20);
  });
});
