import { CategoryPairCounts } from '../basket/category-pair-counts.ts';
import { PairCounts } from '../basket/pair-counts.ts';
import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { TimeZone } from '../calendar/time-zone.ts';
import type { EaseModel } from '../ease/ease-model.ts';
import { EaseState } from '../ease/ease-state.ts';
import { type CatalogItem, type LearningOrder, ROLES } from '../items.ts';
import { MealCounts } from '../meal/meal-counts.ts';
import { BasketMemory } from '../neighbours/basket-memory.ts';
import { NextOrderCounts } from '../next-order/next-order-counts.ts';
import { ItemPopularity } from '../popularity/item-popularity.ts';
import { createMenuFlags, type MenuFlags } from '../ranking/menu-flags.ts';
import { CartScorer } from '../scoring/cart-scorer.ts';
import { fleetParameters, type RankingParameters } from '../scoring/ranking-parameters.ts';
import type { ScoringSource } from '../scoring/scoring-source.ts';
import { LikenessRows } from '../similarity/likeness-rows.ts';
import { findSubstitutes } from '../similarity/substitutes.ts';
import { ItemTextIndex } from '../similarity/text-similarity.ts';
import { type BasketEntry, BasketLog } from './basket-log.ts';
import { CategoryLifts } from './category-lifts.ts';
import { ItemIndex } from './item-index.ts';

/** One change of an order: what it taught before, and what it teaches now; null = nothing. */
export interface OrderChange {
  readonly removed: LearningOrder | null;
  readonly added: LearningOrder | null;
}

/** Upper bound of the lift below which two substitutes are never offered together. */
const SURE_SUBSTITUTE_LIFT = 0.5;

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
export class StoreModel implements ScoringSource {
  readonly zone: TimeZone;
  readonly items = new ItemIndex();
  readonly log = new BasketLog();
  readonly pairs = new PairCounts();
  readonly popularity = new ItemPopularity();
  readonly memory = new BasketMemory();
  readonly easeState = new EaseState(this.pairs);
  /** What a known customer's next order is ranked from; counts the orders that the log holds. */
  readonly nextOrder = new NextOrderCounts(this);
  /** Judges items beside a cart, from the counts as they are now. */
  readonly scorer = new CartScorer(this);
  #taught: RankingParameters | null = null;
  #parameters: RankingParameters | null = null;
  #version = 0;
  #flags: MenuFlags | null = null;
  readonly #substitutes = new Map<number, readonly number[]>();
  #catalog: (CatalogItem | null)[] = [];
  #categoryIndex = new Map<number, number>();
  #categoryOf = new Int32Array(0);
  #categoryPairs = new CategoryPairCounts(this.#categoryOf);
  #categoryLifts: CategoryLifts | null = null;
  #roleIndexes = new Uint8Array(0);
  #meals = new MealCounts(this.#roleIndexes);
  #text: ItemTextIndex | null = null;
  #likeness: LikenessRows | null = null;
  #donors: ReadonlyMap<number, number> = new Map();

  constructor(zone: TimeZone) {
    this.zone = zone;
  }

  /** Changes with every order, every change of the menu and of the ranking's parameters. */
  get version(): number {
    return this.#version;
  }

  /** Items that have an index. */
  get itemCount(): number {
    return this.items.size;
  }

  /** What the ranking of this store was taught, or the fleet's parameters. */
  get parameters(): RankingParameters {
    this.#parameters ??= this.#taught ?? fleetParameters(this.pairs.orders);
    return this.#parameters;
  }

  get halfLifeDays(): number {
    return this.parameters.halfLifeDays;
  }

  /** EASE as of now; null on a large menu whose inverse nobody has made yet, see `EaseState`. */
  get ease(): EaseModel | null {
    return this.easeState.current(this.itemCount);
  }

  /** What of the menu may be suggested to whom; made when it is first asked for after a change of the menu. */
  get flags(): MenuFlags {
    this.#flags ??= createMenuFlags(this.#catalog);
    return this.#flags;
  }

  /** Takes what the ranking of this store was taught; null = the fleet's parameters for its number of orders. */
  setParameters(parameters: RankingParameters | null): void {
    this.#taught = parameters;
    this.#parameters = null;
    this.easeState.setRidge(this.parameters.easeRidge);
    this.#version++;
  }

