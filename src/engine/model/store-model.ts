import { CategoryPairCounts } from '../basket/category-pair-counts.ts';
import { PairCounts } from '../basket/pair-counts.ts';
import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { CatalogItem, LearningOrder } from '../items.ts';
import { ItemPopularity } from '../popularity/item-popularity.ts';
import { ItemTextIndex } from '../similarity/text-similarity.ts';
import { type BasketEntry, BasketLog } from './basket-log.ts';
import { CategoryLifts } from './category-lifts.ts';
import { ItemIndex } from './item-index.ts';

/** One change of an order: what it taught before, and what it teaches now; null = nothing. */
export interface OrderChange {
  readonly removed: LearningOrder | null;
  readonly added: LearningOrder | null;
}

/**
 * Everything the engine knows of one store: its menu and its orders, counted.
 *
 * Every count is exact and reversible: the model after any sequence of changes equals the model built from the orders
 * that remain (`compareModels` compares the two). Pairs count completed orders, popularity all orders in the model.
 *
 * @example
 * const model = new StoreModel(createTimeZone('Europe/Paris'));
 * model.apply({ removed: null, added: createOrder({ orderId: 1, basket: [7, 9] }) });
 * model.pairs.together(model.items.find(7), model.items.find(9)) // => 1
 */
export class StoreModel {
  readonly zone: TimeZone;
  readonly items = new ItemIndex();
  readonly log = new BasketLog();
  readonly pairs = new PairCounts();
  readonly popularity = new ItemPopularity();
  #catalog: (CatalogItem | null)[] = [];
  #categoryIndex = new Map<number, number>();
  #categoryOf = new Int32Array(0);
  #categoryPairs = new CategoryPairCounts(this.#categoryOf);
  #categoryLifts: CategoryLifts | null = null;
  #text: ItemTextIndex | null = null;

  constructor(zone: TimeZone) {
    this.zone = zone;
  }

  /** Lift to expect of items of two categories, for the menu and the orders as they are now. */
  categoryLift(g: number, h: number): number {
    this.#categoryLifts ??= new CategoryLifts({
      pairs: this.pairs,
      categoryPairs: this.#categoryPairs,
      categoryOf: this.#categoryOf,
      categories: this.#categoryIndex.size,
    });
    return this.#categoryLifts.liftOf(g, h);
  }

  /** How often items of two categories met in one basket, by category ids; pairs that never met are left out. */
  *categoryMeetings(): Generator<{ categoryIds: readonly [number, number]; together: number }> {
    const ids = [...this.#categoryIndex.keys()];
    for (const [h, second] of ids.entries()) {
      for (const [g, first] of ids.slice(0, h + 1).entries()) {
        const together = this.#categoryPairs.together(g, h);
        if (together > 0) yield { categoryIds: [first, second], together };
      }
    }
  }

  /** Category index of an item, or -1. */
  categoryOf(item: number): number {
    return this.#categoryOf[item] ?? -1;
  }

  /** What the menu says of the item with this index; null for an item that is not on the menu. */
  itemAt(item: number): CatalogItem | null {
    return this.#catalog[item] ?? null;
  }

  /** Every item of the menu with its index, by index. */
  *menu(): Generator<{ index: number; item: CatalogItem }> {
    for (const [index, item] of this.#catalog.entries()) if (item) yield { index, item };
  }

  /** Likeness of the menu's texts; made when it is first asked for after a change of the menu. */
  get text(): ItemTextIndex {
    this.#text ??= new ItemTextIndex([...this.menu()].map((entry) => entry.item));
    return this.#text;
  }

  /** Takes the menu as it is now. Items that are missing from it are never suggested; what they taught stays. */
  setCatalog(items: readonly CatalogItem[]): void {
    this.#catalog = [];
    this.#text = null;
    this.#categoryLifts = null;
    for (const item of items) {
      const index = this.items.indexOf(item.id);
      while (this.#catalog.length <= index) this.#catalog.push(null);
      this.#catalog[index] = item;
    }
    this.popularity.growTo(this.items.size);
    this.#mapCategories();
  }

  /** Moves the clock: orders enter and leave the popularity windows. */
  advanceTo(nowMs: number): void {
    this.popularity.advanceTo(nowMs);
  }

  /** Applies one change of an order. The same change twice is refused by the log, which knows each order once. */
  apply({ removed, added }: OrderChange): void {
    this.#categoryLifts = null;
    if (removed) this.#subtract(removed.orderId);
    if (added) this.#add(added);
  }

  /** The orders in the model, by order id, as they came in. */
  *orders(): Generator<LearningOrder> {
    for (const entry of this.log.entries()) {
      yield {
        orderId: entry.orderId,
        orderedAtMs: entry.timeMs,
        customerId: entry.customerId,
        completed: entry.completed,
        basket: [...entry.basket].map((item) => this.items.idAt(item)).sort((a, b) => a - b),
      };
    }
  }

  #add(order: LearningOrder): void {
    const entry: BasketEntry = {
      orderId: order.orderId,
      timeMs: order.orderedAtMs,
      customerId: order.customerId,
      completed: order.completed,
      basket: order.basket.map((id) => this.items.indexOf(id)).sort((a, b) => a - b),
    };
    this.log.add(entry);
    this.popularity.add(this.#popularityOrder(entry));
    if (!entry.completed) return;
    this.pairs.add(entry.basket);
    this.#categoryPairs.add(entry.basket);
  }

  #subtract(orderId: number): void {
    const entry = this.log.remove(orderId);
    if (!entry) return;
    this.popularity.remove(this.#popularityOrder(entry));
    if (!entry.completed) return;
    this.pairs.remove(entry.basket);
    this.#categoryPairs.remove(entry.basket);
  }

  #popularityOrder(entry: BasketEntry) {
    const { orderId, timeMs, basket } = entry;
    return { orderId, timeMs, basket, hourOfWeek: timeMs === null ? null : hourOfWeekAt(timeMs, this.zone) };
  }

  #mapCategories(): void {
    const categoryOf = new Int32Array(this.#catalog.length).fill(-1);
    for (const [index, item] of this.#catalog.entries()) {
      if (item === null || item.categoryId === null) continue;
      const known = this.#categoryIndex.get(item.categoryId) ?? this.#categoryIndex.size;
      this.#categoryIndex.set(item.categoryId, known);
      categoryOf[index] = known;
    }
    if (sameMapping(categoryOf, this.#categoryOf)) return;
    this.#categoryOf = categoryOf;
    this.#categoryPairs = CategoryPairCounts.fromPairCounts(this.pairs, categoryOf);
  }
}

function sameMapping(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
