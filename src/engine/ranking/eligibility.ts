import { allergenBits, dietBits } from '../diets.ts';
import type { StoreModel } from '../model/store-model.ts';
import { ALLERGENS_KNOWN, AVAILABLE, LISTED, type MenuFlags } from './menu-flags.ts';
import type { OwnerRule, RecommendationRequest } from './request.ts';

/** Why an item may not be suggested, in the order in which it is told; the position is the gate's bit. */
const GATES = [
  'unavailable',
  'in_cart',
  'looked_at',
  'excluded',
  'blocked',
  'over_price_cap',
  'age_restricted',
  'other_category',
  'diet',
  'allergen',
  'substitute',
] as const;

/** Why an item may not be suggested. */
export type Gate = (typeof GATES)[number];

/** Which items of a menu may be suggested for one request. */
export interface Eligibility {
  /** Indices of the items that fail no gate, ascending. */
  readonly items: readonly number[];
  /** True when the item fails no gate. */
  readonly isEligible: (item: number) => boolean;
  /** Every gate that the item fails. */
  readonly gatesOf: (item: number) => Gate[];
}

/** What an {@link Eligibility} is made from, beside model and request. */
export interface EligibilityOptions {
  /** What is known of the menu. Default: the model's. */
  readonly flags?: MenuFlags;
  /** Indices of items that would take the place of one in the cart, such as the same drink in another size. */
  readonly substitutesOf?: readonly number[];
}

/**
 * The owner's rules that hold for this request, now.
 *
 * @example
 * const everywhere = { categoryId: null, factor: null, antecedentItemId: null, startsAtMs: null };
 * const pin = { ...everywhere, kind: 'pin', itemId: 7, placement: 'cart', endsAtMs: 1_000 };
 * activeRules(createRequest({ nowMs: 999, placement: 'cart', rules: [pin] })).length // => 1
 * activeRules(createRequest({ nowMs: 1_000, placement: 'cart', rules: [pin] })).length // => 0
 */
export function activeRules(request: RecommendationRequest): readonly OwnerRule[] {
  if (request.rules.length === 0) return NO_RULES;
  return request.rules.filter(
    (rule) =>
      (rule.placement === null || rule.placement === request.placement) &&
      (rule.antecedentItemId === null || isPresent(request, rule.antecedentItemId)) &&
      (rule.startsAtMs === null || rule.startsAtMs <= request.nowMs) &&
      (rule.endsAtMs === null || request.nowMs < rule.endsAtMs),
  );
}

const NO_RULES: readonly OwnerRule[] = [];

function isPresent(request: RecommendationRequest, itemId: number): boolean {
  return request.sourceItemId === itemId || request.cart.includes(itemId);
}

/**
 * Holds every item of the menu against a request, in one pass over the menu's flags.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' }), createItem({ id: 2, name: 'Naan', available: false })]);
 * const eligibility = createEligibility(model, createRequest({ nowMs: 0, cart: [1] }));
 * eligibility.isEligible(0) // => false
 * eligibility.gatesOf(0) // => ['in_cart']
 * eligibility.gatesOf(1) // => ['unavailable']
 */
export function createEligibility(
  model: StoreModel,
  request: RecommendationRequest,
  { flags = model.flags, substitutesOf = [] }: EligibilityOptions = {},
): Eligibility {
  const question = { model, flags, request, substitutesOf };
  // One array serves all requests for the list of items: an array of its own for each would cost more than the list does.
  const items = passing(noteFaults(flags.workspace.fill(0), question), flags);
  let noted: Uint16Array | null = null;
  const failedBy = (item: number) => {
    noted ??= noteFaults(new Uint16Array(flags.size), question);
    const isAvailable = ((flags.state[item] ?? 0) & AVAILABLE) !== 0;
    return (noted[item] ?? 0) | (isAvailable ? 0 : UNAVAILABLE);
  };
  return {
    items,
    isEligible: (item) => failedBy(item) === 0,
    gatesOf: (item) => GATES.filter((_gate, bit) => (failedBy(item) & (1 << bit)) !== 0),
  };
}

/** What is held against what. */
interface GateQuestion {
  readonly model: StoreModel;
  readonly flags: MenuFlags;
  readonly request: RecommendationRequest;
  readonly substitutesOf: readonly number[];
}

/** Notes every gate but `unavailable` that an item of the menu fails. */
function noteFaults(failed: Uint16Array, { model, flags, request, substitutesOf }: GateQuestion): Uint16Array {
  failAgeRestricted(failed, { model, flags, request });
  if (request.priceCapMinor !== null) failDear(failed, flags, request.priceCapMinor);
  if (request.categoryId !== null) failOtherCategories(failed, flags, request.categoryId);
  if (request.diets.length > 0) failDiets(failed, flags, dietBits(request.diets));
  if (request.avoidAllergens.length > 0) failAllergens(failed, flags, allergenBits(request.avoidAllergens));
  if (request.rules.length > 0) failBlocked(failed, { model, flags, request });
  const failNamed = (id: number, gate: number) => failItem(failed, { flags, item: model.items.find(id), gate });
  for (const id of request.cart) failNamed(id, IN_CART);
  if (request.sourceItemId !== null) failNamed(request.sourceItemId, LOOKED_AT);
  for (const id of request.exclude) failNamed(id, EXCLUDED);
  for (const item of substitutesOf) failItem(failed, { flags, item, gate: SUBSTITUTE });
  return failed;
}

