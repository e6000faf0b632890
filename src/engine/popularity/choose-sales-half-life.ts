import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import { sampleEvenly } from '../evaluation/split-orders.ts';
import type { CatalogItem, LearningOrder } from '../items.ts';
import { ItemIndex } from '../model/item-index.ts';
import { HalfLifeTrial } from './half-life-trial.ts';
import { ItemPopularity, type PopularityOrder, SALES_HALF_LIFE_DAYS, SHARE_PRIOR_ORDERS } from './item-popularity.ts';
import { type TimelineOrder, WINDOW_LENGTHS_MS } from './order-timeline.ts';

/** Half-lives of what sells that are tried, in days; Infinity = all of the last 90 days alike. */
export const SALES_HALF_LIVES_DAYS: readonly number[] = [Number.POSITIVE_INFINITY, 60, 30, 15, 7, 4, 2];

/** Orders that are asked about at most, evenly spread over the later half of the history. */
const MOST_ASKED = 4000;

/** Orders, the menu they are from, and the clocks of the store. */
export interface SalesHistory {
  readonly catalog: readonly CatalogItem[];
  /** In (time, id) order. */
  readonly orders: readonly LearningOrder[];
  readonly zone: TimeZone;
}

/** An order of a history whose time is known. */
type DatedOrder = PopularityOrder & TimelineOrder;

/**
 * How fast what sells changes in a store: the half-life with which its own later orders were best foretold. Each order
 * asked about is foretold by those before it: an item's part of what the next order holds is `lateShare` x `hourLift`
 * divided by its sum over all items, and the half-life is taken that makes the sum of the logarithms over all items
 * ordered the largest. Orders without a time are left out.
 *
 * Source: A. P. Dawid (1984), Present Position and Potential Developments: The Prequential Approach, JRSS A.
 *
 * @returns one of {@link SALES_HALF_LIVES_DAYS}; 30 days where no order has a time.
 *
 * @example
 * chooseSalesHalfLife({ catalog: [], orders: [], zone: createTimeZone('UTC') }) // => 30
 */
export function chooseSalesHalfLife(history: SalesHistory): number {
  const { orders, itemCount } = datedOrders(history);
  if (orders.length === 0) return SALES_HALF_LIFE_DAYS;
  const asked = new Set(sampleEvenly(orders.slice(Math.floor(orders.length / 2)), MOST_ASKED));
  const replay = new Replay(itemCount);
  for (const order of orders) {
    if (asked.has(order)) replay.ask(order);
    replay.add(order);
  }
  return SALES_HALF_LIVES_DAYS[replay.best] ?? SALES_HALF_LIFE_DAYS;
}

/** A history that goes by, and how well each half-life foretold it. */
class Replay {
  readonly #popularity: ItemPopularity;
  readonly #trials: readonly HalfLifeTrial[];
  readonly #worths = SALES_HALF_LIVES_DAYS.map(() => 0);
  readonly #late: DatedOrder[] = [];
  #firstLate = 0;

  constructor(itemCount: number) {
    this.#popularity = new ItemPopularity({ itemCount });
    this.#trials = SALES_HALF_LIVES_DAYS.map((halfLifeDays) => new HalfLifeTrial({ itemCount, halfLifeDays }));
  }

  /** Place of the half-life that foretold best; the longest of equals. */
  get best(): number {
    return this.#worths.indexOf(Math.max(...this.#worths));
  }

  ask(order: DatedOrder): void {
    this.#dropBefore(order.timeMs - WINDOW_LENGTHS_MS.ninetyDays);
    const priors = this.#readItems((item) => SHARE_PRIOR_ORDERS * this.#popularity.share(item));
    const { hourOfWeek } = order;
    const lifts = this.#readItems((item) => (hourOfWeek === null ? 1 : this.#popularity.hourLift(item, hourOfWeek)));
    for (const [place, trial] of this.#trials.entries()) {
      const worth = foretell(
        order.basket,
        (item) => {
          return (trial.ordersWith(item) + (priors[item] as number)) * (lifts[item] as number);
        },
        lifts.length,
      );
      this.#worths[place] = (this.#worths[place] as number) + worth;
    }
  }

  add(order: DatedOrder): void {
    this.#popularity.add(order);
    this.#late.push(order);
    for (const trial of this.#trials) trial.add(order);
  }

  #dropBefore(timeMs: number): void {
    for (;;) {
      const order = this.#late[this.#firstLate];
      if (order === undefined || order.timeMs > timeMs) return;
      for (const trial of this.#trials) trial.remove(order);
      this.#firstLate++;
    }
  }

  #readItems(read: (item: number) => number): Float64Array {
    return new Float64Array(this.#popularity.itemCount).map((_, item) => read(item));
  }
}

/** Sum over the basket's items of the logarithm of their part of all that is expected. */
function foretell(basket: readonly number[], expected: (item: number) => number, itemCount: number): number {
  let total = 0;
  for (let item = 0; item < itemCount; item++) total += expected(item);
  return basket.reduce((sum, item) => sum + Math.log(expected(item) / total), 0);
}

function datedOrders({ catalog, orders, zone }: SalesHistory): { orders: DatedOrder[]; itemCount: number } {
  const items = new ItemIndex();
  for (const { id } of catalog) items.indexOf(id);
  const dated = orders.flatMap(({ orderId, orderedAtMs: timeMs, basket }) => {
    if (timeMs === null) return [];
    const indices = basket.map((id) => items.indexOf(id)).sort((a, b) => a - b);
    return [{ orderId, timeMs, basket: indices, hourOfWeek: hourOfWeekAt(timeMs, zone) }];
  });
  return { orders: dated, itemCount: items.size };
}
