import type { StoreModel } from '../../model/store-model.ts';
import { activeRules } from '../eligibility.ts';
import type { RecommendationRequest } from '../request.ts';

/** The owner's factor for an item by its dense index, above 0; 1 = none. */
export type BoostOf = (item: number) => number;

/**
 * The owner's boosts that hold for a request: for each item the product of the factors of every rule that names it, its
 * category, or it beside an item that is in the cart or looked at.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Cola', categoryId: 5 }), createItem({ id: 2, name: 'Tea', categoryId: 5 })]);
 * const always = { kind: 'boost', antecedentItemId: null, placement: null, startsAtMs: null, endsAtMs: null };
 * const rules = [
 *   { ...always, itemId: 1, categoryId: null, factor: 3 },
 *   { ...always, itemId: null, categoryId: 5, factor: 0.5 },
 * ];
 * const boostOf = createBoosts(model, createRequest({ nowMs: 0, rules }));
 * boostOf(0) // => 1.5
 * boostOf(1) // => 0.5
 */
export function createBoosts(model: StoreModel, request: RecommendationRequest): BoostOf {
  if (request.rules.length === 0) return noBoost;
  const byItem = new Map<number, number>();
  const byCategory = new Map<number, number>();
  for (const rule of activeRules(request)) {
    if (rule.kind !== 'boost' || rule.factor === null) continue;
    if (rule.itemId !== null) multiply(byItem, model.items.find(rule.itemId), rule.factor);
    if (rule.categoryId !== null) multiply(byCategory, rule.categoryId, rule.factor);
  }
  if (byItem.size === 0 && byCategory.size === 0) return noBoost;
  return (item) => (byItem.get(item) ?? 1) * (byCategory.get(model.itemAt(item)?.categoryId ?? -1) ?? 1);
}

const noBoost: BoostOf = () => 1;

function multiply(factors: Map<number, number>, key: number, factor: number): void {
  factors.set(key, (factors.get(key) ?? 1) * factor);
}
