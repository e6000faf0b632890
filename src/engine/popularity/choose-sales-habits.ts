import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import { sampleEvenly } from '../evaluation/split-orders.ts';
import type { CatalogItem, LearningOrder } from '../items.ts';
import { ItemIndex } from '../model/item-index.ts';
import { EchoTrial } from './echo-trial.ts';
import { HalfLifeTrial } from './half-life-trial.ts';
import { WEEKDAY_PRIOR_ORDERS, weekdayLift } from './hour-lift.ts';
import { ItemPopularity, SALES_HALF_LIFE_DAYS, type SalesHabits, SHARE_PRIOR_ORDERS } from './item-popularity.ts';
import { countEcho, isSentTwice } from './order-echo.ts';
import { type TimelineOrder, WINDOW_LENGTHS_MS } from './order-timeline.ts';

/** Half-lives of what sells that are tried, in days; Infinity = all of the last 90 days alike. */
export const SALES_HALF_LIVES_DAYS: readonly number[] = [Number.POSITIVE_INFINITY, 60, 30, 15, 7, 4, 2];

/** How many orders of a weekday weigh as much as the other days: what is tried, the usual one first. */
export const SALES_WEEKDAY_ORDERS: readonly number[] = [WEEKDAY_PRIOR_ORDERS, 20, 40, 5, 2.5];

/** Orders that are asked about at most, evenly spread over the later half of the history. */
const MOST_ASKED = 4000;

/** Orders, the menu they are from, and the clocks of the store. */
export interface SalesHistory {
  readonly catalog: readonly CatalogItem[];
  /** In (time, id) order. */
  readonly orders: readonly LearningOrder[];
  readonly zone: TimeZone;
}

/** How what sells changes in a store, and how much of it is what was just ordered once more. */
export interface ChosenSalesHabits extends SalesHabits {
  /** What an order of this moment adds to the next one, in parts of a whole order: one of `ECHO_WEIGHTS`. */
  readonly echoWeight: number;
}

/** An order of a history whose time is known. */
type DatedOrder = TimelineOrder & { readonly hourOfWeek: number };

/**
 * How fast what sells changes in a store, and how much its weekdays differ: the half-life and the k_w of the hour lift with
 * which its own later orders were best foretold. Each order asked about is foretold by those before it: an item's part of
 * what the next order holds is `lateShare` x `salesLift` divided by its sum over all items. Kept is what makes the sum over
 * orders of the mean logarithm over the order's items the largest: each order counts alike. Orders without a time are left out.
 * With these two what the last minutes say of the next order is weighed; see `EchoTrial`. An order that was sent twice does not
 * speak for it.
 *
 * Source: A. P. Dawid (1984), Present Position and Potential Developments: The Prequential Approach, JRSS A.
 *
 * @returns one of {@link SALES_HALF_LIVES_DAYS}, of {@link SALES_WEEKDAY_ORDERS} and of `ECHO_WEIGHTS`; 30 days, 10 orders and 0 where no
 * order has a time.
 *
 * @example
 * const history = { catalog: [], orders: [], zone: createTimeZone('UTC') };
 * chooseSalesHabits(history) // => { halfLifeDays: 30, weekdayOrders: 10, echoWeight: 0 }
 */
export function chooseSalesHabits(history: SalesHistory): ChosenSalesHabits {
  const { orders, itemCount } = datedOrders(history);
  if (orders.length === 0) {
    return { halfLifeDays: SALES_HALF_LIFE_DAYS, weekdayOrders: WEEKDAY_PRIOR_ORDERS, echoWeight: 0 };
  }
  const asked = new Set(sampleEvenly(orders.slice(Math.floor(orders.length / 2)), MOST_ASKED));
  const replay = new Replay(itemCount);
  for (const order of orders) {
    if (asked.has(order)) replay.ask(order);
    replay.add(order);
  }
  return replay.best;
}

/** Habits that are tried, and the logarithm of how likely they made the orders so far. */
interface Trial {
  readonly habits: SalesHabits;
  readonly echo: EchoTrial;
  worth: number;
}

/** A history that goes by, and how well each pair of habits foretold it. */
class Replay {
  readonly #popularity: ItemPopularity;
  readonly #weekdayOrders: readonly number[];
  readonly #counts: readonly HalfLifeTrial[];
  /** Those of the first half-life by k_w, then those of the next. */
  readonly #trials: readonly Trial[];
  readonly #late: DatedOrder[] = [];
  #firstLate = 0;

