import { HOURS_PER_WEEK } from '../calendar/hour-of-week.ts';
import { countDecayed, type DecayedCounts } from './decayed-counts.ts';
import { growCounts } from './grow-counts.ts';
import { HourCounts } from './hour-counts.ts';
import { type HourHabit, hourLift, type ItemHour, WEEKDAY_PRIOR_ORDERS, weekdayLift } from './hour-lift.ts';
import { countEcho } from './order-echo.ts';
import { OrderTimeline, type OrderTimelineOptions, type WindowName } from './order-timeline.ts';
import { SalesHours } from './sales-hours.ts';
import { ShareCache } from './share-cache.ts';
import { GUEST_UNITS, guestUnits } from './size-weight.ts';

/** Strength of the prior of an item's share, in orders: k_p of the formulas. */
export const SHARE_PRIOR_ORDERS = 30;

/**
 * Half-life of what sells where a store's orders have not chosen their own, in days. Of 2 to 60 days and none it foretold the
 * orders of three stores' learning parts best, taken together with the least harm to any.
 */
export const SALES_HALF_LIFE_DAYS = 30;

/** An order as popularity counts it: any that is neither cancelled nor refunded. */
export interface PopularityOrder {
  readonly orderId: number;
  /** When it was ordered, in milliseconds since 1970-01-01T00:00Z, or null when nobody knows. */
  readonly timeMs: number | null;
  /** Distinct dense item indices, ascending. The array is kept, not copied: do not change it. */
  readonly basket: readonly number[];
  /** Hour of the week by the store's clocks, 0 = Monday 00 .. 167 = Sunday 23, or null when the time is. */
  readonly hourOfWeek: number | null;
}

/** How what sells changes in a store: with the days, and with the weekday. */
export interface SalesHabits {
  /** After so many days an order counts half; Infinity = the last 90 days alike. */
  readonly halfLifeDays: number;
  /** So many orders of a weekday weigh as much as the other days at that hour: k_w, above 0. */
  readonly weekdayOrders: number;
}

/** What sells when. */
export interface SalesMoment {
  /** 0 = Monday 00 .. 167 = Sunday 23 by the store's clocks; null = without the hour. */
  readonly hourOfWeek: number | null;
  /** {@link SalesHabits.halfLifeDays} of the store. Default 30. */
  readonly halfLifeDays?: number | undefined;
  /** {@link SalesHabits.weekdayOrders} of the store. Default 10. */
  readonly weekdayOrders?: number | undefined;
}

/** The late orders, counted with a half-life. */
interface LateSales {
  readonly version: number;
  readonly halfLifeDays: number;
  readonly counts: DecayedCounts;
}

/** The shares that were read with a store's habits. */
interface KeptShares extends SalesHabits {
  readonly shares: ShareCache;
}

/** Settings of an {@link ItemPopularity}. */
export interface ItemPopularityOptions extends OrderTimelineOptions {
  /** Items of the catalogue, ordered or not. Default 0; an order with a higher item raises it. */
  readonly itemCount?: number;
}

/**
 * How often each item is ordered: ever, lately, and by the hour. Items are dense indices 0 .. `itemCount` - 1.
 *
 * An order without a time counts for the all-time figures only; one ahead of the clock counts for them at once and for
 * the windows when the clock reaches it.
 *
 * Law: every figure depends only on the orders now in, the number of items and the clock: adding orders and removing
 * some again, in any sequence, gives the same as adding the rest to an empty one.
 *
 * @example
 * const popularity = new ItemPopularity({ itemCount: 2 });
 * popularity.add({ orderId: 1, timeMs: 1_000, basket: [0, 1], hourOfWeek: 72 });
 * popularity.add({ orderId: 2, timeMs: null, basket: [1], hourOfWeek: null });
 * popularity.advanceTo(60_000);
 * popularity.ordersWith(1) // => 2
 * popularity.weightedPopularity(1) // => 6
 */
export class ItemPopularity {
  readonly #timeline: OrderTimeline;
  readonly #hours: HourCounts;
  readonly #salesHours: SalesHours;
  readonly #sharesAt = new ShareCache();
  #lateSales: LateSales | null = null;
  #sharesNow: KeptShares | null = null;
  /** Rises with every change of the counts outside the windows. */
  #changes = 0;
  #itemCount = 0;
  #orders = 0;
  #ordersWith: Int32Array = new Int32Array(0);
  /** Sums of `guestUnits`: whole numbers, which a Float64Array holds exactly. */
  #guests = 0;
  #guestsWith: Float64Array = new Float64Array(0);

  constructor({ itemCount = 0, keepDays }: ItemPopularityOptions = {}) {
    this.#timeline = new OrderTimeline({ keepDays });
    this.#hours = new HourCounts(itemCount);
    this.#salesHours = new SalesHours(itemCount);
    this.growTo(itemCount);
  }

  /** Items of the catalogue, ordered or not. */
  get itemCount(): number {
    return this.#itemCount;
  }

  /** All orders ever: N. */
  get orders(): number {
    return this.#orders;
  }

