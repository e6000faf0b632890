/** What a guest may eat by choice or faith, in the order in which diets are listed to people. */
export const DIETS = ['vegan', 'vegetarian', 'jain', 'halal', 'kosher', 'gluten-free', 'lactose-free'] as const;

/** One of {@link DIETS}. */
export type Diet = (typeof DIETS)[number];

/** The fourteen allergens that food must be labelled with: Regulation (EU) No 1169/2011, Annex II. */
export const ALLERGENS = [
  'celery',
  'crustaceans',
  'eggs',
  'fish',
  'gluten',
  'lupin',
  'milk',
  'molluscs',
  'mustard',
  'nuts',
  'peanuts',
  'sesame',
  'soybeans',
  'sulphites',
] as const;

/** One of {@link ALLERGENS}. */
export type Allergen = (typeof ALLERGENS)[number];

/** What an item of a diet suits besides. */
const IMPLIED: Readonly<Partial<Record<Diet, readonly Diet[]>>> = { vegan: ['vegetarian'], jain: ['vegetarian'] };

/**
 * A list of diets as bits: bit i is `DIETS[i]`.
 *
 * @example
 * dietBits(['vegan', 'halal']) // => 9
 */
export function dietBits(diets: readonly Diet[]): number {
  return bitsOf(DIETS, diets);
}

/**
 * The diets that an item suits, as bits: those that are said, and those that follow from them (vegan and Jain dishes
 * are vegetarian).
 *
 * @example
 * suitedDietBits(['vegan']) === dietBits(['vegan', 'vegetarian']) // => true
 */
export function suitedDietBits(diets: readonly Diet[]): number {
  return dietBits(diets.flatMap((diet) => [diet, ...(IMPLIED[diet] ?? [])]));
}

/**
 * A list of allergens as bits: bit i is `ALLERGENS[i]`.
 *
 * @example
 * allergenBits(['celery', 'eggs']) // => 5
 */
export function allergenBits(allergens: readonly Allergen[]): number {
  return bitsOf(ALLERGENS, allergens);
}

function bitsOf(names: readonly string[], chosen: readonly string[]): number {
  let bits = 0;
  for (const name of chosen) bits |= 1 << names.indexOf(name);
  return bits;
}