  constructor(itemCount: number) {
    this.#popularity = new ItemPopularity({ itemCount });
    // On a very large menu weekdays are not told apart, and every k_w is the same.
    this.#weekdayOrders = SALES_WEEKDAY_ORDERS.slice(0, this.#popularity.hours.hasWeekdays ? undefined : 1);
    this.#counts = SALES_HALF_LIVES_DAYS.map((halfLifeDays) => new HalfLifeTrial({ itemCount, halfLifeDays }));
    this.#trials = SALES_HALF_LIVES_DAYS.flatMap((halfLifeDays) =>
      this.#weekdayOrders.map((weekdayOrders) => {
        return { habits: { halfLifeDays, weekdayOrders }, echo: new EchoTrial(), worth: 0 };
      }),
    );
  }

  /** The habits that foretold best; of equals the longer half-life, and the usual k_w. */
  get best(): ChosenSalesHabits {
    const { habits, echo } = this.#trials.reduce((best, trial) => (trial.worth > best.worth ? trial : best));
    return { ...habits, echoWeight: echo.weight };
  }

  ask(order: DatedOrder): void {
    this.#dropBefore(order.timeMs - WINDOW_LENGTHS_MS.ninetyDays);
    const lifts = this.#liftsAt(order.hourOfWeek);
    const priors = this.#readItems((item) => SHARE_PRIOR_ORDERS * this.#popularity.guestShare(item));
    const shares = this.#counts.map((counts) => priors.map((prior, item) => counts.ordersWith(item) + prior));
    const { echoes, heard } = this.#hear(order);
    for (const [place, trial] of this.#trials.entries()) {
      const share = shares[Math.floor(place / lifts.length)] as Float64Array;
      const parts = foretell(order.basket, { share, lift: lifts[place % lifts.length] as Float64Array });
      trial.worth += parts.reduce((sum, part) => sum + Math.log(part), 0) / Math.max(1, parts.length);
      trial.echo.ask({ parts, echoes, heard });
    }
  }

  add(order: DatedOrder): void {
    this.#popularity.add(order);
    this.#late.push(order);
    for (const counts of this.#counts) counts.add(order);
  }

  #dropBefore(timeMs: number): void {
    for (;;) {
      const order = this.#late[this.#firstLate];
      if (order === undefined || order.timeMs > timeMs) return;
      for (const counts of this.#counts) counts.remove(order);
      this.#firstLate++;
    }
  }

  /** What the last minutes say of an order's items, and of all. */
  #hear(order: DatedOrder): { echoes: number[]; heard: number } {
    if (isSentTwice(order, this.#latestFirst())) return { echoes: [], heard: 0 };
    const echo = countEcho(this.#latestFirst(), order.timeMs);
    const heard = [...echo.values()].reduce((sum, each) => sum + each, 0);
    return { echoes: order.basket.map((item) => echo.get(item) ?? 0), heard };
  }

  *#latestFirst(): Generator<DatedOrder> {
    for (let place = this.#late.length - 1; place >= this.#firstLate; place--) yield this.#late[place] as DatedOrder;
  }

  /** The lift of each item at an hour, by the k_w that are tried. */
  #liftsAt(hourOfWeek: number): Float64Array[] {
    const lifts = this.#weekdayOrders.map(() => new Float64Array(this.#popularity.itemCount));
    for (let item = 0; item < this.#popularity.itemCount; item++) {
      const habit = this.#popularity.salesHabit({ item, hourOfWeek });
      for (const [place, lift] of lifts.entries()) {
        lift[item] = weekdayLift(habit, this.#weekdayOrders[place] as number);
      }
    }
    return lifts;
  }

  #readItems(read: (item: number) => number): Float64Array {
    return new Float64Array(this.#popularity.itemCount).map((_, item) => read(item));
  }
}

/** Of each of the basket's items the part of all that is expected. */
function foretell(
  basket: readonly number[],
  { share, lift }: { readonly share: Float64Array; readonly lift: Float64Array },
): number[] {
  let total = 0;
  for (let item = 0; item < share.length; item++) total += (share[item] as number) * (lift[item] as number);
  return basket.map((item) => ((share[item] as number) * (lift[item] as number)) / total);
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
