import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import type { RandomSource } from '../../engine/evaluation/paired-bootstrap.ts';
import type { CatalogItem, LearningOrder } from '../../engine/items.ts';
import { learnOrders } from '../../engine/learning/learn-parameters.ts';
import type { StoreModel } from '../../engine/model/store-model.ts';
import type { LeftOutRows } from './left-out-rows.ts';

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
  /** Rows of a file that could not be used; a store has none. The notes tell of them too. */
  readonly leftOut?: LeftOutRows;
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

/** A store that had these orders and this menu, ready to be taught. */
export function learnPart(
  { zone, items }: EvaluationHistory,
  orders: readonly LearningOrder[],
  teaching: Partial<Pick<LearnedHistory, 'random' | 'onProgress'>> = {},
): LearnedHistory {
  const model = learnOrders({ catalog: items, orders, zone }, orders);
  return { model, orders, itemCount: items.length, ...teaching };
}
