import { type ContextScore, scoreBesideContext } from '../context-score.ts';
import { strongestEvidence, tellTogether } from '../pair-evidence.ts';
import type { RankedItem } from '../ranked-item.ts';
import { menuItem, type RankingView } from '../ranking-view.ts';
import { type Candidate, type Level, sortCandidates } from '../request.ts';
import { describePopular } from './category-popular.ts';

/** A sum of log lifts above this is more than popularity: log 1.05. */
const ABOVE_POPULAR = Math.log(1.05);

/**
 * Ranks the eligible items by how well they go with the context, see `scoreBesideContext`. With an empty context there
 * is nothing to go with, and the list is empty. No threshold cuts it: weak pairs come last, and only what the evidence
 * bears is said of them. Only an item that was never ordered, and whose category does not speak for it either, is left
 * to the owner's picks and the newest.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * rankFrequentlyTogether(createRankingView(model, createRequest({ nowMs: 0 }))) // => []
 */
export function rankFrequentlyTogether(view: RankingView): RankedItem[] {
  if (view.context.length === 0) return [];
  const { popularity } = view.model;
  const scored = view.eligible
    .map((item) => scoreBesideContext(view, item))
    .filter(({ item, logLifts }) => popularity.ordersWith(item) > 0 || logLifts > ABOVE_POPULAR);
  return sortCandidates(scored).map((entry) => ({ item: entry.item, describe: () => describe(view, entry) }));
}

function describe(view: RankingView, { item, score, logLifts }: ContextScore): Candidate {
  const evidence = strongestEvidence(view, item);
  const base = { item, score, strategy: 'log-pool@1', badge: null };
  if (evidence === null) {
    const level: Level = logLifts > ABOVE_POPULAR ? 'category' : 'popular';
    return { ...base, ...describePopular(view, item), type: 'category-popular', level };
  }
  return {
    ...base,
    type: 'frequently-together',
    level: 'pairs',
    confidence: evidence.confidence,
    reason: `Often ordered with ${menuItem(view, evidence.antecedent).name}`,
    socialProof: tellTogether(view.model, evidence),
  };
}