const bitOf = (gate: Gate): number => 1 << GATES.indexOf(gate);
const UNAVAILABLE = bitOf('unavailable');
const IN_CART = bitOf('in_cart');
const LOOKED_AT = bitOf('looked_at');
const EXCLUDED = bitOf('excluded');
const BLOCKED = bitOf('blocked');
const OVER_PRICE_CAP = bitOf('over_price_cap');
const AGE_GATE = bitOf('age_restricted');
const OTHER_CATEGORY = bitOf('other_category');
const DIET = bitOf('diet');
const ALLERGEN = bitOf('allergen');
const SUBSTITUTE = bitOf('substitute');

/** The available items that fail nothing else. */
function passing(failed: Uint16Array, { available }: MenuFlags): number[] {
  const items = available.slice();
  let count = 0;
  for (let place = 0; place < available.length; place++) {
    const item = available[place] as number;
    if (failed[item] === 0) items[count++] = item;
  }
  items.length = count;
  return items;
}

/** Wine may be suggested to who looks at wine, or at the wine list; never out of the blue. */
function failAgeRestricted(
  failed: Uint16Array,
  { model, flags, request }: { model: StoreModel; flags: MenuFlags; request: RecommendationRequest },
): void {
  if (flags.ageRestricted.length === 0 || request.suggestAgeRestricted) return;
  const categories = categoriesOf(model, request);
  for (const item of flags.ageRestricted) {
    if (!categories.has(flags.categoryId[item] as number)) failItem(failed, { flags, item, gate: AGE_GATE });
  }
}

function categoriesOf(model: StoreModel, request: RecommendationRequest): ReadonlySet<number> {
  const categories = new Set<number>();
  if (request.categoryId !== null) categories.add(request.categoryId);
  for (const id of [...request.cart, request.sourceItemId ?? -1]) {
    const category = model.itemAt(model.items.find(id))?.categoryId ?? null;
    if (category !== null) categories.add(category);
  }
  return categories;
}

/** A price that is not known is NaN, which is not at or below any cap. */
function failDear(failed: Uint16Array, flags: MenuFlags, capMinor: number): void {
  for (let item = 0; item < failed.length; item++) {
    if (!((flags.priceMinor[item] as number) <= capMinor)) failItem(failed, { flags, item, gate: OVER_PRICE_CAP });
  }
}

function failOtherCategories(failed: Uint16Array, flags: MenuFlags, categoryId: number): void {
  for (let item = 0; item < failed.length; item++) {
    if (flags.categoryId[item] !== categoryId) failItem(failed, { flags, item, gate: OTHER_CATEGORY });
  }
}

function failDiets(failed: Uint16Array, flags: MenuFlags, wanted: number): void {
  for (let item = 0; item < failed.length; item++) {
    if (((flags.diets[item] as number) & wanted) !== wanted) failItem(failed, { flags, item, gate: DIET });
  }
}

/** Allergens that nobody knows are not safe. */
function failAllergens(failed: Uint16Array, flags: MenuFlags, avoided: number): void {
  for (let item = 0; item < failed.length; item++) {
    const isKnown = ((flags.state[item] as number) & ALLERGENS_KNOWN) !== 0;
    const isSafe = isKnown && ((flags.allergens[item] as number) & avoided) === 0;
    if (!isSafe) failItem(failed, { flags, item, gate: ALLERGEN });
  }
}

function failBlocked(
  failed: Uint16Array,
  { model, flags, request }: { model: StoreModel; flags: MenuFlags; request: RecommendationRequest },
): void {
  const categories = new Set<number>();
  for (const { kind, itemId, categoryId } of activeRules(request)) {
    if (kind !== 'block') continue;
    if (itemId !== null) failItem(failed, { flags, item: model.items.find(itemId), gate: BLOCKED });
    if (categoryId !== null) categories.add(categoryId);
  }
  if (categories.size === 0) return;
  for (let item = 0; item < failed.length; item++) {
    if (categories.has(flags.categoryId[item] as number)) failItem(failed, { flags, item, gate: BLOCKED });
  }
}

/** What is not on the menu has no other fault that could be told. */
function failItem(failed: Uint16Array, { flags, item, gate }: { flags: MenuFlags; item: number; gate: number }): void {
  if (((flags.state[item] ?? 0) & LISTED) !== 0) failed[item] = (failed[item] as number) | gate;
}
