import type { CatalogItem } from '../items.ts';
import { cosine, type SparseVector } from './sparse-vector.ts';
import type { ItemTextIndex } from './text-similarity.ts';

/** An item offered in place of, or beside, the one a guest looks at. */
export interface SimilarItem {
  readonly item: CatalogItem;
  /** 0..1, rounded to 1e-6. */
  readonly score: number;
  /** Words shown beside the item. */
  readonly reason: string;
}

/** What `rankSimilarItems` reads. */
export interface SimilarItemsOptions {
  /** Items that may be offered; sold-out ones are passed over. */
  readonly candidates: readonly CatalogItem[];
  readonly text: ItemTextIndex;
  /** Logarithms of the shrunk lifts of an item, given by its id, with its companions (`logLiftRow`): what it is ordered with. */
  readonly companions: (itemId: number) => SparseVector;
  /** Number of orders that hold the item. */
  readonly orderCount: (itemId: number) => number;
  /** Greatest number of items, 0 or more. */
  readonly limit: number;
  /** Lowest score that is still called similar, 0..1; default `MINIMUM_SIMILARITY`. */
  readonly minimumScore?: number;
}

/** Shares of text, category and companions in the score; they add up to 1. */
export const SIMILARITY_WEIGHTS = { text: 0.5, category: 0.2, companions: 0.3 } as const;

/** Orders that both items need before what they are ordered with says anything about them. */
export const COMPANION_ORDERS = 20;

/** Default lowest score: a shared category alone (.2 / .7 = .286 without companions) is not enough. */
export const MINIMUM_SIMILARITY = 0.3;

/**
 * Items like a given one, best first: score = .5 text + .2 same category + .3 cosine of companions, 0..1.
 *
 * - text: `ItemTextIndex.similarity`; same category: 1 when both are in the same known category, else 0;
 * - companions: cosine of the items' log shrunk lifts, below 0 counted as 0; only when both items have at least 20
 *   orders, else its weight goes to the two others in proportion (.5/.7 and .2/.7).
 *
 * Similar items are never mixed with complements: where the roles of both are known, they must be the same. Left out are
 * the item itself, sold-out items and scores below the minimum. Equal scores (to 1e-6) go by id.
 * The words are "Similar to {item}". Never throws; an empty list when nothing is similar enough.
 *
 * @example
 * const menu = [createItem({ id: 1, name: 'Cola', categoryId: 7 }), createItem({ id: 2, name: 'Cola', categoryId: 7 })];
 * const text = new ItemTextIndex(menu);
 * const counts = { companions: () => new Map(), orderCount: () => 0 };
 * rankSimilarItems(menu[0], { candidates: menu, text, ...counts, limit: 3 }).map(({ item, score }) => [item.id, score]) // => [[2, 1]]
 */
export function rankSimilarItems(item: CatalogItem, options: SimilarItemsOptions): SimilarItem[] {
  const minimum = options.minimumScore ?? MINIMUM_SIMILARITY;
  const ranked = new Map<number, SimilarItem>();
  for (const candidate of options.candidates) {
    if (candidate.id === item.id || !candidate.available || !mayReplace(item, candidate)) continue;
    const score = Math.round(scoreSimilarity(item, candidate, options) * 1e6) / 1e6;
    if (score >= minimum) ranked.set(candidate.id, { item: candidate, score, reason: `Similar to ${item.name}` });
  }
  const sorted = [...ranked.values()].sort((a, b) => b.score - a.score || a.item.id - b.item.id);
  return sorted.slice(0, Math.max(0, options.limit));
}

function mayReplace(item: CatalogItem, candidate: CatalogItem): boolean {
  return item.role === 'other' || candidate.role === 'other' || item.role === candidate.role;
}

function scoreSimilarity(a: CatalogItem, b: CatalogItem, options: SimilarItemsOptions): number {
  const weights = SIMILARITY_WEIGHTS;
  const sameCategory = a.categoryId !== null && a.categoryId === b.categoryId ? 1 : 0;
  const likeness = weights.text * options.text.similarity(a, b) + weights.category * sameCategory;
  const known = Math.min(options.orderCount(a.id), options.orderCount(b.id)) >= COMPANION_ORDERS;
  if (!known) return likeness / (weights.text + weights.category);
  const companionship = Math.max(0, cosine(options.companions(a.id), options.companions(b.id)));
  return likeness + weights.companions * companionship;
}
