import { completeMeal } from '../../meal/complement.ts';
import type { CatalogItem } from '../../items.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import type { Candidate } from '../request.ts';
import { scoreForContext, strongestEvidence } from './frequently-together.ts';
import { describePopular } from './category-popular.ts';
import { tellTogether } from '../pair-evidence.ts';

/**
 * What the meal in the cart lacks: a drink, a dessert, a starter, at most 3. Roles decide what is missing; among the
 * items of a role the one that goes best with the cart is taken.
 */
export function rankComplements(view: RankingView): Candidate[] {
  const cart = view.request.cart.flatMap((id) => view.model.itemAt(view.model.items.find(id)) ?? []);
  const scores = new Map(scoreForContext(view).map(({ item, score }) => [item, score]));
  const suggestions = completeMeal({
    cart,
    candidates: view.eligible.map((index) => menuItem(view, index)),
    score: (item: CatalogItem) => scores.get(view.model.items.find(item.id)) ?? Number.NEGATIVE_INFINITY,
    starterPriceCapMinor: view.request.starterPriceCapMinor,
  });
  return suggestions.map(({ item, reason }) => {
    const index = view.model.items.find(item.id);
    const evidence = strongestEvidence(view, index);
    const popular = describePopular(view, index);
    return {
      item: index,
      type: 'complement',
      level: evidence === null ? 'category' : 'pairs',
      strategy: 'meal-rules@1',
      score: scores.get(index) ?? 0,
      confidence: evidence?.confidence ?? popular.confidence,
      reason,
      socialProof: evidence === null ? popular.socialProof : tellTogether(view.model, evidence),
      badge: null,
    };
  });
}
