import { allergenBits, suitedDietBits } from '../diets.ts';
import { type CatalogItem, ROLES } from '../items.ts';

/** Bit of {@link MenuFlags.state}: the index is on the menu. */
export const LISTED = 1;
/** Bit of {@link MenuFlags.state}: the item can be ordered now. */
export const AVAILABLE = 2;
/** Bit of {@link MenuFlags.state}: alcohol, or whatever else has an age limit. */
export const AGE_RESTRICTED = 4;
/** Bit of {@link MenuFlags.state}: somebody has said which allergens the item holds, if any. */
export const ALLERGENS_KNOWN = 8;

/** What decides about an item in every request, by dense index: read once per menu, so that a request reads numbers. */
export interface MenuFlags {
  /** Number of indices; an index beyond is not on the menu. */
  readonly size: number;
  /** Sum of `LISTED`, `AVAILABLE`, `AGE_RESTRICTED` and `ALLERGENS_KNOWN`. */
  readonly state: Uint8Array;
  /** Indices with `AVAILABLE`, ascending. */
  readonly available: readonly number[];
  /** Indices with `AGE_RESTRICTED`, ascending. */
  readonly ageRestricted: readonly number[];
  /** Diets that the item suits: `suitedDietBits`. */
  readonly diets: Uint8Array;
  /** Allergens that the item holds: `allergenBits`. */
  readonly allergens: Uint16Array;
  /** Place of the item's role in `ROLES`. */
  readonly role: Uint8Array;
  /** Internal category id; 0 = none. */
  readonly categoryId: Float64Array;
  /** In minor units; NaN = not known. */
  readonly priceMinor: Float64Array;
  /** Price less cost, in minor units; NaN = not known. */
  readonly marginMinor: Float64Array;
  /** Median of the known margins; null when none is known or it is not above 0. */
  readonly typicalMarginMinor: number | null;
  /** A number for each index, to work with while the menu is held against one request. */
  readonly workspace: Uint16Array;
}

/**
 * Reads the flags of a menu.
 *
 * @param catalog the menu by dense index; null where an index is no longer on it
 * @example
 * const flags = createMenuFlags([createItem({ id: 1, name: 'Curry', priceMinor: 900, costMinor: 300, diets: ['vegan'] }), null]);
 * flags.state[0] // => 3
 * flags.state[1] // => 0
 * flags.typicalMarginMinor // => 600
 */
export function createMenuFlags(catalog: readonly (CatalogItem | null)[]): MenuFlags {
  const size = catalog.length;
  const flags = {
    size,
    state: new Uint8Array(size),
    diets: new Uint8Array(size),
    allergens: new Uint16Array(size),
    role: new Uint8Array(size),
    categoryId: new Float64Array(size),
    priceMinor: new Float64Array(size).fill(Number.NaN),
    marginMinor: new Float64Array(size).fill(Number.NaN),
  };
  for (const [index, item] of catalog.entries()) {
    if (item === null) continue;
    flags.state[index] = stateOf(item);
    flags.diets[index] = suitedDietBits(item.diets);
    flags.allergens[index] = allergenBits(item.allergens ?? []);
    flags.role[index] = ROLES.indexOf(item.role);
    flags.categoryId[index] = item.categoryId ?? 0;
    if (item.priceMinor === null) continue;
    flags.priceMinor[index] = item.priceMinor;
    if (item.costMinor !== null) flags.marginMinor[index] = item.priceMinor - item.costMinor;
  }
  const indicesWith = (bit: number) =>
    [...flags.state.keys()].filter((index) => (Number(flags.state[index]) & bit) !== 0);
  return {
    ...flags,
    workspace: new Uint16Array(size),
    available: indicesWith(AVAILABLE),
    ageRestricted: indicesWith(AGE_RESTRICTED),
    typicalMarginMinor: typicalMargin(flags.marginMinor),
  };
}

/** Tags that mark alcohol and whatever else has an age limit. */
const AGE_TAGS = new Set(['alcohol', 'age-restricted']);

function stateOf(item: CatalogItem): number {
  const isAgeRestricted = item.tags.some((tag) => AGE_TAGS.has(tag.toLowerCase()));
  return (
    LISTED |
    (item.available ? AVAILABLE : 0) |
    (isAgeRestricted ? AGE_RESTRICTED : 0) |
    (item.allergens === null ? 0 : ALLERGENS_KNOWN)
  );
}

/** The middle one; of an even number the lower of the two in the middle, so that it is a margin that exists. */
function typicalMargin(margins: Float64Array): number | null {
  const known = margins.filter((margin) => !Number.isNaN(margin)).sort();
  const median = known[Math.floor((known.length - 1) / 2)] ?? 0;
  return median > 0 ? median : null;
}
