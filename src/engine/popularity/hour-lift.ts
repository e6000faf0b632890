import type { HourCounts } from './hour-counts.ts';

/**
 * Strength of the Gamma prior of an hour's lift, in expected orders. The choice is not delicate: from 2 to 40 the share of
 * ordered items found among ten popular ones moved by .014 at most, on the learning parts of three stores.
 */
const HOUR_LIFT_PRIOR_ORDERS = 5;

/**
 * Strength of what the other days say of the hour against this weekday's own orders: k_w. Of 5, 10, 20, 40 and 80 the one
 * that found most of the ordered items on the learning parts of three stores.
 */
export const WEEKDAY_PRIOR_ORDERS = 10;

/** An item at an hour. */
export interface ItemHour {
  /** Dense item index. */
  readonly item: number;
  /** 0 = Monday 00 .. 167 = Sunday 23. */
  readonly hourOfWeek: number;
}

/**
 * How many times more often than usual an item is in an order at this hour: 1 = as usual. Shrunk, so that a few orders do
 * not make a habit.
 *
 * With c(h) the orders with the item in hour h, O(h) all orders in it, n and N the same over all hours, and
 * S f(h) = f(h - 1) / 2 + f(h) + f(h + 1) / 2 (neighbouring hours, on the circle):
 *
 *   expected       E(h) = n / N x S O(h)
 *   other days     lift_day = (S c(t) - S c(h) + k) / (E(t) - E(h) + k)     t = hour of the day, all weekdays together
 *   this weekday   lift     = (S c(h) + k_w lift_day) / (E(h) + k_w)        h = hour of the week
 *
 * Both are posterior means of a Poisson rate ratio with a Gamma(k m, k) prior of mean m: m = 1 for the other days, m =
 * their lift for this weekday, so a weekday departs from the others only as far as its own orders carry it, and no order
 * is counted twice. k = 5, k_w = 10. When weekdays are not told apart (a very large menu) all days are "other days" and their
 * lift is the answer; without any order whose hour is known it is 1.
 *
 * Source: Gamma-Poisson shrinkage as in DuMouchel & Pregibon (2001), "Empirical Bayes screening for multi-item
 * associations".
 *
 * @param counts - orders per item and hour.
 * @param place - the item by its dense index, and the hour of the week by the store's clocks.
 * @returns a ratio above 0.
 *
 * @example
 * const counts = new HourCounts(1);
 * for (let n = 0; n < 10; n += 1) counts.add([0], 12);
 * for (let n = 0; n < 10; n += 1) counts.add([], 18);
 * hourLift(counts, { item: 0, hourOfWeek: 12 }) // => 1.33333
 */
export function hourLift(counts: HourCounts, place: ItemHour): number {
  return weekdayLift(readHourHabit(counts, place), WEEKDAY_PRIOR_ORDERS);
}

/** An item at an hour of one weekday, and what the other days say of it. */
export interface HourHabit {
  /** Orders with the item around this hour of this weekday: S c(h). */
  readonly observed: number;
  /** As many as its share of all orders would bring: E(h). */
  readonly expected: number;
  /** How many times more often than usual around this hour on the other days: lift_day; all days where they are not told apart. */
  readonly otherDays: number;
}

/**
 * What {@link hourLift} weighs: the orders of this weekday at this hour, and the lift of the other days.
 *
 * @param options.unit - where orders have weights: the weight that is one order to k and k_w. Default 1.
 *
 * @example
 * const counts = new HourCounts(1);
 * for (let n = 0; n < 10; n += 1) counts.add([0], 12);
 * for (let n = 0; n < 10; n += 1) counts.add([], 18);
 * readHourHabit(counts, { item: 0, hourOfWeek: 12 }) // => { observed: 10, expected: 5, otherDays: 1 }
 */
export function readHourHabit(
  counts: HourCounts,
  { item, hourOfWeek }: ItemHour,
  { unit = 1 }: { readonly unit?: number } = {},
): HourHabit {
  if (counts.orders === 0) return { observed: 0, expected: 0, otherDays: 1 };
  const usual = counts.ordersWith(item) / counts.orders / unit;
  const hourOfDay = hourOfWeek % 24;
  const inDay = counts.aroundHourOfDay(item, hourOfDay) / unit;
  const ordersInDay = counts.ordersAroundHourOfDay(hourOfDay);
  if (!counts.hasWeekdays) {
    return { observed: 0, expected: 0, otherDays: shrinkRatio({ observed: inDay, expected: usual * ordersInDay }) };
  }
  const observed = counts.aroundHourOfWeek(item, hourOfWeek) / unit;
  const ordersInWeek = counts.ordersAroundHourOfWeek(hourOfWeek);
  const otherDays = shrinkRatio({ observed: inDay - observed, expected: usual * (ordersInDay - ordersInWeek) });
  return { observed, expected: usual * ordersInWeek, otherDays };
}

/**
 * The lift of an hour on one weekday: (S c(h) + k_w lift_day) / (E(h) + k_w).
 *
 * @param weekdayOrders - k_w, in orders, above 0: how many orders of this weekday weigh as much as the other days.
 *
 * @example
 * weekdayLift({ observed: 10, expected: 5, otherDays: 1 }, 10) // => 1.33333
 * weekdayLift({ observed: 10, expected: 5, otherDays: 1 }, 5) // => 1.5
 */
export function weekdayLift({ observed, expected, otherDays }: HourHabit, weekdayOrders: number): number {
  return (observed + weekdayOrders * otherDays) / (expected + weekdayOrders);
}

/** Posterior mean of a rate ratio whose prior has a mean of 1. */
function shrinkRatio({ observed, expected }: { observed: number; expected: number }): number {
  return (observed + HOUR_LIFT_PRIOR_ORDERS) / (expected + HOUR_LIFT_PRIOR_ORDERS);
}
