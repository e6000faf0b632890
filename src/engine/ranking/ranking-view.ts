import { hourOfWeekAt } from '../calendar/hour-of-week.ts';
import type { CatalogItem } from '../items.ts';
import type { StoreModel } from '../model/store-model.ts';
import type { CartQuestion } from '../scoring/scoring-source.ts';
import { createEligibility, type Gate } from './eligibility.ts';
import { type ItemScores, scoreItems } from './item-scores.ts';
import type { RecommendationRequest, RecommendationType } from './request.ts';
import { POOL_PER_PLACE } from './rerank/rerank.ts';

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
  /** Entries that a list needs at most: the page and what it may be put in order from. */
  readonly poolSize: number;
  /** What the items are judged beside. */
  readonly question: CartQuestion;
  /** Scores of the eligible items beside the context, computed when first asked for. */
  readonly scores: () => ItemScores;
}

/** Entries beyond the pool where the owner has rules: pins may take some of a list's first ones. */
const SPARE_ENTRIES = 8;

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
  const context = contextOf(model, request);
  const wantsSubstitutes = request.types?.some((type) => SUBSTITUTE_LISTS.has(type)) ?? false;
  const substitutesOf = wantsSubstitutes ? NO_ITEMS : substitutesOfCart(model, request);
  const { items: eligible, isEligible, gatesOf } = createEligibility(model, request, { substitutesOf });
  const hourOfWeek = hourOfWeekAt(request.hourAtMs ?? request.nowMs, model.zone);
  const { customerId, nowMs } = request;
  const question = { cart: context, hourOfWeek, customerId, nowMs };
  let scores: ItemScores | null = null;
  return {
    model,
    request,
    context,
    eligible,
    gatesOf,
    hourOfWeek,
    question,
    poolSize: request.limit * POOL_PER_PLACE + (request.rules.length > 0 ? SPARE_ENTRIES : 0),
    scores: () => {
      scores ??= scoreItems(model, question, { eligible, isEligible, named: namedItems(model, request) });
      return scores;
    },
  };
}

const NO_ITEMS: readonly number[] = [];
/** Lists of what is taken instead of an item. */
const SUBSTITUTE_LISTS: ReadonlySet<RecommendationType> = new Set(['similar-items', 'upsell']);

function contextOf(model: StoreModel, request: RecommendationRequest): number[] {
  const context: number[] = [];
  const note = (id: number) => {
    const item = model.items.find(id);
    if (item >= 0 && !context.includes(item)) context.push(item);
  };
  for (const id of request.cart) note(id);
  if (request.sourceItemId !== null) note(request.sourceItemId);
  return context.sort((a, b) => a - b);
}

/** Items that the owner's rules speak of; -1 for what is not on the menu. */
function namedItems(model: StoreModel, { rules }: RecommendationRequest): readonly number[] {
  if (rules.length === 0) return NO_ITEMS;
  return rules.map(({ itemId }) => (itemId === null ? -1 : model.items.find(itemId)));
}

/** What would take the place of something in the cart; an item that is only looked at may have its rivals beside it. */
function substitutesOfCart(model: StoreModel, request: RecommendationRequest): number[] {
  const substitutes: number[] = [];
  for (const id of request.cart) substitutes.push(...model.substitutesOf(model.items.find(id)));
  return substitutes;
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
