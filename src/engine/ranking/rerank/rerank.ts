import type { Role } from '../../items.ts';
import type { RerankSettings } from '../request.ts';
import { quotaAdmits } from './category-quota.ts';
import { marginFactor } from './margin-factor.ts';
import { LEAST_SHARE_OF_OTHER_ROLE, roleAdmits } from './role-quota.ts';

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
  readonly role: Role;
}

/** What {@link rerank} goes by. */
export interface RerankOptions extends RerankSettings {
  /** How many places there are to fill, 0 or more. */
  readonly limit: number;
  /** The most drinks, and the most desserts (`roleQuota`); null = any number. */
  readonly mostOfRole: number | null;
  /** What an item of the store usually earns (`MenuFlags.typicalMarginMinor`). */
  readonly typicalMarginMinor: number | null;
  /** How alike two items are, 0 to 1; asked only with a diversity above 0. */
  readonly similarity: (a: number, b: number) => number;
  /** What stands in the places before these already, such as pins; it counts for diversity and quotas. */
  readonly placed?: readonly Pick<RerankCandidate, 'item' | 'categoryId' | 'role'>[];
}

/** How many candidates are looked at for each place. */
export const POOL_PER_PLACE = 4;

/** A likelier item gives way only to one that is at least this share as likely, whatever speaks for the other. */
export const LEAST_PROBABILITY_SHARE = 0.6;

/** The candidates of a page, each at its rank, and the items that have a place. */
interface Pool<T> {
  readonly candidates: readonly T[];
  /** Utility as a share of the greatest in the pool, 0 to 1. */
  readonly relevance: number[];
  /** Whether each one has a place. */
  readonly isTaken: boolean[];
  readonly placed: number[];
  /** Greatest likeness with one of the first `compared` placed items, 0 to 1: the others are looked at when it matters. */
  readonly likeness: number[];
  readonly compared: number[];
}

/**
 * Fills the places of a page from a ranked list, one after another, each with the contender of greatest
 *
 *   (1 - d) relevance(j) - d max similarity(j, placed),   relevance(j) = u(j) / max u,   u(j) = P(j) boost(j) margin(j)^beta
 *
 * with d = `diversity` and margin(j)^beta = `marginFactor`; relevance is a share, so d means the same for every list. Of
 * equal contenders the one ranked first wins. Three bounds hold at every place:
 *
 * - drinks and desserts that have their share of the page (`mostOfRole`) do not contend while the pool has anything else
 *   that is at least a fifth as likely;
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
 * const drink = (item, probability) => ({ item, probability, boost: 1, marginMinor: null, categoryId: 1, role: 'drink' });
 * const cake = { item: 4, probability: 0.2, boost: 1, marginMinor: null, categoryId: 2, role: 'dessert' };
 * const ranked = [drink(1, 0.4), drink(2, 0.3), drink(3, 0.25), cake];
 * const options = { limit: 3, marginDial: 0, diversity: 0, mostOfRole: null, typicalMarginMinor: null, similarity: () => 0 };
 * rerank(ranked, { ...options, categoryQuota: null }).map(({ item }) => item) // => [1, 2, 3]
 * rerank(ranked, { ...options, categoryQuota: 2 }).map(({ item }) => item) // => [1, 2, 4]
 * // A cake that few take is no reason to leave out the third drink: .1 < .6 x .25.
 * const rare = [...ranked.slice(0, 3), { ...cake, probability: 0.1 }];
 * rerank(rare, { ...options, categoryQuota: 2 }).map(({ item }) => item) // => [1, 2, 3]
 */
export function rerank<T extends RerankCandidate>(ranked: readonly T[], options: RerankOptions): T[] {
  const pool = openPool(ranked, options);
  const { placed = [], categoryQuota, mostOfRole } = options;
  const categories = placed.map(({ categoryId }) => categoryId);
  const roles = placed.map(({ role }) => role);
  const places = Math.min(options.limit, pool.candidates.length);
  const chosen: T[] = [];
  while (chosen.length < places) {
    const admits = { category: quotaAdmits(categories, categoryQuota), role: roleAdmits(roles, mostOfRole) };
    const candidate = takeBest(pool, admits, options);
    chosen.push(candidate);
    categories.push(candidate.categoryId);
    roles.push(candidate.role);
  }
  return chosen;
}

