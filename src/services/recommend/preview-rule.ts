import { recommendationQuerySchema } from '../../contract/recommendation.ts';
import type { RuleInput, RulePreview } from '../../contract/rule.ts';
import { createRankingView } from '../../engine/ranking/ranking-view.ts';
import { recommend } from '../../engine/ranking/recommend.ts';
import type { OwnerRule, RecommendationRequest } from '../../engine/ranking/request.ts';
import { findRuleConflicts } from '../catalog/rule-conflicts.ts';
import { listStoreRules, requireNotEnded, requireRuleNames } from '../catalog/rules.ts';
import type { LoadedStore } from '../learning/load-model.ts';
import type { Services } from '../services.ts';
import { toEngineRequest } from './recommend.ts';

const SHOWN = 5;

/**
 * What guests see now and what they would see with a rule while it holds, whenever that is; what keeps its item off whatever
 * the rule says, such as an age limit; and the rules that it meets. Nothing is kept.
 *
 * @throws AppError `unknown_item`, `unknown_category`, or `invalid_request` for a rule that has ended
 */
export async function previewRule(
  { context, models }: Pick<Services, 'context' | 'models'>,
  storeId: number,
  rule: RuleInput,
): Promise<RulePreview> {
  requireNotEnded(rule, context.clock());
  await requireRuleNames(context, storeId, rule);
  const loaded = await models.get(storeId);
  const nowMs = context.clock().getTime();
  loaded.model.advanceTo(nowMs);
  const cart = rule.antecedent === null ? [] : [rule.antecedent];
  const placement = rule.placement ?? (cart.length > 0 ? 'cart' : 'menu');
  const query = recommendationQuerySchema.parse({ placement, cart, limit: SHOWN });
  const request = toEngineRequest(loaded, { query, customerId: null, nowMs, explorationDraw: null });
  const show = (rules: readonly OwnerRule[]) =>
    recommend(loaded.model, { ...request, rules }).slots.map(({ item }) =>
      nameItem(loaded, loaded.model.items.idAt(item)),
    );
  return {
    placement,
    cart: request.cart.map((id) => nameItem(loaded, id)),
    before: show(request.rules),
    after: show([...request.rules, toOwnerRule(loaded, rule)]),
    gates: gatesOf(loaded, { rule, request }),
    conflicts: findRuleConflicts(rule, {
      rules: await listStoreRules(context, storeId),
      categoryOf: (item) =>
        loaded.catalog.rowById.get(loaded.catalog.idByExternal.get(item) ?? -1)?.category_external_id,
    }),
  };
}

function gatesOf(
  { model, catalog }: LoadedStore,
  { rule, request }: { readonly rule: RuleInput; readonly request: RecommendationRequest },
): string[] {
  const id = rule.item === null ? undefined : catalog.idByExternal.get(rule.item);
  return id === undefined ? [] : createRankingView(model, request).gatesOf(model.items.find(id));
}

function nameItem({ catalog }: LoadedStore, id: number): { item: string; name: string } {
  const row = catalog.rowById.get(id);
  return { item: row?.external_id ?? '', name: row?.name ?? '' };
}

function toOwnerRule(
  { catalog }: LoadedStore,
  { kind, item, category, antecedent, factor, placement }: RuleInput,
): OwnerRule {
  const idOf = (name: string | null) => (name === null ? null : (catalog.idByExternal.get(name) ?? null));
  return {
    kind,
    itemId: idOf(item),
    categoryId: category === null ? null : (catalog.categoryIdByExternal.get(category) ?? null),
    factor,
    antecedentItemId: idOf(antecedent),
    placement,
    startsAtMs: null,
    endsAtMs: null,
  };
}
