import { menuItem, type RankingView } from '../ranking-view.ts';
import { type Candidate, sortCandidates } from '../request.ts';

/** The owner's picks. */
export function rankFeatured(view: RankingView): Candidate[] {
  const featured = view.eligible.filter((item) => menuItem(view, item).featured).map((item) => ({ item, score: 0 }));
  return sortCandidates(featured).map((entry) => ({
    ...entry,
    type: 'category-popular',
    level: 'featured',
    strategy: 'featured@1',
    confidence: 0,
    reason: 'Recommended by the house',
    socialProof: null,
    badge: null,
  }));
}

/** Everything else, the newest first: nobody has ordered it yet, and nothing else is claimed. */
export function rankNewest(view: RankingView): Candidate[] {
  const newest = view.eligible.map((item) => ({ item, score: menuItem(view, item).createdAtMs }));
  return sortCandidates(newest).map((entry) => ({
    item: entry.item,
    score: 0,
    type: 'category-popular',
    level: 'newest',
    strategy: 'newest@1',
    confidence: 0,
    reason: 'On the menu',
    socialProof: null,
    badge: null,
  }));
}