  /**
   * Takes the shares of orders that other stores have of items of the same names, above 0, by item id; they are prior
   * knowledge beside the own orders, see `shrunkShares`. An empty map leaves the store to itself.
   */
  setDonors(shareById: ReadonlyMap<number, number>): void {
    if (shareById.size === 0 && this.#donors.size === 0) return;
    this.#donors = shareById;
    this.#version++;
  }

  /** Share of the orders of other stores that hold an item of this name; undefined where they do not know it. */
  donorShareOf(item: number): number | undefined {
    return this.#donors.size === 0 ? undefined : this.#donors.get(this.items.idAt(item));
  }

  /**
   * Items that surely take the place of this one: substitutes (`findSubstitutes`) that are ordered with it less than half
   * as often as chance has it. Between half and .8 they rival each other, and many a table has both.
   */
  substitutesOf(item: number): readonly number[] {
    let known = this.#substitutes.get(item);
    if (known === undefined) {
      known = item < 0 ? [] : this.#findSubstitutes(item);
      this.#substitutes.set(item, known);
    }
    return known;
  }

  /** Whether anything of the item's category was ever ordered. */
  isCategoryOrdered(item: number): boolean {
    const category = this.categoryOf(item);
    return category >= 0 && this.#lifts().isOrdered(category);
  }

  /** What the categories of two items say about their lift: above 0, and 1 where a category is not known. */
  priorLift(i: number, j: number): number {
    const [g, h] = [this.categoryOf(i), this.categoryOf(j)];
    return g < 0 || h < 0 ? 1 : this.categoryLift(g, h);
  }

  /** Lift to expect of items of two categories, for the menu and the orders as they are now. */
  categoryLift(g: number, h: number): number {
    return this.#lifts().liftOf(g, h);
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

  get categoryIndexes(): Int32Array {
    return this.#categoryOf;
  }

  get roleIndexes(): Uint8Array {
    return this.#roleIndexes;
  }

  get meals(): MealCounts {
    return this.#meals;
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

  /** How alike the texts of two items are, 0 to 1, by index. */
  likeness(a: number, b: number): number {
    this.#likeness ??= new LikenessRows(this.#catalog, this.text);
    return this.#likeness.between(a, b);
  }

  /** Takes the menu as it is now. Items that are missing from it are never suggested; what they taught stays. */
  setCatalog(items: readonly CatalogItem[]): void {
    this.#catalog = [];
    this.#text = null;
    this.#likeness = null;
    this.#flags = null;
    this.#forgetReadings();
    for (const item of items) {
      const index = this.items.indexOf(item.id);
      while (this.#catalog.length <= index) this.#catalog.push(null);
      this.#catalog[index] = item;
    }
    this.popularity.growTo(this.items.size);
    this.#mapCategories();
    this.#mapRoles();
  }

  /** Moves the clock: orders enter and leave the popularity windows. */
  advanceTo(nowMs: number): void {
    this.popularity.advanceTo(nowMs);
  }

  /** Applies one change of an order. The same change twice is refused by the log, which knows each order once. */
  apply({ removed, added }: OrderChange): void {
    this.#forgetReadings();
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
        ...(entry.rating !== undefined && { rating: entry.rating }),
        basket: [...entry.basket].map((item) => this.items.idAt(item)).sort((a, b) => a - b),
      };
    }
  }

  #lifts(): CategoryLifts {
    this.#categoryLifts ??= new CategoryLifts({
      pairs: this.pairs,
      categoryPairs: this.#categoryPairs,
      categoryOf: this.#categoryOf,
      categories: this.#categoryIndex.size,
    });
    return this.#categoryLifts;
  }

  #findSubstitutes(item: number): number[] {
    const counts = {
      pairs: this.pairs,
      categoryOf: (other: number) => this.categoryOf(other),
    };
    const sure = findSubstitutes(counts, item).filter((evidence) => evidence.lift.upper < SURE_SUBSTITUTE_LIFT);
    return sure.map((evidence) => evidence.item);
  }

  /** Whatever was read from orders and menu is to be read anew. */
  #forgetReadings(): void {
    this.#categoryLifts = null;
    this.#substitutes.clear();
    this.#parameters = null;
    this.#version++;
  }

  #add(order: LearningOrder): void {
    const entry: BasketEntry = {
      orderId: order.orderId,
      timeMs: order.orderedAtMs,
      customerId: order.customerId,
      completed: order.completed,
      ...(order.rating !== undefined && { rating: order.rating }),
      basket: order.basket.map((id) => this.items.indexOf(id)).sort((a, b) => a - b),
    };
    this.log.add(entry);
    this.nextOrder.add(entry);
    this.popularity.add(this.#popularityOrder(entry));
    if (!entry.completed) return;
    this.pairs.add(entry.basket);
    this.memory.add(entry);
    this.easeState.note(entry.basket, 1);
    this.#categoryPairs.add(entry.basket);
    this.#meals.add(entry.basket);
  }

  #subtract(orderId: number): void {
    const entry = this.log.remove(orderId);
    if (!entry) return;
    this.nextOrder.remove(entry);
    this.popularity.remove(this.#popularityOrder(entry));
    if (!entry.completed) return;
    this.pairs.remove(entry.basket);
    this.memory.remove(orderId);
    this.easeState.note(entry.basket, -1);
    this.#categoryPairs.remove(entry.basket);
    this.#meals.remove(entry.basket);
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

  #mapRoles(): void {
    const roleIndexes = Uint8Array.from(this.#catalog, (item) => ROLES.indexOf(item?.role ?? 'other'));
    if (sameMapping(roleIndexes, this.#roleIndexes)) return;
    this.#roleIndexes = roleIndexes;
    this.#meals = new MealCounts(roleIndexes);
    for (const { completed, basket } of this.log.entries()) if (completed) this.#meals.add(basket);
  }
}

function sameMapping(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  return a.length === b.length && Array.prototype.every.call(a, (value, index) => value === b[index]);
}
