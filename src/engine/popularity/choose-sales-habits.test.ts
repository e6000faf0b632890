import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { chooseSalesHabits } from './choose-sales-habits.ts';
import { SALES_HALF_LIFE_DAYS } from './item-popularity.ts';

const DAY_MS = 86_400_000;
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
    expect(chooseSalesHabits(untimed)).toEqual({ halfLifeDays: SALES_HALF_LIFE_DAYS, weekdayOrders: 10 });
  });
});
