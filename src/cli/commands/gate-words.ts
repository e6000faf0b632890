/** What keeps an item off the answer, by the code that `explain` gives. */
const GATE_WORDS: Readonly<Record<string, string>> = {
  unavailable: 'not available',
  in_cart: 'in the cart already',
  looked_at: 'the item that is looked at',
  excluded: 'excluded by the question',
  blocked: 'blocked by a rule',
  over_price_cap: 'over the price cap',
  age_restricted: 'age-restricted',
  other_category: 'of another category',
  diet: 'does not suit the diet',
  allergen: 'not known to be free of the allergens',
  substitute: 'would take the place of an item in the cart',
  page_rules: 'variety, quota, margin, a boost or the order of the lists kept it off',
  place_taken: 'likelier only than a pin, the exploring place or the piece that completes the meal',
  below_limit: 'others are likelier',
};

const NOT_FIRST_IN = 'not_first_in:';

/**
 * A gate of an item that is not shown, in words.
 *
 * @example
 * tellGate('below_limit') // => 'others are likelier'
 * tellGate('not_first_in:complement+trending') // => 'not among the first of complement, trending'
 */
export function tellGate(gate: string): string {
  if (!gate.startsWith(NOT_FIRST_IN)) return GATE_WORDS[gate] ?? gate;
  return `not among the first of ${gate.slice(NOT_FIRST_IN.length).split('+').join(', ')}`;
}
