import type { Allergen, Diet } from '../diets.ts';

/** The kinds of lists; the ids are the same in every layer and on the wire. */
export type RecommendationType =
  | 'frequently-together'
  | 'category-popular'
  | 'complement'
  | 'trending'
  | 'personalized'
  | 'upsell'
  | 'similar-items';

/** Where an answer is shown. */
export type Placement = 'menu' | 'item' | 'cart' | 'home' | 'email' | 'api';

/** What filled a slot, from the most to the least that is known; see `fallbackChain`. */
export type Level = 'personal' | 'pairs' | 'category' | 'popular' | 'featured' | 'newest';

/**
 * The owner's word on an item or a category: exactly one of the two is named. A pin puts an item first, a block keeps
 * its target out, a boost multiplies how likely it is taken for by `factor`.
 */
export interface OwnerRule {
  readonly kind: 'pin' | 'block' | 'boost';
  readonly itemId: number | null;
  readonly categoryId: number | null;
  /** Of a boost: above 0, below 1 to hold back; null for pins and blocks. */
  readonly factor: number | null;
  /** Only when this item is in the cart or looked at; null = always. */
  readonly antecedentItemId: number | null;
  /** Only there; null = everywhere. */
  readonly placement: Placement | null;
  readonly startsAtMs: number | null;
  readonly endsAtMs: number | null;
}

/** How a ranked list is put in order for a page: settings of the store. */
export interface RerankSettings {
  /** How much margin weighs against the guest's likely choice, 0 (not at all) to 1. */
  readonly marginDial: number;
  /** How much unlikeness weighs against relevance, 0 (not at all) to 1. */
  readonly diversity: number;
  /** How many of one category among the first four places; null = any number. */
  readonly categoryQuota: number | null;
}

/** One question to the engine. Item ids are the store's internal ids. */
export interface RecommendationRequest {
  readonly placement: Placement;
  /** Which lists are wanted; null = those that belong to the placement. */
  readonly types: readonly RecommendationType[] | null;
  /** The item that is looked at, and what is in the cart. Neither is ever suggested. */
  readonly sourceItemId: number | null;
  readonly cart: readonly number[];
  readonly exclude: readonly number[];
  readonly categoryId: number | null;
  readonly customerId: number | null;
  readonly limit: number;
  readonly nowMs: number;
  /** When the guest orders, where that is not now: the hour of the day is read from it. Null = now. */
  readonly hourAtMs: number | null;
  readonly priceCapMinor: number | null;
  readonly starterPriceCapMinor: number | null;
  readonly trendingRule: 'posterior' | 'count';
  /** True when the owner wants alcohol and the like suggested across categories too. */
  readonly suggestAgeRestricted: boolean;
  readonly rules: readonly OwnerRule[];
  /** Only items that suit every one of these. */
  readonly diets: readonly Diet[];
  /** Only items that are known to hold none of these. */
  readonly avoidAllergens: readonly Allergen[];
  readonly rerank: RerankSettings;
  /** A number drawn from [0, 1) that chooses the item of the exploring place; null = no place explores. */
  readonly explorationDraw: number | null;
}

/** One suggestion of a list, before the page is put together. */
export interface Candidate {
  /** Dense index of the item. */
  readonly item: number;
  readonly type: RecommendationType;
  readonly level: Level;
  /** Algorithm and version, such as "stack@2". */
  readonly strategy: string;
  /** The list's own score, rounded to 1e-6; comparable within a list only. */
  readonly score: number;
  /** 0 to 1; what it is the share of depends on the list, see docs/algorithms. */
  readonly confidence: number;
  readonly reason: string;
  readonly socialProof: string | null;
  readonly badge: string | null;
  /** Dense index of the other item that the reason speaks of; absent when it speaks of none. */
  readonly source?: number;
  /** Probability with which it was chosen for its place: 1 but for an exploring place. */
  readonly propensity?: number;
}

/**
 * Sorts best first: by score, then by dense index. Dense indices follow item ids wherever the catalogue was loaded
 * in id order.
 *
 * @example
 * sortCandidates([{ item: 2, score: 1 }, { item: 1, score: 1 }, { item: 0, score: 3 }]).map(({ item }) => item) // => [0, 1, 2]
 */
export function sortCandidates<T extends { readonly item: number; readonly score: number }>(candidates: T[]): T[] {
  return candidates.sort((a, b) => b.score - a.score || a.item - b.item);
}
