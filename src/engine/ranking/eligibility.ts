import type { CatalogItem } from '../items.ts';
import type { StoreModel } from '../model/store-model.ts';
import type { OwnerRule, RecommendationRequest } from './request.ts';

/** Why an item may not be suggested. */
export type Gate =
  | 'unavailable'
  | 'in_cart'
  | 'looked_at'
  | 'excluded'
  | 'blocked'
  | 'over_price_cap'
  | 'age_restricted'
  | 'other_category';

/**
 * The owner's rules that hold for this request, now.
 *
 * @example
 * const pin = { kind: 'pin', itemId: 7, antecedentItemId: null, placement: 'cart', startsAtMs: null, endsAtMs: 1_000 };
 * activeRules(createRequest({ nowMs: 999, placement: 'cart', rules: [pin] })).length // => 1
 * activeRules(createRequest({ nowMs: 1_000, placement: 'cart', rules: [pin] })).length // => 0
 */
export function activeRules(request: RecommendationRequest): OwnerRule[] {
  const present = new Set([...request.cart, ...(request.sourceItemId === null ? [] : [request.sourceItemId])]);
  return request.rules.filter(
    (rule) =>
      (rule.placement === null || rule.placement === request.placement) &&
      (rule.antecedentItemId === null || present.has(rule.antecedentItemId)) &&
      (rule.startsAtMs === null || rule.startsAtMs <= request.nowMs) &&
      (rule.endsAtMs === null || request.nowMs < rule.endsAtMs),
  );
}

/**
 * Gives, for each item of the menu, the gates it fails for a request: none means that it may be suggested.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan', available: false })]);
 * createGateCheck(model, createRequest({ nowMs: 0, cart: [1] }))(0) // => ['in_cart']
 * createGateCheck(model, createRequest({ nowMs: 0, cart: [1] }))(1) // => ['unavailable']
 */
export function createGateCheck(model: StoreModel, request: RecommendationRequest): (item: number) => Gate[] {
  const indexSet = (ids: readonly number[]) => new Set(ids.map((id) => model.items.find(id)));
  const cart = indexSet(request.cart);
  const excluded = indexSet(request.exclude);
  const blocked = indexSet(
    activeRules(request)
      .filter((rule) => rule.kind === 'block')
      .map((rule) => rule.itemId),
  );
  const source = request.sourceItemId === null ? -1 : model.items.find(request.sourceItemId);
  // Wine may be suggested to who looks at wine, or at the wine list; never out of the blue.
  const ownCategories = new Set([...cart, source].map((index) => model.itemAt(index)?.categoryId ?? null));
  const isAskedFor = (categoryId: number | null) =>
    categoryId !== null && (categoryId === request.categoryId || ownCategories.has(categoryId));
  return (index) => {
    const item = model.itemAt(index);
    if (item === null) return ['unavailable'];
    const gates: Gate[] = [];
    if (!item.available) gates.push('unavailable');
    if (cart.has(index)) gates.push('in_cart');
    if (index === source) gates.push('looked_at');
    if (excluded.has(index)) gates.push('excluded');
    if (blocked.has(index)) gates.push('blocked');
    if (isOverCap(item.priceMinor, request.priceCapMinor)) gates.push('over_price_cap');
    if (!request.suggestAgeRestricted && isAgeRestricted(item) && !isAskedFor(item.categoryId))
      gates.push('age_restricted');
    if (request.categoryId !== null && item.categoryId !== request.categoryId) gates.push('other_category');
    return gates;
  };
}

/** Tags that mark alcohol and whatever else has an age limit. */
const AGE_TAGS = new Set(['alcohol', 'age-restricted']);

function isAgeRestricted(item: CatalogItem): boolean {
  return item.tags.some((tag) => AGE_TAGS.has(tag.toLowerCase()));
}

/** With a cap, an item of unknown price is not taken. */
function isOverCap(priceMinor: number | null, capMinor: number | null): boolean {
  return capMinor !== null && (priceMinor === null || priceMinor > capMinor);
}
