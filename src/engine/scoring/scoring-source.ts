import type { PairCounts } from '../basket/pair-counts.ts';
import type { EaseModel } from '../ease/ease-model.ts';
import type { MealCounts } from '../meal/meal-counts.ts';
import type { BasketLog } from '../model/basket-log.ts';
import type { BasketMemory } from '../neighbours/basket-memory.ts';
import type { ItemPopularity } from '../popularity/item-popularity.ts';

/** What items are judged beside. */
export interface CartQuestion {
  /** Indices of the cart's items and of the item looked at: distinct, ascending. */
  readonly cart: readonly number[];
  /** Hour of the store's week, 0-167; null leaves the hour out. */
  readonly hourOfWeek: number | null;
  /** A known customer, or null. */
  readonly customerId: number | null;
  readonly nowMs: number;
}

/** The counts that the features are read from; a store's model is one. */
export interface ScoringSource {
  readonly pairs: PairCounts;
  readonly memory: BasketMemory;
  readonly popularity: ItemPopularity;
  readonly log: BasketLog;
  readonly ease: EaseModel | null;
  /** Items with an index: every array of scores is that long. */
  readonly itemCount: number;
  /** Half-life of the companions, in days. */
  readonly halfLifeDays: number;
  /** Changes with every order, every change of the menu and of the settings above. */
  readonly version: number;
  /** Category index of each item, -1 = none; items beyond its end have none. */
  readonly categoryIndexes: Int32Array;
  /** Place of each item's role in `ROLES`; items beyond its end are `other`. */
  readonly roleIndexes: Uint8Array;
  /** What completes a meal, by roles. */
  readonly meals: MealCounts;
  categoryOf(item: number): number;
  /** Share of the orders of other stores that hold an item of this name; undefined where they do not know it. */
  donorShareOf(item: number): number | undefined;
  categoryLift(g: number, h: number): number;
  /** Lift to expect of two items before their own orders are looked at. */
  priorLift(i: number, j: number): number;
}
