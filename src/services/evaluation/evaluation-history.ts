import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import type { TestBasket } from '../../engine/evaluation/evaluated-model.ts';
import type { RandomSource } from '../../engine/evaluation/paired-bootstrap.ts';
import type { CatalogItem, LearningOrder } from '../../engine/items.ts';
import { StoreModel } from '../../engine/model/store-model.ts';

/** A history of orders that models are measured on. */
export interface EvaluationHistory {
  /** Name of the file, or slug of the store. */
  readonly source: string;
  readonly zone: TimeZone;
  /** The menu. The place of an item here is its dense index in every model. */
  readonly items: readonly CatalogItem[];
  /** By (time, id). */
  readonly orders: readonly LearningOrder[];
  /** Customers that are known by an id. */
  readonly customers: number;
  /** What whoever reads the figures should know: rows that were left out, where the categories are from. */
  readonly notes: readonly string[];
}

/** What a model under test may learn from: the menu and the orders of the learning part, counted. */
export interface LearnedHistory {
  /** Holds the orders; its clock stands at the last of them. */
  readonly model: StoreModel;
  /** The same orders, by (time, id). */
  readonly orders: readonly LearningOrder[];
  /** Items of the menu: dense indices 0 .. itemCount - 1. */
  readonly itemCount: number;
  /** For whatever is drawn while it is taught. */
  readonly random?: RandomSource;
  /** Told how far its teaching is, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** Counts orders of a history in a new model, as a store would that had these orders and this menu. */
export function learnOrders(
  history: EvaluationHistory,
  orders: readonly LearningOrder[],
  teaching: Partial<Pick<LearnedHistory, 'random' | 'onProgress'>> = {},
): LearnedHistory {
  const model = new StoreModel(history.zone);
  model.setCatalog(history.items);
  for (const order of orders) model.apply({ removed: null, added: order });
  const last = orders.findLast((order) => order.orderedAtMs !== null)?.orderedAtMs ?? null;
  // Without any time the clock stands at its beginning: there is nothing that it could age.
  model.advanceTo(last ?? 0);
  return { model, orders, itemCount: history.items.length, ...teaching };
}

/** The orders as the protocols ask about them: items by their dense indices. */
export function toTestBaskets(history: EvaluationHistory, orders: readonly LearningOrder[]): TestBasket[] {
  const indexById = new Map(history.items.map((item, index) => [item.id, index]));
  return orders.map(({ basket, orderedAtMs, customerId }) => ({
    basket: basket.flatMap((id) => indexById.get(id) ?? []).sort((a, b) => a - b),
    orderedAtMs,
    customerId,
  }));
}
