import type { BasketEntry, BasketLog } from '../model/basket-log.ts';
import { growCounts } from '../popularity/grow-counts.ts';
import { CustomerFavourites } from './customer-favourites.ts';
import { NEXT_ORDER_SETTINGS, type NextOrderSettings } from './next-order-settings.ts';
import { WeeklyCounts, weekOf } from './weekly-counts.ts';

/** Orders by which a share is shrunk: towards equal shares, and the recent one towards the share of all orders. */
const SHARE_PRIOR_ORDERS = 30;

/** What the counts are a view of: a store's orders, in dense item indices. A `StoreModel` is one. */
export interface OrderSource {
  readonly items: { readonly size: number };
  readonly log: BasketLog;
}

/** What is known of every item, by dense index, whoever asks. */
export interface ItemFigures {
  /** ln p_j: share of the orders with the item. */
  readonly logShare: Float64Array;
  /** ln of the recent share over p_j: above 0 = sells better than it used to. */
  readonly logTrend: Float64Array;
}

/**
 * The counts that a next order is predicted from, beside the log of its source: exact integers, exactly reversible. The
 * source is changed first, then the same order is told here.
 *
 * @example
 * const source = { items: { size: 2 }, log: new BasketLog() };
 * const counts = new NextOrderCounts(source);
 * const entry = { orderId: 1, timeMs: 0, customerId: 7, completed: true, basket: [1] };
 * source.log.add(entry);
 * counts.add(entry);
 * counts.ordersWith(1) // => 1
 */
export class NextOrderCounts {
  readonly settings: NextOrderSettings;
  readonly favourites: CustomerFavourites;
  readonly #source: OrderSource;
  readonly #weeks = new WeeklyCounts();
  #weights: readonly number[] | null = null;
  #orders = 0;
  #ordersWith: Int32Array = new Int32Array(0);
  #figures: { week: number; items: number; values: ItemFigures } | null = null;

  constructor(source: OrderSource, settings: NextOrderSettings = NEXT_ORDER_SETTINGS) {
    this.#source = source;
    this.settings = settings;
    this.favourites = new CustomerFavourites(settings.favourites);
  }

  /** In the order of `NEXT_ORDER_FEATURES`. Null, as until taught: own history first, then popularity. */
  get weights(): readonly number[] | null {
    return this.#weights;
  }

  /** Takes what the store's own orders taught, see `learnNextOrder`; null where that is no better than the baseline. */
  teach(weights: readonly number[] | null): void {
    this.#weights = weights;
  }

  /** Number of items that have an index. */
  get itemCount(): number {
    return this.#source.items.size;
  }

  /** Counts an order that the source holds by now. */
  add(entry: BasketEntry): void {
    this.#move(entry, 1);
    this.#weeks.add(entry);
  }

  /** Takes back an order that the source does not hold any more. */
  remove(entry: BasketEntry): void {
    this.#move(entry, -1);
    this.#weeks.remove(entry);
  }

  /** The orders of a customer, oldest first. */
  ordersOf(customerId: number): BasketEntry[] {
    return this.#source.log.ofCustomer(customerId);
  }

  /** Orders with the item. */
  ordersWith(item: number): number {
    return this.#ordersWith[item] ?? 0;
  }

  /** The figures of every item as of a moment; kept until an order changes or a week passes. */
  figuresAt(nowMs: number): ItemFigures {
    const week = weekOf(nowMs);
    if (this.#figures?.week !== week || this.#figures.items !== this.itemCount) {
      this.#figures = { week, items: this.itemCount, values: this.#readFigures(nowMs) };
    }
    return this.#figures.values;
  }

  #move({ basket, customerId }: BasketEntry, step: 1 | -1): void {
    this.#figures = null;
    this.#orders += step;
    this.#ordersWith = growCounts(this.#ordersWith, (basket.at(-1) ?? -1) + 1);
    for (const item of basket) this.#ordersWith[item] = this.ordersWith(item) + step;
    if (customerId !== null) this.favourites.replace(customerId, this.ordersOf(customerId));
  }

  #readFigures(nowMs: number): ItemFigures {
    const items = this.itemCount;
    const recent = this.#weeks.decayTo(nowMs, { items, halfLifeWeeks: this.settings.trendHalfLifeWeeks });
    const k = SHARE_PRIOR_ORDERS;
    const logShare = new Float64Array(items);
    const logTrend = new Float64Array(items);
    for (let item = 0; item < items; item++) {
      const share = (this.ordersWith(item) + k / items) / (this.#orders + k);
      const recentShare = ((recent.items[item] as number) + k * share) / (recent.orders + k);
      logShare[item] = Math.log(share);
      logTrend[item] = Math.log(recentShare / share);
    }
    return { logShare, logTrend };
  }
}
