import { ROLES, type Role } from '../../items.ts';
import type { MenuFlags } from '../menu-flags.ts';
import type { RerankSettings } from '../request.ts';
import type { BoostOf } from './boosts.ts';
import { quotaAdmits } from './category-quota.ts';
import { POOL_PER_PLACE, type RerankCandidate, rerank } from './rerank.ts';
import { roleAdmits, roleQuota } from './role-quota.ts';
import { type ThompsonCandidate, thompsonSlot } from './thompson-slot.ts';

/** An item of a ranked list with the probability that the guest takes it, above 0. */
export interface LikelyItem {
  readonly item: number;
  readonly probability: number;
}

/** A place of the page. */
export interface PagePlace<T> {
  readonly entry: T;
  /** Probability with which the entry was chosen for the place: 1 but for an exploring place. */
  readonly propensity: number;
}

/** What {@link arrangePage} goes by. */
export interface PageOptions {
  /** Places to fill beside `placed`; drinks and desserts, those in `placed` with them, get their share of so many. */
  readonly limit: number;
  readonly settings: RerankSettings;
  /** From [0, 1): the last of two or more places explores; null = none does. */
  readonly explorationDraw: number | null;
  readonly flags: MenuFlags;
  readonly boostOf: BoostOf;
  /** How alike two items are, 0 to 1. */
  readonly similarity: (a: number, b: number) => number;
  /** Items that stand before these already, such as pins. */
  readonly placed?: readonly number[];
  /** How often an item was shown, and taken then; left out: nothing is known. */
  readonly outcomeOf?: (item: number) => { readonly trials: number; readonly successes: number };
}

/**
 * The places of a page from a ranked list: `rerank` for all of them, or for all but the last, which `thompsonSlot` then
 * fills from what is left of the pool, within the quotas.
 *
 * @param ranked best first, eligible items only, without those in `placed`
 * @example
 * const options = { limit: 2, settings: DEFAULT_RERANK, flags: createMenuFlags([]), boostOf: () => 1, similarity: () => 0 };
 * const ranked = [{ item: 0, probability: 0.5 }, { item: 1, probability: 0.1 }, { item: 2, probability: 0.05 }];
 * arrangePage(ranked, { ...options, explorationDraw: null }).map(({ entry }) => entry.item) // => [0, 1]
 * // Of items 1 and 2 the first is the better one with probability 28/37.
 * arrangePage(ranked, { ...options, explorationDraw: 0.9 }).map(({ entry }) => entry.item) // => [0, 2]
 * arrangePage(ranked, { ...options, explorationDraw: 0.9 }).map(({ propensity }) => propensity) // => [1, 0.243243]
 */
export function arrangePage<T extends LikelyItem>(ranked: readonly T[], options: PageOptions): PagePlace<T>[] {
  const { limit, settings, explorationDraw, flags, similarity } = options;
  const candidates = ranked.slice(0, limit * POOL_PER_PLACE).map((entry) => readCandidate(entry, options));
  const placed = (options.placed ?? []).map((item) => ({ item, ...kindOf(flags, item) }));
  // Without a quota an owner wants no list held back.
  const mostOfRole = settings.categoryQuota === null ? null : roleQuota(limit);
  const explores = explorationDraw !== null && limit > 1;
  const chosen = rerank(candidates, {
    ...settings,
    limit: explores ? limit - 1 : limit,
    mostOfRole,
    typicalMarginMinor: flags.typicalMarginMinor,
    similarity,
    placed,
  });
  const places = chosen.map(({ entry }) => ({ entry, propensity: 1 }));
  if (!explores) return places;
  const left = candidates.filter((candidate) => !chosen.includes(candidate));
  const before = [...placed, ...chosen];
  const admitsCategory = quotaAdmits(
    before.map(({ categoryId }) => categoryId),
    settings.categoryQuota,
  );
  const admitsRole = roleAdmits(
    before.map(({ role }) => role),
    mostOfRole,
  );
  const admitted = left.filter(({ categoryId, role }) => admitsCategory(categoryId) && admitsRole(role));
  const choice = thompsonSlot(admitted.length > 0 ? admitted : left, explorationDraw);
  return choice === null ? places : [...places, { entry: choice.candidate.entry, propensity: choice.propensity }];
}

function readCandidate<T extends LikelyItem>(
  entry: T,
  { flags, boostOf, outcomeOf }: PageOptions,
): RerankCandidate & ThompsonCandidate & { readonly entry: T } {
  const margin = flags.marginMinor[entry.item] ?? Number.NaN;
  const { trials = 0, successes = 0 } = outcomeOf?.(entry.item) ?? {};
  return {
    entry,
    item: entry.item,
    probability: entry.probability,
    boost: boostOf(entry.item),
    marginMinor: Number.isNaN(margin) ? null : margin,
    ...kindOf(flags, entry.item),
    trials,
    successes,
  };
}

/** What the quotas count an item as; one that is not on the menu is of no category and no role. */
function kindOf({ categoryId, role }: MenuFlags, item: number): { categoryId: number | null; role: Role } {
  return { categoryId: categoryId[item] || null, role: ROLES[role[item] ?? -1] ?? 'other' };
}
