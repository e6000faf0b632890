import { rankSimilarItems } from '../../similarity/similar-items.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import { roundScore } from '../../popularity/round-score.ts';
import type { Candidate } from '../request.ts';
import { liftProfile } from '../lift-profile.ts';

/** Items that could take the place of the one looked at (or, without one, of the first in the cart). */
export function rankSimilar(view: RankingView): Candidate[] {
  const { model, request } = view;
  const source = model.itemAt(model.items.find(request.sourceItemId ?? request.cart[0] ?? -1));
  if (source === null) return [];
  const rows = rankSimilarItems(source, {
    text: model.text,
    companions: (itemId) => liftProfile(model, itemId),
    orderCount: (itemId) => model.popularity.ordersWith(model.items.find(itemId)),
    candidates: view.eligible.map((index) => menuItem(view, index)),
    limit: request.limit,
  });
  return rows.map(({ item, score }) => ({
    item: model.items.find(item.id),
    type: 'similar-items',
    level: 'category',
    strategy: 'similarity@1',
    score: roundScore(score),
    confidence: score,
    reason: `Similar to ${source.name}`,
    socialProof: null,
    badge: null,
  }));
}
