import { HOURS_PER_WEEK, hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { BasketLog } from '../model/basket-log.ts';

/** Whose orders are counted, and by which clocks. */
export interface CustomerHoursOptions {
  readonly zone: TimeZone;
  /** Only orders with this item, by dense index. Default: all. */
  readonly item?: number | null;
}

/**
 * A customer's orders in each hour of the week, 0 = Monday 00 .. 167 = Sunday 23. Orders without a time are left out.
 *
 * @example
 * const log = new BasketLog();
 * log.add({ orderId: 1, timeMs: 0, customerId: 7, completed: true, basket: [2] });
 * log.add({ orderId: 2, timeMs: null, customerId: 7, completed: true, basket: [2] });
 * // 1970-01-01 was a Thursday.
 * countCustomerHours(log, 7, { zone: createTimeZone('UTC') }).slice(71, 74) // => [0, 1, 0]
 */
export function countCustomerHours(log: BasketLog, customerId: number, options: CustomerHoursOptions): number[] {
  const { zone, item = null } = options;
  const byWeek = new Array<number>(HOURS_PER_WEEK).fill(0);
  for (const { timeMs, basket } of log.ofCustomer(customerId)) {
    if (timeMs === null || (item !== null && !basket.includes(item))) continue;
    const hour = hourOfWeekAt(timeMs, zone);
    byWeek[hour] = (byWeek[hour] ?? 0) + 1;
  }
  return byWeek;
}
