import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { BasketLog } from '../model/basket-log.ts';
import { countCustomerHours } from './customer-hours.ts';

const log = new BasketLog();
const MONDAY_MS = Date.UTC(2026, 5, 15);
const add = (orderId: number, hour: number | null, { customerId = 7, basket = [1] } = {}) =>
  log.add({
    orderId,
    timeMs: hour === null ? null : MONDAY_MS + hour * 3_600_000,
    customerId,
    completed: orderId !== 3,
    basket,
  });
add(1, 12);
add(2, 12, { basket: [1, 2] });
add(3, 167);
add(4, null);
add(5, 12, { customerId: 8 });

function hoursOfCustomer(customerId: number, zone = 'UTC', item: number | null = null): number[][] {
  const byWeek = countCustomerHours(log, customerId, { zone: createTimeZone(zone), item });
  expect(byWeek).toHaveLength(168);
  return byWeek.flatMap((orders, hour) => (orders > 0 ? [[hour, orders]] : []));
}

describe('countCustomerHours', () => {
  it('counts the orders of one customer whose time is known', () => {
    expect(hoursOfCustomer(7)).toEqual([
      [12, 2],
      [167, 1],
    ]);
    expect(hoursOfCustomer(99)).toEqual([]);
  });

  it('goes by the clocks of the store: summer in Paris is two hours ahead', () => {
    expect(hoursOfCustomer(7, 'Europe/Paris')).toEqual([
      [1, 1],
      [14, 2],
    ]);
  });

  it('counts the orders with an item only', () => {
    expect(hoursOfCustomer(7, 'UTC', 2)).toEqual([[12, 1]]);
  });
});
