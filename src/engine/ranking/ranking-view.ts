import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { CatalogItem } from '../items.ts';
import type { StoreModel } from '../model/store-model.ts';
import { createGateCheck, type Gate } from './eligibility.ts';
import type { RecommendationRequest } from './request.ts';

/** What every list sees: the model, the question, and which items may be suggested. */
export interface RankingView {
  readonly model: StoreModel;
  readonly request: RecommendationRequest;
  /** Indices of the cart's items and the item looked at: the context of the pairs, ascending. */
  readonly context: readonly number[];
  /** Indices of the items that may be suggested, ascending. */
  readonly eligible: readonly number[];
  readonly gatesOf: (item: number) => Gate[];
  /** Hour of the store's local week, 0 = Monday 00:00. */
  readonly hourOfWeek: number;
}

/**
 * Prepares the view of a request.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' })]);
 * const view = createRankingView(model, createRequest({ nowMs: 0, cart: [1] }));
 * view.eligible // => [1]
 * view.gatesOf(0) // => ['in_cart']
 */
export function createRankingView(model: StoreModel, request: RecommendationRequest): RankingView {
  const gatesOf = createGateCheck(model, request);
  const eligible: number[] = [];
  for (const { index } of model.menu()) if (gatesOf(index).length === 0) eligible.push(index);
  const ids = [...request.cart, ...(request.sourceItemId === null ? [] : [request.sourceItemId])];
  const context = [...new Set(ids.map((id) => model.items.find(id)))].filter((index) => index >= 0);
  context.sort((a, b) => a - b);
  return { model, request, context, eligible, gatesOf, hourOfWeek: hourOfWeekAt(request.nowMs, model.zone) };
}

/**
 * The menu's entry of an item by its index.
 *
 * @throws RangeError when the item is not on the menu; an eligible one always is.
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' })]);
 * menuItem(createRankingView(model, createRequest({ nowMs: 0 })), 0).name // => 'Curry'
 */
export function menuItem(view: RankingView, item: number): CatalogItem {
  const found = view.model.itemAt(item);
  if (found === null) throw new RangeError(`The item with index ${item} is not on the menu.`);
  return found;
}
