import { roundScore } from '../../popularity/round-score.ts';
import { logLiftRow } from '../../similarity/log-lift-row.ts';
import { rankSimilarItems } from '../../similarity/similar-items.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';

/**
 * Items that could take the place of the one looked at (or, without one, of the first in the cart).
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * const naan = (id, name) => createItem({ id, name, categoryId: 1 });
 * model.setCatalog([naan(1, 'Garlic Naan'), naan(2, 'Butter Naan')]);
 * const view = createRankingView(model, createRequest({ nowMs: 0, sourceItemId: 1 }));
 * rankSimilar(view).map(({ describe }) => describe().reason) // => ['Similar to Garlic Naan']
 */
export function rankSimilar(view: RankingView): RankedItem[] {
  const { model, request } = view;
  const source = model.itemAt(model.items.find(request.sourceItemId ?? request.cart[0] ?? -1));
  if (source === null) return [];
  const rows = rankSimilarItems(source, {
    text: model.text,
    companions: (itemId) => logLiftRow(model.pairs, model.items.find(itemId)),
    orderCount: (itemId) => model.popularity.ordersWith(model.items.find(itemId)),
    candidates: view.eligible.map((index) => menuItem(view, index)),
    limit: request.limit,
  });
  return rows.map(({ item: { id }, score, reason }) => {
    const item = model.items.find(id);
    const told = { item, reason, score: roundScore(score), confidence: score, socialProof: null, badge: null };
    const named = { ...told, source: model.items.find(source.id) };
    return { item, describe: () => ({ ...named, type: 'similar-items', level: 'category', strategy: 'similarity@1' }) };
  });
}
