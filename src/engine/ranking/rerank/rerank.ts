import type { RerankSettings } from '../request.ts';
import { quotaAdmits } from './category-quota.ts';
import { marginFactor } from './margin-factor.ts';

/** An item of a ranked list, as re-ranking sees it. */
export interface RerankCandidate {
  /** Dense index. */
  readonly item: number;
  /** Probability that the guest takes it, by the model: above 0, at most 1. */
  readonly probability: number;
  /** The owner's factor, above 0; 1 = none (`createBoosts`). */
  readonly boost: number;
  /** Price less cost in minor units; null = not known. */
  readonly marginMinor: number | null;
  readonly categoryId: number | null;
}

/** What {@link rerank} goes by. */
export interface RerankOptions extends RerankSettings {
  /** How many places there are to fill, 0 or more. */
  readonly limit: number;
  /** What an item of the store usually earns (`MenuFlags.typicalMarginMinor`). */
  readonly typicalMarginMinor: number | null;
  /** How alike two items are, 0 to 1; asked only with a diversity above 0. */
  readonly similarity: (a: number, b: number) => number;
  /** What stands in the places before these already, such as pins; it counts for diversity and quota. */
  readonly placed?: readonly Pick<RerankCandidate, 'item' | 'categoryId'>[];
}

/** How many candidates are looked at for each place. */
export const POOL_PER_PLACE = 4;

/** A likelier item gives way only to one that is at least this share as likely, whatever speaks for the other. */
export const LEAST_PROBABILITY_SHARE = 0.6;

/** A candidate that has no place yet. */
interface Contender<T> {
  readonly candidate: T;
  /** Utility as a share of the greatest in the pool, 0 to 1. */
  readonly relevance: number;
  /** Greatest likeness with an item that has a place, 0 to 1. */
  likeness: number;
}

/**
 * Fills the places of a page from a ranked list, one after another, each with the contender of greatest
 *
 *   (1 - d) relevance(j) - d max similarity(j, placed),   relevance(j) = u(j) / max u,   u(j) = P(j) boost(j) margin(j)^beta
 *
 * with d = `diversity` and margin(j)^beta = `marginFactor`; relevance is a share, so d means the same for every list. Of
 * equal contenders the one ranked first wins. Two bounds hold at every place:
 *
 * - nobody takes the place of an item that is likelier by more than 1 / .6: P(j) is at least 60 % of P of the contender
 *   ranked first, whatever margin, boost, diversity and quota say;
 * - at most `categoryQuota` of one category among the first four places, while the pool has anything else that likely.
 *
 * The pool is the first `4 limit` items. An item counts as no likelier than the one ranked before it, so with dial 0,
 * diversity 0, no quota and no boosts the list comes back as it was.
 *
 * Source: maximal marginal relevance, Carbonell & Goldstein 1998, doi:10.1145/290941.291025, with lambda = 1 - d.
 *
 * @param ranked best first, without repeats and without what is placed
 * @returns at most `limit` of them; all of them when there are fewer
 * @example
 * const drink = (item, probability) => ({ item, probability, boost: 1, marginMinor: null, categoryId: 1 });
 * const cake = { item: 4, probability: 0.2, boost: 1, marginMinor: null, categoryId: 2 };
 * const ranked = [drink(1, 0.4), drink(2, 0.3), drink(3, 0.25), cake];
 * const options = { limit: 3, marginDial: 0, diversity: 0, typicalMarginMinor: null, similarity: () => 0 };
 * rerank(ranked, { ...options, categoryQuota: null }).map(({ item }) => item) // => [1, 2, 3]
 * rerank(ranked, { ...options, categoryQuota: 2 }).map(({ item }) => item) // => [1, 2, 4]
 * // A cake that few take is no reason to leave out the third drink: .1 < .6 x .25.
 * const rare = [...ranked.slice(0, 3), { ...cake, probability: 0.1 }];
 * rerank(rare, { ...options, categoryQuota: 2 }).map(({ item }) => item) // => [1, 2, 3]
 */
export function rerank<T extends RerankCandidate>(ranked: readonly T[], options: RerankOptions): T[] {
  const contenders = openPool(ranked, options);
  const categories = (options.placed ?? []).map(({ categoryId }) => categoryId);
  for (const { item } of options.placed ?? []) noteLikeness(contenders, item, options);
  const chosen: T[] = [];
  while (chosen.length < options.limit && contenders.length > 0) {
    const newest = chosen.at(-1);
    if (newest !== undefined) noteLikeness(contenders, newest.item, options);
    const admits = quotaAdmits(categories, options.categoryQuota);
    const { candidate } = takeBest(contenders, { admits, diversity: options.diversity });
    chosen.push(candidate);
    categories.push(candidate.categoryId);
  }
  return chosen;
}

function openPool<T extends RerankCandidate>(ranked: readonly T[], options: RerankOptions): Contender<T>[] {
  const dial = { dial: options.marginDial, typicalMarginMinor: options.typicalMarginMinor };
  const pool = ranked.slice(0, options.limit * POOL_PER_PLACE);
  let probability = 1;
  const utilities = pool.map((candidate) => {
    probability = Math.min(probability, candidate.probability);
    return probability * candidate.boost * marginFactor(candidate.marginMinor, dial);
  });
  const greatest = Math.max(...utilities);
  return pool.map((candidate, rank) => ({
    candidate,
    relevance: greatest > 0 ? (utilities[rank] ?? 0) / greatest : 0,
    likeness: 0,
  }));
}

/** Takes the contender that belongs in the next place out of the pool, which holds at least one. */
function takeBest<T extends RerankCandidate>(
  contenders: Contender<T>[],
  { admits, diversity }: { admits: (categoryId: number | null) => boolean; diversity: number },
): Contender<T> {
  const least = LEAST_PROBABILITY_SHARE * (contenders[0]?.candidate.probability ?? 0);
  // With nothing else that is likely enough the quota gives way: it never costs more than a place is worth.
  const holdsQuota = contenders.some(({ candidate }) => candidate.probability >= least && admits(candidate.categoryId));
  let best = 0;
  let bestValue = Number.NEGATIVE_INFINITY;
  let index = -1;
  for (const { candidate, relevance, likeness } of contenders) {
    index += 1;
    const value = (1 - diversity) * relevance - diversity * likeness;
    if (value <= bestValue || candidate.probability < least) continue;
    if (holdsQuota && !admits(candidate.categoryId)) continue;
    best = index;
    bestValue = value;
  }
  const [taken] = contenders.splice(best, 1);
  if (taken === undefined) throw new RangeError('There is no contender to take.');
  return taken;
}

function noteLikeness<T extends RerankCandidate>(
  contenders: readonly Contender<T>[],
  item: number,
  { diversity, similarity }: RerankOptions,
): void {
  if (diversity === 0) return;
  for (const contender of contenders) {
    contender.likeness = Math.max(contender.likeness, similarity(item, contender.candidate.item));
  }
}
