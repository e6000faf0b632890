import { type CatalogItem, ROLES } from '../../items.ts';
import { completeMeal, type MealComplement } from '../../meal/complement.ts';
import { findMissingRoles } from '../../meal/meal-shape.ts';
import { type PairClaim, strongestEvidence, tellTogether } from '../pair-evidence.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import type { Candidate } from '../request.ts';
import { describePopular } from './category-popular.ts';

/**
 * What the meal in the cart lacks: a drink, a dessert, a starter, at most 3. Roles decide what is missing; among the
 * items of a role the one that goes best with the cart is taken.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry', role: 'main' }), createItem({ id: 2, name: 'Cola', role: 'drink' })]);
 * const view = createRankingView(model, createRequest({ nowMs: 0, cart: [1] }));
 * rankComplements(view).map(({ describe }) => describe().reason) // => ['Complete your meal with a drink']
 */
export function rankComplements(view: RankingView): RankedItem[] {
  const { model, request } = view;
  const indexOf = (itemId: number) => model.items.find(itemId);
  const cart: CatalogItem[] = [];
  for (const id of request.cart) {
    const item = model.itemAt(indexOf(id));
    if (item !== null) cart.push(item);
  }
  const missing = findMissingRoles(cart);
  if (missing.length === 0) return [];
  const { scoreOf } = view.scores();
  const suggestions = completeMeal({
    cart,
    candidates: bestOfRoles(
      view,
      missing.map(({ role }) => ROLES.indexOf(role)),
    ).map((index) => menuItem(view, index)),
    score: ({ id }) => scoreOf(indexOf(id)),
    starterPriceCapMinor: request.starterPriceCapMinor,
  });
  return suggestions.map((suggestion) => {
    const item = indexOf(suggestion.item.id);
    return { item, describe: () => describe(view, suggestion) };
  });
}

/** The best eligible item of each of some roles, of starters within the cap: no other one can be suggested. */
function bestOfRoles({ model, eligible, request, scores }: RankingView, roles: readonly number[]): number[] {
  const { role, priceMinor } = model.flags;
  const { values, scoreOf } = scores();
  const capMinor = request.starterPriceCapMinor;
  const best = ROLES.map(() => -1);
  /** What a score has to be above, by role: only a greater score can be greater when rounded. */
  const bars = ROLES.map((_role, index) =>
    roles.includes(index) ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY,
  );
  for (let n = 0; n < eligible.length; n++) {
    const item = eligible[n] as number;
    const own = role[item] as number;
    if (!((values[item] as number) > (bars[own] as number))) continue;
    const known = best[own] as number;
    if (known >= 0 && scoreOf(item) <= scoreOf(known)) continue;
    // A price that is not known is within no cap.
    if (own === STARTER && capMinor !== null && !((priceMinor[item] as number) <= capMinor)) continue;
    best[own] = item;
    bars[own] = values[item] as number;
  }
  return roles.map((index) => best[index] as number).filter((item) => item >= 0);
}

const STARTER = ROLES.indexOf('starter');

function describe(view: RankingView, suggestion: MealComplement): Candidate {
  const item = view.model.items.find(suggestion.item.id);
  const evidence = strongestEvidence(view, item);
  const known = evidence === null ? describePopular(view, item) : describePair(view, evidence);
  return {
    item,
    type: 'complement',
    level: evidence === null ? 'category' : 'pairs',
    strategy: 'meal-rules@1',
    score: view.scores().scoreOf(item),
    confidence: known.confidence,
    reason: suggestion.reason,
    socialProof: known.socialProof,
    badge: null,
  };
}

function describePair({ model }: RankingView, evidence: PairClaim): Pick<Candidate, 'confidence' | 'socialProof'> {
  return { confidence: evidence.confidence, socialProof: tellTogether(model, evidence) };
}
