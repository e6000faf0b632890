import type { BasketEntry } from '../model/basket-log.ts';
import { growCounts } from '../popularity/grow-counts.ts';

const WEEK_MS = 7 * 86_400_000;
/** Half-lives after which a week is left out: it would weigh less than 1/4000. */
const MOST_HALF_LIVES = 12;

/** One week's orders. */
interface Week {
  items: Int32Array;
  orders: number;
}

/** Decayed counts as of a week. */
export interface DecayedCounts {
  /** Decayed orders with each item, by dense index. */
  readonly items: Float64Array;
  /** Decayed number of orders. */
  readonly orders: number;
}

/**
 * Orders and items by week since 1970: integers, exactly reversible, from which counts that decay by the week are made
 * when somebody asks. Orders without a time are left out.
 *
 * @example
 * const weeks = new WeeklyCounts();
 * weeks.add({ orderId: 1, timeMs: 0, customerId: null, completed: true, basket: [2] });
 * weeks.decayTo(7 * 86_400_000, { items: 3, halfLifeWeeks: 1 }).items[2] // => 0.5
 */
export class WeeklyCounts {
  readonly #weeks = new Map<number, Week>();

  add(entry: BasketEntry): void {
    this.#move(entry, 1);
  }

  remove(entry: BasketEntry): void {
    this.#move(entry, -1);
  }

  /** Counts with weight 2^(-weeks ago / half-life); a week ahead of `nowMs` counts as this week. */
  decayTo(nowMs: number, { items, halfLifeWeeks }: { items: number; halfLifeWeeks: number }): DecayedCounts {
    const now = weekOf(nowMs);
    const decayed = new Float64Array(items);
    let orders = 0;
    for (const number of [...this.#weeks.keys()].sort((a, b) => a - b)) {
      const halfLives = Math.max(0, now - number) / halfLifeWeeks;
      const week = this.#weeks.get(number);
      if (week === undefined || halfLives > MOST_HALF_LIVES) continue;
      const weight = 2 ** -halfLives;
      orders += weight * week.orders;
      addScaled(decayed, week.items, weight);
    }
    return { items: decayed, orders };
  }

  #move({ timeMs, basket }: BasketEntry, step: 1 | -1): void {
    if (timeMs === null) return;
    const number = weekOf(timeMs);
    const week = this.#weeks.get(number) ?? { items: new Int32Array(0), orders: 0 };
    this.#weeks.set(number, week);
    week.orders += step;
    week.items = growCounts(week.items, (basket.at(-1) ?? -1) + 1);
    for (const item of basket) week.items[item] = (week.items[item] as number) + step;
    if (week.orders === 0) this.#weeks.delete(number);
  }
}

/**
 * Number of the week since 1970-01-01T00:00Z: the unit in which popularity ages.
 *
 * @example
 * weekOf(8 * 86_400_000) // => 1
 */
export function weekOf(timeMs: number): number {
  return Math.floor(timeMs / WEEK_MS);
}

function addScaled(sums: Float64Array, counts: Int32Array, weight: number): void {
  const length = Math.min(sums.length, counts.length);
  for (let item = 0; item < length; item++) {
    sums[item] = (sums[item] as number) + weight * (counts[item] as number);
  }
}
