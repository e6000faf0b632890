import { HOURS_PER_WEEK } from '../calendar/hour-of-week.ts';
import { growCounts } from './grow-counts.ts';

const HOURS_PER_DAY = 24;

type Counters = Int32Array | Float64Array;

/**
 * Up to this many items the counts tell the weekdays apart: 168 counters per item, 1 MB in all. Above it only the hour of
 * the day is kept, 24 counters per item: a large menu has too few orders per item, hour and weekday to learn more.
 */
export const WEEKDAY_ITEM_LIMIT = 1500;

/**
 * How many orders with each item fell around each hour of the day and of the week. Counts are integers: adding and
 * removing the same orders in any sequence gives the same counts. An order counts once, or for a weight of its own.
 *
 * "Around" an hour h means f(h - 1) / 2 + f(h) + f(h + 1) / 2: habits spread over neighbouring hours. Hours
 * of the week are 0 = Monday 00 .. 167 = Sunday 23, hours of the day 0-23; both are circles. Items are dense indices.
 *
 * @example
 * const hours = new HourCounts(2);
 * hours.add([1], 36);
 * hours.aroundHourOfDay(1, 12) // => 1
 * hours.aroundHourOfWeek(1, 37) // => 0.5
 * hours.ordersWith(1) // => 1
 */
export class HourCounts {
  #itemCount = 0;
  #byDay: Counters;
  #byWeek: Counters | null;
  #ordersWith: Counters;
  #orders = 0;
  readonly #ordersByDay: Counters;
  readonly #ordersByWeek: Counters;

  /** @param options.weighted - orders have weights: counters then hold more than 2^31. */
  constructor(itemCount: number, { weighted = false }: { readonly weighted?: boolean } = {}) {
    const counters = (length: number) => (weighted ? new Float64Array(length) : new Int32Array(length));
    this.#byDay = counters(0);
    this.#byWeek = counters(0);
    this.#ordersWith = counters(0);
    this.#ordersByDay = counters(HOURS_PER_DAY);
    this.#ordersByWeek = counters(HOURS_PER_WEEK);
    this.growTo(itemCount);
  }

  /** Whether the weekdays of an item are told apart: false above {@link WEEKDAY_ITEM_LIMIT} items. */
  get hasWeekdays(): boolean {
    return this.#byWeek !== null;
  }

  /** Orders whose hour is known, each for its weight. */
  get orders(): number {
    return this.#orders;
  }

  /** Orders with the item whose hour is known. */
  ordersWith(item: number): number {
    return this.#ordersWith[item] ?? 0;
  }

  /** Orders with the item in an hour of the day, all weekdays together. */
  inHourOfDay(item: number, hourOfDay: number): number {
    return this.#byDay[item * HOURS_PER_DAY + hourOfDay] ?? 0;
  }

  /** Orders with the item in an hour of the week; 0 when weekdays are not told apart. */
  inHourOfWeek(item: number, hourOfWeek: number): number {
    return this.#byWeek?.[item * HOURS_PER_WEEK + hourOfWeek] ?? 0;
  }

  /** Orders in an hour of the week. */
  ordersInHourOfWeek(hourOfWeek: number): number {
    return this.#ordersByWeek[hourOfWeek] ?? 0;
  }

  /** Orders with the item around an hour of the day, all weekdays together. */
  aroundHourOfDay(item: number, hourOfDay: number): number {
    return sumAround(this.#byDay, { start: item * HOURS_PER_DAY, hour: hourOfDay, period: HOURS_PER_DAY });
  }

  /** Orders with the item around an hour of the week; 0 when weekdays are not told apart. */
  aroundHourOfWeek(item: number, hourOfWeek: number): number {
    if (this.#byWeek === null) return 0;
    return sumAround(this.#byWeek, { start: item * HOURS_PER_WEEK, hour: hourOfWeek, period: HOURS_PER_WEEK });
  }

  /** Orders around an hour of the day, all weekdays together. */
  ordersAroundHourOfDay(hourOfDay: number): number {
    return sumAround(this.#ordersByDay, { start: 0, hour: hourOfDay, period: HOURS_PER_DAY });
  }

  /** Orders around an hour of the week. */
  ordersAroundHourOfWeek(hourOfWeek: number): number {
    return sumAround(this.#ordersByWeek, { start: 0, hour: hourOfWeek, period: HOURS_PER_WEEK });
  }

  /** Makes room for items 0 .. `itemCount` - 1. Never shrinks; forgets the weekdays when the limit is passed. */
  growTo(itemCount: number): void {
    if (itemCount <= this.#itemCount) return;
    this.#itemCount = itemCount;
    this.#byDay = growCounts(this.#byDay, itemCount * HOURS_PER_DAY);
    this.#ordersWith = growCounts(this.#ordersWith, itemCount);
    if (itemCount > WEEKDAY_ITEM_LIMIT) this.#byWeek = null;
    else if (this.#byWeek !== null) this.#byWeek = growCounts(this.#byWeek, itemCount * HOURS_PER_WEEK);
  }

  /**
   * Counts an order. Its items must lie below the `itemCount` that room was made for.
   *
   * @param options.weight - what it counts for, above 0: whole numbers, so that sums are exact. Default 1.
   */
  add(basket: readonly number[], hourOfWeek: number, { weight = 1 }: { readonly weight?: number } = {}): void {
    this.#change(basket, { hourOfWeek, step: weight });
  }

  /** Takes back exactly what {@link HourCounts.add} counted for the same order with the same weight. */
  remove(basket: readonly number[], hourOfWeek: number, { weight = 1 }: { readonly weight?: number } = {}): void {
    this.#change(basket, { hourOfWeek, step: -weight });
  }

  #change(basket: readonly number[], { hourOfWeek, step }: { hourOfWeek: number; step: number }): void {
    const hourOfDay = hourOfWeek % HOURS_PER_DAY;
    this.#orders += step;
    this.#ordersByDay[hourOfDay] += step;
    this.#ordersByWeek[hourOfWeek] += step;
    for (const item of basket) {
      this.#ordersWith[item] += step;
      this.#byDay[item * HOURS_PER_DAY + hourOfDay] += step;
      if (this.#byWeek !== null) this.#byWeek[item * HOURS_PER_WEEK + hourOfWeek] += step;
    }
  }
}

/** f(h - 1) / 2 + f(h) + f(h + 1) / 2 of the circle of `period` counters that begins at `start`. */
function sumAround(
  counts: Counters,
  { start, hour, period }: { readonly start: number; readonly hour: number; readonly period: number },
): number {
  const before = counts[start + (hour === 0 ? period - 1 : hour - 1)] ?? 0;
  const after = counts[start + (hour === period - 1 ? 0 : hour + 1)] ?? 0;
  return (counts[start + hour] ?? 0) + (before + after) / 2;
}
