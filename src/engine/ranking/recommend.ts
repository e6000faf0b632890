import type { StoreModel } from '../model/store-model.ts';
import { activeRules } from './eligibility.ts';
import { rankCategoryPopular } from './lists/category-popular.ts';
import { rankComplements } from './lists/complement.ts';
import { rankFrequentlyTogether } from './lists/frequently-together.ts';
import { describeFeatured, rankFeatured, rankNewest } from './lists/last-resort.ts';
import { rankPersonalized } from './lists/personalized.ts';
import { rankSimilar } from './lists/similar-items.ts';
import { rankTrendingNow } from './lists/trending.ts';
import { rankUpsell } from './lists/upsell.ts';
import type { RankedItem } from './ranked-item.ts';
import { createRankingView, type RankingView } from './ranking-view.ts';
import type { Candidate, Level, Placement, RecommendationRequest, RecommendationType } from './request.ts';
import { arrangePage } from './rerank/arrange-page.ts';
import { createBoosts } from './rerank/boosts.ts';
import { LEAST_PROBABILITY_SHARE } from './rerank/rerank.ts';

/** One list: from a view to its items, best first. */
export type RankList = (view: RankingView) => RankedItem[];

/** Every list, by its type. */
export const LISTS: Readonly<Record<RecommendationType, RankList>> = {
  'frequently-together': rankFrequentlyTogether,
  complement: rankComplements,
  'category-popular': rankCategoryPopular,
  trending: rankTrendingNow,
  personalized: rankPersonalized,
  'similar-items': rankSimilar,
  upsell: rankUpsell,
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
 * The same model and request give the same answer; the model's clock is set to the request's.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan' }), createItem({ id: 3, name: 'Cola' })]);
 * for (const orderId of [1, 2, 3]) model.apply({ removed: null, added: createOrder({ orderId, basket: [1, 2] }) });
 * for (const orderId of [4, 5, 6]) model.apply({ removed: null, added: createOrder({ orderId, basket: [3] }) });
 * const { slots } = recommend(model, createRequest({ nowMs: 0, placement: 'cart', cart: [1] }));
 * slots.map((slot) => slot.reason) // => ['Often ordered with Curry', 'Popular choice']
 */
export function recommend(model: StoreModel, request: RecommendationRequest): RecommendationList {
  model.advanceTo(request.nowMs);
  const view = createRankingView(model, request);
  const slots = new Map<number, Candidate>();
  const take = (list: readonly PlacedItem[]) => {
    for (const { item, propensity = 1, describe } of list) {
      if (slots.size >= request.limit) return;
      if (!slots.has(item)) slots.set(item, { ...describe(), propensity });
    }
  };
  const pins = pinnedItems(view);
  const ranked = rankPlacement(view, pins);
  take(pins.map((item) => ({ item, describe: () => describePin(item, ranked) })));
  take(ranked);
  for (const rank of FALLBACK_CHAIN) {
    if (slots.size >= Math.min(request.limit, view.eligible.length)) break;
    take(rank(view));
  }
  const answer = [...slots.values()];
  return { slots: answer, level: answer[0]?.level ?? null };
}

/** An entry of the page, with the probability with which it was chosen for its place when it was drawn. */
type PlacedItem = RankedItem & { readonly propensity?: number };

function rankPlacement(view: RankingView, pins: readonly number[]): readonly PlacedItem[] {
  const { request } = view;
  const arranged = (type: RecommendationType) => arrange(view, LISTS[type](view), pins);
  const ranked: PlacedItem[] = [];
  for (const type of request.types ?? PLACEMENT_LISTS[request.placement]) ranked.push(...arranged(type));
  if (request.types !== null) return ranked;
  return request.placement === 'cart' ? blendComplements(ranked, { complements: rankComplements(view), view }) : ranked;
}

/** Puts a list in order for the page: margin, boosts, variety, an exploring place. What it leaves over comes after. */
function arrange(view: RankingView, list: readonly RankedItem[], pins: readonly number[]): PlacedItem[] {
  const { model, request } = view;
  const likely = list.filter(
    (entry): entry is LikelyEntry => entry.probability !== undefined && !pins.includes(entry.item),
  );
  if (likely.length === 0) return [...list];
  const places = arrangePage(likely, {
    limit: request.limit,
    settings: request.rerank,
    explorationDraw: request.explorationDraw,
    flags: model.flags,
    boostOf: createBoosts(model, request),
    similarity: (a, b) => model.likeness(a, b),
    placed: pins,
  });
  const placed: PlacedItem[] = places.map(({ entry, propensity }) =>
    propensity === 1 ? entry : { ...entry, propensity },
  );
  const isPlaced = ({ item }: RankedItem) => places.some(({ entry }) => entry.item === item);
  for (const entry of list) if (!isPlaced(entry)) placed.push(entry);
  return placed;
}

type LikelyEntry = RankedItem & { readonly probability: number };

/**
 * The cart's list: what goes with the cart, in that order, where the pieces that complete the meal say so; when none
 * of them made it into a list of two places or more, the first that is likely enough beside what stands there takes the
 * last place.
 */
function blendComplements(
  ranked: readonly PlacedItem[],
  { complements, view }: { readonly complements: readonly RankedItem[]; readonly view: RankingView },
): readonly PlacedItem[] {
  if (complements.length === 0) return ranked;
  const { limit } = view.request;
  const labelled = [...ranked];
  let shownAt = ranked.length;
  for (const complement of complements) {
    const place = ranked.findIndex(({ item }) => item === complement.item);
    if (place < 0) labelled.push(complement);
    else labelled[place] = complement;
    shownAt = Math.min(shownAt, place < 0 ? labelled.length - 1 : place);
  }
  if (limit < 2 || shownAt < limit) return labelled;
  const entrant = likelyEnough(complements, { displaced: labelled[limit - 1], view });
  if (entrant === undefined) return labelled;
  const rest = labelled.filter((entry) => entry.item !== entrant.item);
  return [...rest.slice(0, limit - 1), entrant, ...rest.slice(limit - 1)];
}

/** The first piece of the meal that is at least 60 % as likely as what it would displace: the bound of every place. */
function likelyEnough(
  complements: readonly RankedItem[],
  { displaced, view }: { readonly displaced: PlacedItem | undefined; readonly view: RankingView },
): RankedItem | undefined {
  const { oddsOf } = view.scores();
  const least = displaced === undefined ? 0 : LEAST_PROBABILITY_SHARE * oddsOf(displaced.item);
  return complements.find(({ item }) => oddsOf(item) >= least);
}

function pinnedItems(view: RankingView): readonly number[] {
  if (view.request.rules.length === 0) return NO_PINS;
  return activeRules(view.request)
    .filter((rule) => rule.kind === 'pin')
    .map((rule) => (rule.itemId === null ? -1 : view.model.items.find(rule.itemId)))
    .filter((item) => view.gatesOf(item).length === 0);
}

const NO_PINS: readonly number[] = [];

/** A pinned item keeps what is known of it; without that, it is what the house recommends. */
function describePin(item: number, ranked: readonly RankedItem[]): Candidate {
  const known = ranked.find((entry) => entry.item === item)?.describe();
  return known ? { ...known, strategy: `pin+${known.strategy}` } : describeFeatured(item, 'pin@1');
}
