import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import { type Candidate, sortCandidates } from '../request.ts';

/**
 * The owner's picks.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan', featured: true })]);
 * const view = createRankingView(model, createRequest({ nowMs: 0 }));
 * rankFeatured(view).map(({ item }) => model.items.idAt(item)) // => [2]
 */
export function rankFeatured(view: RankingView): RankedItem[] {
  const featured = view.eligible.filter((item) => menuItem(view, item).featured).map((item) => ({ item, score: 0 }));
  return sortCandidates(featured).map(({ item }) => ({ item, describe: () => describeFeatured(item, 'featured@1') }));
}

/**
 * What is said of an item for which only the owner's word stands.
 *
 * @param strategy - what brought it in, such as "pin@1".
 * @example
 * describeFeatured(3, 'pin@1').reason // => 'Recommended by the house'
 */
export function describeFeatured(item: number, strategy: string): Candidate {
  const reason = 'Recommended by the house';
  return { item, ...NOTHING_KNOWN, level: 'featured', strategy, reason };
}

/**
 * Everything else, the newest first: nobody has ordered it yet, and nothing else is claimed.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * const [old, fresh] = [createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan', createdAtMs: 5 })];
 * model.setCatalog([old, fresh]);
 * const view = createRankingView(model, createRequest({ nowMs: 9 }));
 * rankNewest(view).map(({ item }) => model.items.idAt(item)) // => [2, 1]
 */
export function rankNewest(view: RankingView): RankedItem[] {
  const newest = view.eligible.map((item) => ({ item, score: menuItem(view, item).createdAtMs }));
  return sortCandidates(newest).map(({ item }) => ({
    item,
    describe: () => ({ item, ...NOTHING_KNOWN, level: 'newest', strategy: 'newest@1', reason: 'On the menu' }),
  }));
}

const NOTHING_KNOWN = { type: 'category-popular', score: 0, confidence: 0, socialProof: null, badge: null } as const;
