import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { chooseSalesHabits } from './choose-sales-habits.ts';
import { SALES_HALF_LIFE_DAYS } from './item-popularity.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const START_MS = Date.UTC(2026, 0, 5, 12);

/** Ten orders of one item on each of 120 days: the item of the day, or one of all twelve in turn. */
function historyOf(itemOf: (day: number, order: number) => number, { hasTimes = true } = {}) {
  return {
    catalog: Array.from({ length: 12 }, (_, n) => createItem({ id: n + 1, name: `Dish ${n + 1}` })),
    orders: Array.from({ length: 1200 }, (_, n) => {
      const day = Math.floor(n / 10);
      const orderedAtMs = hasTimes ? START_MS + day * DAY_MS + (n % 10) : null;
      return createOrder({ orderId: n + 1, orderedAtMs, basket: [itemOf(day, n)] });
    }),
    zone: createTimeZone('UTC'),
  };
}

describe('chooseSalesHabits', () => {
  it('forgets fast where every few days sell something else', () => {
    expect(chooseSalesHabits(historyOf((day) => 1 + (Math.floor(day / 5) % 12))).halfLifeDays).toBe(2);
  });

  it('takes all of 90 days alike where the same is sold every day', () => {
    // 7 and 12 have no factor in common: each item has its turn once in twelve orders.
    expect(chooseSalesHabits(historyOf((_, order) => 1 + ((order * 7) % 12))).halfLifeDays).toBeGreaterThanOrEqual(60);
  });

  it('goes by the weekday where each sells something of its own, and by the other days where none does', () => {
    expect(chooseSalesHabits(historyOf((day) => 1 + (day % 7))).weekdayOrders).toBe(2.5);
    expect(chooseSalesHabits(historyOf((_, order) => 1 + ((order * 7) % 12))).weekdayOrders).toBe(40);
  });

  it('learns nothing without times', () => {
    const untimed = historyOf((day) => 1 + (day % 12), { hasTimes: false });
    expect(chooseSalesHabits(untimed)).toEqual({
      halfLifeDays: SALES_HALF_LIFE_DAYS,
      weekdayOrders: 10,
      echoWeight: 0,
    });
  });

  /** Pairs of orders a minute apart, the first of one of twelve dishes in turn, two hours between the pairs. */
  const inPairs = (basketOf: (pair: number, isSecond: boolean) => number[]) => ({
    ...historyOf(() => 1),
    orders: Array.from({ length: 1200 }, (_, n) => {
      const pair = Math.floor(n / 2);
      const orderedAtMs = START_MS + pair * 2 * HOUR_MS + (n % 2) * 60_000;
      return createOrder({ orderId: n + 1, orderedAtMs, basket: basketOf(pair, n % 2 === 1) });
    }),
  });

  it('listens to the last minutes where the next guest orders the same, and not where nobody does', () => {
    const dish = (n: number) => 1 + ((n * 7) % 12);
    expect(chooseSalesHabits(inPairs((pair) => [dish(pair)])).echoWeight).toBe(0.32);
    expect(chooseSalesHabits(inPairs((pair, isSecond) => [dish(isSecond ? pair * 5 + 3 : pair)])).echoWeight).toBe(0);
  });

  it('does not take an order that was sent twice for two guests of one taste', () => {
    const basket = (n: number) => [1 + (n % 4), 5 + (n % 3), 8 + (n % 5)];
    expect(chooseSalesHabits(inPairs((pair) => basket(pair))).echoWeight).toBe(0);
  });
});