function openPool<T extends RerankCandidate>(ranked: readonly T[], options: RerankOptions): Pool<T> {
  const dial = { dial: options.marginDial, typicalMarginMinor: options.typicalMarginMinor };
  const size = options.limit * POOL_PER_PLACE;
  const candidates = ranked.length <= size ? ranked : ranked.slice(0, size);
  const placed = (options.placed ?? []).map(({ item }) => item);
  const pool: Pool<T> = { candidates, relevance: [], isTaken: [], placed, likeness: [], compared: [] };
  let probability = 1;
  let greatest = 0;
  for (const candidate of candidates) {
    probability = Math.min(probability, candidate.probability);
    const utility = probability * candidate.boost * marginFactor(candidate.marginMinor, dial);
    greatest = Math.max(greatest, utility);
    pool.relevance.push(utility);
    pool.isTaken.push(false);
    pool.likeness.push(0);
    pool.compared.push(0);
  }
  for (let rank = 0; rank < candidates.length; rank++) {
    pool.relevance[rank] = greatest > 0 ? (pool.relevance[rank] as number) / greatest : 0;
  }
  return pool;
}

/** What may take the next place by the quotas. */
interface Quotas {
  readonly category: (categoryId: number | null) => boolean;
  readonly role: (role: Role) => boolean;
}

/** Gives the candidate that belongs in the next place its place; there must be one left. */
function takeBest<T extends RerankCandidate>(pool: Pool<T>, admits: Quotas, options: RerankOptions): T {
  const { candidates, isTaken, placed } = pool;
  const first = firstContender(pool, admits);
  const holdsRoles = admits.role((candidates[first] as T).role);
  const least = LEAST_PROBABILITY_SHARE * (candidates[first]?.probability ?? 0);
  let best = first;
  let bestValue = Number.NEGATIVE_INFINITY;
  let holdsQuota = false;
  for (let rank = first; rank < candidates.length; rank++) {
    const candidate = candidates[rank] as T;
    if (isTaken[rank] || candidate.probability < least || (holdsRoles && !admits.role(candidate.role))) continue;
    const isAdmitted = admits.category(candidate.categoryId);
    // With nothing else that is likely enough the quota gives way: it never costs more than a place is worth.
    if (holdsQuota && !isAdmitted) continue;
    if (isAdmitted && !holdsQuota) [holdsQuota, bestValue] = [true, Number.NEGATIVE_INFINITY];
    // Likeness only takes away: who is behind without it need not be compared.
    if (weighted(pool, rank, options) <= bestValue) continue;
    compareWithPlaced(pool, rank, options);
    const value = weighted(pool, rank, options);
    if (value > bestValue) [best, bestValue] = [rank, value];
  }
  isTaken[best] = true;
  const taken = candidates[best] as T;
  placed.push(taken.item);
  return taken;
}

/** Rank of whom the others of a place are held against: the likeliest, or the likeliest that the roles leave room for. */
function firstContender<T extends RerankCandidate>({ candidates, isTaken }: Pool<T>, admits: Quotas): number {
  const first = isTaken.indexOf(false);
  const likeliest = candidates[first] as T;
  if (admits.role(likeliest.role)) return first;
  const least = LEAST_SHARE_OF_OTHER_ROLE * likeliest.probability;
  const other = candidates.findIndex(
    ({ role, probability }, rank) => !isTaken[rank] && probability >= least && admits.role(role),
  );
  return other < 0 ? first : other;
}

function weighted<T>({ relevance, likeness }: Pool<T>, rank: number, { diversity }: RerankOptions): number {
  return (1 - diversity) * (relevance[rank] as number) - diversity * (likeness[rank] as number);
}

/** Brings a candidate's likeness up to date. */
function compareWithPlaced<T extends RerankCandidate>(
  { candidates, placed, likeness, compared }: Pool<T>,
  rank: number,
  { diversity, similarity }: RerankOptions,
): void {
  if (diversity === 0) return;
  const { item } = candidates[rank] as T;
  let greatest = likeness[rank] as number;
  for (let place = compared[rank] as number; place < placed.length; place++) {
    greatest = Math.max(greatest, similarity(placed[place] as number, item));
  }
  likeness[rank] = greatest;
  compared[rank] = placed.length;
}
