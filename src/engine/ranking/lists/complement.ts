import { ROLES } from '../../items.ts';
import { completeMeal, type MealComplement } from '../../meal/complement.ts';
import { strongestEvidence, tellTogether } from '../pair-evidence.ts';
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
  const indexOf = (itemId: number) => view.model.items.find(itemId);
  const { scores } = view.scores();
  const suggestions = completeMeal({
    cart: view.request.cart.flatMap((id) => view.model.itemAt(indexOf(id)) ?? []),
    candidates: bestOfRoles(view, scores).map((index) => menuItem(view, index)),
    score: ({ id }) => scores[indexOf(id)] ?? 0,
    starterPriceCapMinor: view.request.starterPriceCapMinor,
  });
  return suggestions.map((suggestion) => {
    const item = indexOf(suggestion.item.id);
    return { item, describe: () => describe(view, suggestion) };
  });
}

/** The best eligible item of each role, of starters within the cap: no other one can be suggested. */
function bestOfRoles({ model, eligible, request }: RankingView, scores: Float64Array): number[] {
  const { role, priceMinor } = model.flags;
  const capMinor = request.starterPriceCapMinor ?? Number.POSITIVE_INFINITY;
  const best = ROLES.map(() => -1);
  for (const item of eligible) {
    const place = role[item] as number;
    const known = best[place] as number;
    if (known >= 0 && (scores[item] as number) <= (scores[known] as number)) continue;
    // A price that is not known is within no cap.
    if (place === STARTER && request.starterPriceCapMinor !== null && !((priceMinor[item] as number) <= capMinor))
      continue;
    best[place] = item;
  }
  return best.filter((item) => item >= 0);
}

const STARTER = ROLES.indexOf('starter');

function describe(view: RankingView, suggestion: MealComplement): Candidate {
  const item = view.model.items.find(suggestion.item.id);
  const evidence = strongestEvidence(view, item);
  const popular = describePopular(view, item);
  return {
    item,
    type: 'complement',
    level: evidence === null ? 'category' : 'pairs',
    strategy: 'meal-rules@1',
    score: view.scores().scores[item] ?? 0,
    confidence: evidence?.confidence ?? popular.confidence,
    reason: suggestion.reason,
    socialProof: evidence === null ? popular.socialProof : tellTogether(view.model, evidence),
    badge: null,
  };
}