  /** Where the clock stands, in milliseconds since 1970-01-01T00:00Z; -Infinity before the first `advanceTo`. */
  get nowMs(): number {
    return this.#timeline.nowMs;
  }

  /** Orders by hour, for comparisons and hour patterns. */
  get hours(): HourCounts {
    return this.#hours;
  }

  /** Raises the number of items; a lower number changes nothing. */
  growTo(itemCount: number): void {
    if (itemCount <= this.#itemCount) return;
    this.#changes += 1;
    this.#itemCount = itemCount;
    this.#ordersWith = growCounts(this.#ordersWith, itemCount);
    this.#guestsWith = growCounts(this.#guestsWith, itemCount);
    this.#hours.growTo(itemCount);
    this.#salesHours.growTo(itemCount);
  }

  /**
   * Counts an order.
   *
   * @throws RangeError when the basket is not ascending distinct indices, the hour not 0-167, the time not finite, or the
   * order is in already (known for recent orders only). Nothing has changed then.
   */
  add(order: PopularityOrder): void {
    requireOrder(order);
    const { orderId, timeMs, basket, hourOfWeek } = order;
    if (timeMs !== null) this.#timeline.add({ orderId, timeMs, basket });
    this.growTo((basket.at(-1) ?? -1) + 1);
    if (timeMs !== null && hourOfWeek !== null) {
      this.#hours.add(basket, hourOfWeek);
      this.#salesHours.add({ timeMs, basket, hourOfWeek });
    }
    this.#countAllTime(basket, 1);
  }

  /**
   * Takes an order back: the exact inverse of {@link ItemPopularity.add} with the same order.
   *
   * @throws RangeError when the order is malformed or cannot have been counted. Nothing has changed then.
   */
  remove(order: PopularityOrder): void {
    requireOrder(order);
    const { orderId, timeMs, basket, hourOfWeek } = order;
    if (this.#orders === 0 || basket.some((item) => this.ordersWith(item) === 0)) {
      throw new RangeError(`Cannot remove order ${orderId}: it holds an item that no counted order has`);
    }
    if (timeMs !== null) this.#timeline.remove({ orderId, timeMs });
    if (timeMs !== null && hourOfWeek !== null) {
      this.#hours.remove(basket, hourOfWeek);
      this.#salesHours.remove({ timeMs, basket, hourOfWeek });
    }
    this.#countAllTime(basket, -1);
  }

  /** Sets the clock of the windows; see `OrderTimeline.advanceTo`. RangeError when `nowMs` is not a finite number. */
  advanceTo(nowMs: number): void {
    this.#timeline.advanceTo(nowMs);
  }

  /** Orders with the item, ever: n_j. */
  ordersWith(item: number): number {
    return this.#ordersWith[item] ?? 0;
  }

  /** Orders in a window. */
  ordersIn(window: WindowName): number {
    return this.#timeline.ordersIn(window);
  }

  /** Orders with the item in a window. */
  countIn(window: WindowName, item: number): number {
    return this.#timeline.countIn(window, item);
  }

  /**
   * 3 x orders in 7 days + orders in 30 days + orders ever, with the item. The 7 days lie inside the 30 and both inside
   * the whole, so an order of this week weighs 5, of this month 2, an older one 1.
   */
  weightedPopularity(item: number): number {
    return 3 * this.countIn('sevenDays', item) + this.countIn('thirtyDays', item) + this.ordersWith(item);
  }

  /**
   * Share of all orders that hold the item, shrunk: p_j = (n_j + k q) / (N + k), k = 30 orders, q = 1 / items. Between 0
   * and 1; 1 / items when there are no orders yet.
   */
  share(item: number): number {
    const prior = 1 / Math.max(1, this.#itemCount);
    return (this.ordersWith(item) + SHARE_PRIOR_ORDERS * prior) / (this.#orders + SHARE_PRIOR_ORDERS);
  }

  /**
   * Share of the orders of the last 90 days that hold the item, shrunk to the share of all orders:
   * p90_j = (n90_j + k p_j) / (N90 + k), k = 30 orders. A store without recent orders falls back on its whole history.
   */
  recentShare(item: number): number {
    const prior = SHARE_PRIOR_ORDERS * this.share(item);
    return (this.countIn('ninetyDays', item) + prior) / (this.ordersIn('ninetyDays') + SHARE_PRIOR_ORDERS);
  }

  /**
   * Share of all orders that hold the item, one of |b| items counting 1 / |b|, shrunk: u_j = (sum of 1 / |b| over orders with j
   * + k q) / (sum of 1 / |b| + k), k = 30 orders, q = 1 / items. Between 0 and 1; 1 / items when there are no orders yet.
   */
  guestShare(item: number): number {
    const prior = 1 / Math.max(1, this.#itemCount);
    const guestsWith = (this.#guestsWith[item] ?? 0) / GUEST_UNITS;
    return (guestsWith + SHARE_PRIOR_ORDERS * prior) / (this.#guests / GUEST_UNITS + SHARE_PRIOR_ORDERS);
  }

  /**
   * Share of the late orders that hold the item, an order of age a weighing g = 2^(-a / h) / sqrt(|b|), shrunk to the share of
   * all, u_j of {@link ItemPopularity.guestShare}: late_j = (sum of g over orders with j + k u_j) / (sum of g + k), over the last 90 days, k = 30 orders. Ages are counted
   * from the latest order; see `countDecayed`.
   */
  lateShare(item: number, halfLifeDays = SALES_HALF_LIFE_DAYS): number {
    const { orders, withItem } = this.#late(halfLifeDays).counts;
    return ((withItem[item] ?? 0) + SHARE_PRIOR_ORDERS * this.guestShare(item)) / (orders + SHARE_PRIOR_ORDERS);
  }

  /** How many times more often than usual the item is ordered at this hour of the week, shrunk; see `hourLift`. */
  hourLift(item: number, hourOfWeek: number): number {
    return hourLift(this.#hours, { item, hourOfWeek });
  }

  /** As {@link ItemPopularity.hourLift}, late and small orders weighing more and with the k_w of the store; see `SalesHours`. */
  salesLift(place: ItemHour, weekdayOrders = WEEKDAY_PRIOR_ORDERS): number {
    return weekdayLift(this.salesHabit(place), weekdayOrders);
  }

  /** What {@link ItemPopularity.salesLift} weighs: this weekday's orders, and the other days. */
  salesHabit(place: ItemHour): HourHabit {
    return this.#salesHours.habitAt(place);
  }

  /**
   * Expected share of the orders at an hour of the week that hold each item, by index: `recentShare` x `hourLift`, not
   * rounded; `recentShare` alone when the hour is null. Computed once for as long as no count and no window behind it
   * changes.
   *
   * @returns one number above 0 for each of the `itemCount` items; read it at once, the next change makes another one.
   */
  sharesAt(hourOfWeek: number | null): Readonly<Float64Array> {
    return this.#sharesAt.read(hourOfWeek, {
      itemCount: this.#itemCount,
      version: this.#version,
      shareOf: (item) => this.recentShare(item) * (hourOfWeek === null ? 1 : this.hourLift(item, hourOfWeek)),
    });
  }

  /** As {@link ItemPopularity.sharesAt}, of what sells now: `lateShare` x `salesLift`. */
  sharesNow({
    hourOfWeek,
    halfLifeDays = SALES_HALF_LIFE_DAYS,
    weekdayOrders = WEEKDAY_PRIOR_ORDERS,
  }: SalesMoment): Readonly<Float64Array> {
    return this.#sharesWith({ halfLifeDays, weekdayOrders }).read(hourOfWeek, {
      itemCount: this.#itemCount,
      version: this.#version,
      shareOf: (item) =>
        this.lateShare(item, halfLifeDays) *
        (hourOfWeek === null ? 1 : this.salesLift({ item, hourOfWeek }, weekdayOrders)),
    });
  }

  /** What was ordered in the last minutes before the clock, by item; see `countEcho`. */
  echo(): ReadonlyMap<number, number> {
    return countEcho(this.#timeline.latestFirst('twoHours'), this.nowMs);
  }

  /** Rises with every change of a count, and as the window of 90 days moves over orders. */
  get #version(): number {
    return this.#changes + this.#timeline.versionOf('ninetyDays');
  }

  #late(halfLifeDays: number): LateSales {
    const [known, version, itemCount] = [this.#lateSales, this.#version, this.#itemCount];
    if (known?.version === version && known.halfLifeDays === halfLifeDays) return known;
    const counts = countDecayed(this.#timeline.latestFirst('ninetyDays'), { itemCount, halfLifeDays });
    this.#lateSales = { version, halfLifeDays, counts };
    return this.#lateSales;
  }

  #sharesWith({ halfLifeDays, weekdayOrders }: SalesHabits): ShareCache {
    const kept = this.#sharesNow;
    if (kept?.halfLifeDays === halfLifeDays && kept.weekdayOrders === weekdayOrders) return kept.shares;
    this.#sharesNow = { halfLifeDays, weekdayOrders, shares: new ShareCache() };
    return this.#sharesNow.shares;
  }

  #countAllTime(basket: readonly number[], step: 1 | -1): void {
    this.#changes += 1;
    this.#orders += step;
    const guests = step * guestUnits(basket);
    this.#guests += guests;
    for (const item of basket) {
      this.#ordersWith[item] = this.ordersWith(item) + step;
      this.#guestsWith[item] = (this.#guestsWith[item] ?? 0) + guests;
    }
  }
}

function requireOrder({ orderId, basket, hourOfWeek }: PopularityOrder): void {
  let previous = -1;
  for (const item of basket) {
    if (!Number.isInteger(item) || item <= previous) {
      throw new RangeError(
        `Cannot count order ${orderId}: its basket is ${basket}, expected ascending distinct indices`,
      );
    }
    previous = item;
  }
  if (hourOfWeek === null || (Number.isInteger(hourOfWeek) && hourOfWeek >= 0 && hourOfWeek < HOURS_PER_WEEK)) return;
  throw new RangeError(`Cannot count order ${orderId}: its hour of the week is ${hourOfWeek}, expected 0 to 167`);
}
