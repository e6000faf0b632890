import { DAY_MS } from '../calendar/civil-date.ts';
import { HourCounts } from './hour-counts.ts';
import { type HourHabit, type ItemHour, readHourHabit } from './hour-lift.ts';
import { sizeUnits } from './size-weight.ts';

/** After so many days what an hour brought counts half: of 120, 240, 480 days and none what foretold best, over five stores. */
export const HABIT_HALF_LIFE_DAYS = 240;

/** An order as habits of the hour see it. */
export interface HabitOrder {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly timeMs: number;
  /** Distinct dense item indices. */
  readonly basket: readonly number[];
  /** 0 = Monday 00 .. 167 = Sunday 23 by the store's clocks. */
  readonly hourOfWeek: number;
}

/**
 * When what is ordered, late and small orders weighing more: an order counts g / sqrt(|b|), g of {@link habitWeight}. Sums
 * are of whole numbers times powers of two, which are exact: adding and removing the same orders in any sequence gives the same. (A
 * history of more than about ten years and a hundred thousand orders is rounded in the sixteenth figure.)
 *
 * Source: G. Cormode et al. (2009), Forward Decay: A Practical Time Decay Model for Streaming Systems, ICDE.
 *
 * @example
 * const hours = new SalesHours(1);
 * for (let n = 0; n < 10; n += 1) hours.add({ timeMs: 0, basket: [0], hourOfWeek: 12 });
 * for (let n = 0; n < 10; n += 1) hours.add({ timeMs: 0, basket: [], hourOfWeek: 18 });
 * hours.habitAt({ item: 0, hourOfWeek: 12 }) // => { observed: 10, expected: 5, otherDays: 1 }
 */
export class SalesHours {
  readonly #counts: HourCounts;
  /** Orders of each day since 1970. */
  readonly #byDay = new Map<number, number>();
  #latestDay = Number.NEGATIVE_INFINITY;
  #orders = 0;
  #sizes = 0;
  /** What an order of the latest day and of the mean size counts for. */
  #unit = 1;

  constructor(itemCount: number) {
    this.#counts = new HourCounts(itemCount, { weighted: true });
  }

  /** Makes room for items 0 .. `itemCount` - 1; see `HourCounts.growTo`. */
  growTo(itemCount: number): void {
    this.#counts.growTo(itemCount);
  }

  /** Counts an order. */
  add(order: HabitOrder): void {
    this.#counts.add(order.basket, order.hourOfWeek, { weight: weightOf(order) });
    this.#count(order, 1);
  }

  /** Takes back exactly what {@link SalesHours.add} counted for the same order. */
  remove(order: HabitOrder): void {
    this.#counts.remove(order.basket, order.hourOfWeek, { weight: weightOf(order) });
    this.#count(order, -1);
  }

  /** What the hour and its other days say of an item, in orders of the latest day and of the mean size. */
  habitAt(place: ItemHour): HourHabit {
    return readHourHabit(this.#counts, place, { unit: this.#unit });
  }

  #count({ timeMs, basket }: HabitOrder, step: 1 | -1): void {
    this.#orders += step;
    this.#sizes += step * sizeUnits(basket);
    const day = dayOf(timeMs);
    const orders = (this.#byDay.get(day) ?? 0) + step;
    if (orders === 0) this.#byDay.delete(day);
    else this.#byDay.set(day, orders);
    if (step === 1) this.#latestDay = Math.max(this.#latestDay, day);
    else if (!this.#byDay.has(this.#latestDay)) this.#latestDay = latestOf(this.#byDay.keys());
    this.#unit = this.#orders === 0 ? 1 : (this.#sizes / this.#orders) * habitWeight(this.#latestDay);
  }
}

/**
 * What an order of a day counts for beside one of another: doubled every 240 days, in equal steps in between. With day =
 * 240 p + d: g = (240 + d) 2^p, a whole number times a power of two.
 *
 * @param day - days since 1970-01-01.
 *
 * @example
 * [0, 120, 240, 360, 480].map(habitWeight) // => [240, 360, 480, 720, 960]
 */
export function habitWeight(day: number): number {
  const period = Math.floor(day / HABIT_HALF_LIFE_DAYS);
  return (HABIT_HALF_LIFE_DAYS + day - period * HABIT_HALF_LIFE_DAYS) * 2 ** period;
}

function weightOf({ timeMs, basket }: HabitOrder): number {
  return sizeUnits(basket) * habitWeight(dayOf(timeMs));
}

function dayOf(timeMs: number): number {
  return Math.floor(timeMs / DAY_MS);
}

function latestOf(days: Iterable<number>): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (const day of days) latest = Math.max(latest, day);
  return latest;
}
