import { describe, expect, it } from 'vitest';
import { BasketLog } from '../model/basket-log.ts';
import { HABIT_HALF_LIFE_DAYS, readHistory, recencyWeight } from './purchase-history.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 1000 * DAY_MS;

describe('recencyWeight', () => {
  it('halves every 90 days and never exceeds 1', () => {
    expect(HABIT_HALF_LIFE_DAYS).toBe(90);
    expect(recencyWeight(NOW_MS, NOW_MS)).toBe(1);
    expect(recencyWeight(NOW_MS - 180 * DAY_MS, NOW_MS)).toBe(0.25);
    expect(recencyWeight(NOW_MS - 45 * DAY_MS, NOW_MS)).toBeCloseTo(Math.SQRT1_2, 12);
    expect(recencyWeight(NOW_MS + DAY_MS, NOW_MS)).toBe(1);
    expect(recencyWeight(null, NOW_MS)).toBe(1);
  });
});

describe('readHistory', () => {
  const log = new BasketLog();
  const add = (orderId: number, daysAgo: number, basket: number[], customerId: number | null = 7) =>
    log.add({ orderId, timeMs: NOW_MS - daysAgo * DAY_MS, customerId, completed: true, basket });
  add(1, 0, [3]);
  add(2, 180, [1, 2]);
  add(3, 90, [1, 3]);
  add(4, 0, [1, 2, 3, 4], 8);
  add(5, 0, [5], null);

  it('counts one customer: frequency, recency, last basket', () => {
    const history = readHistory(log, 7, { nowMs: NOW_MS });
    expect(history.orders).toBe(3);
    expect(Object.fromEntries(history.counts)).toEqual({ 1: 2, 2: 1, 3: 2 });
    // Item 1: 1/4 + 1/2; item 2: 1/4; item 3: 1/2 + 1.
    expect(Object.fromEntries(history.habit)).toEqual({ 1: 0.75, 2: 0.25, 3: 1.5 });
    expect(history.lastBasket).toEqual([3]);
  });

  it('knows nothing of a stranger', () => {
    const history = readHistory(log, 99, { nowMs: NOW_MS });
    expect(history).toEqual({ orders: 0, counts: new Map(), habit: new Map(), lastBasket: [] });
  });
});
