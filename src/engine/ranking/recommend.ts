import type { StoreModel } from '../model/store-model.ts';
import { activeRules } from './eligibility.ts';
import { rankCategoryPopular } from './lists/category-popular.ts';
import { rankComplements } from './lists/complement.ts';
import { rankFrequentlyTogether } from './lists/frequently-together.ts';
import { rankFeatured, rankNewest } from './lists/last-resort.ts';
import { rankPersonalized } from './lists/personalized.ts';
import { rankSimilar } from './lists/similar-items.ts';
import { rankTrendingNow } from './lists/trending.ts';
import { createRankingView, type RankingView } from './ranking-view.ts';
import type { Candidate, Level, Placement, RecommendationRequest, RecommendationType } from './request.ts';

/** One list: from a view to candidates, best first. */
export type RankList = (view: RankingView) => Candidate[];

/** Every list that is built; the upgrade ladder joins it here. */
export const LISTS: Readonly<Partial<Record<RecommendationType, RankList>>> = {
  'frequently-together': rankFrequentlyTogether,
  complement: rankComplements,
  'category-popular': rankCategoryPopular,
  trending: rankTrendingNow,
  personalized: rankPersonalized,
  'similar-items': rankSimilar,
};

/** The lists of a placement when the request names none, in order. */
const PLACEMENT_LISTS: Readonly<Record<Placement, readonly RecommendationType[]>> = {
  item: ['frequently-together'],
  cart: ['frequently-together'],
  menu: ['personalized', 'category-popular'],
  home: ['personalized', 'trending', 'category-popular'],
  email: ['personalized', 'frequently-together', 'category-popular'],
  api: ['personalized', 'frequently-together', 'category-popular'],
};

/** What fills the places that the lists leave empty, in order: the answer is never empty while anything is available. */
const FALLBACK_CHAIN: readonly RankList[] = [
  rankPersonalized,
  rankFrequentlyTogether,
  rankCategoryPopular,
  rankFeatured,
  rankNewest,
];

/** The engine's answer: slots in order, and what filled the first of them. */
export interface RecommendationList {
  readonly slots: readonly Candidate[];
  /** Level of the first slot; null when nothing is available at all. */
  readonly level: Level | null;
}

/**
 * Answers one request: the owner's pins, then the wanted lists in order, then the fallback chain, without repeating an
 * item, up to the limit. Only items without a failed gate come in, so nothing is cut before what is unavailable is gone.
 * The same model and request give the same answer.
 */
export function recommend(model: StoreModel, request: RecommendationRequest): RecommendationList {
  const view = createRankingView(model, request);
  const slots = new Map<number, Candidate>();
  const take = (candidates: readonly Candidate[]) => {
    for (const candidate of candidates) {
      if (slots.size >= request.limit) return;
      if (!slots.has(candidate.item)) slots.set(candidate.item, candidate);
    }
  };
  const pins = pinnedItems(view);
  const ranked = rankPlacement(view);
  take(pins.map((item) => describePin(item, ranked)));
  take(ranked);
  for (const rank of FALLBACK_CHAIN) {
    if (slots.size >= Math.min(request.limit, view.eligible.length)) break;
    take(rank(view));
  }
  const answer = [...slots.values()];
  return { slots: answer, level: answer[0]?.level ?? null };
}

function rankPlacement(view: RankingView): Candidate[] {
  const { request } = view;
  if (request.types !== null) return request.types.flatMap((type) => LISTS[type]?.(view) ?? []);
  const ranked = PLACEMENT_LISTS[request.placement].flatMap((type) => LISTS[type]?.(view) ?? []);
  return request.placement === 'cart' ? blendComplements(ranked, rankComplements(view), request.limit) : ranked;
}

/**
 * The cart's list: what goes with the cart, in that order, where the pieces that complete the meal say so; when none
 * of them made it into the list, the first takes the last place.
 */
function blendComplements(ranked: readonly Candidate[], complements: readonly Candidate[], limit: number): Candidate[] {
  const byItem = new Map(complements.map((candidate) => [candidate.item, candidate]));
  const labelled = ranked.map((candidate) => byItem.get(candidate.item) ?? candidate);
  const first = complements[0];
  if (first === undefined || labelled.slice(0, limit).some((candidate) => byItem.has(candidate.item))) return labelled;
  const rest = labelled.filter((candidate) => candidate.item !== first.item);
  return [...rest.slice(0, limit - 1), first, ...rest.slice(limit - 1)];
}

function pinnedItems(view: RankingView): number[] {
  const eligible = new Set(view.eligible);
  return activeRules(view.request)
    .filter((rule) => rule.kind === 'pin')
    .map((rule) => view.model.items.find(rule.itemId))
    .filter((item) => eligible.has(item));
}

/** A pinned item keeps what is known of it; without that, it is what the house recommends. */
function describePin(item: number, ranked: readonly Candidate[]): Candidate {
  const known = ranked.find((candidate) => candidate.item === item);
  if (known) return { ...known, strategy: `pin+${known.strategy}` };
  return {
    item,
    type: 'category-popular',
    level: 'featured',
    strategy: 'pin@1',
    score: 0,
    confidence: 0,
    reason: 'Recommended by the house',
    socialProof: null,
    badge: null,
  };
}
