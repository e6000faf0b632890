import { allergenBits, dietBits } from '../diets.ts';
import type { StoreModel } from '../model/store-model.ts';
import { AGE_RESTRICTED, ALLERGENS_KNOWN, AVAILABLE, createMenuFlags, LISTED, type MenuFlags } from './menu-flags.ts';
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
  /** True when the item fails no gate. Costs one look into an array. */
  readonly isEligible: (item: number) => boolean;
  /** Every gate that the item fails. */
  readonly gatesOf: (item: number) => Gate[];
}

/** What an {@link Eligibility} is made from, beside model and request. */
export interface EligibilityOptions {
  /** The menu's flags where they are at hand; read anew otherwise. */
  readonly flags?: MenuFlags;
  /** Indices of items that would take the place of one in the cart, such as the same drink in another size. */
  readonly substitutesOf?: ReadonlySet<number>;
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
export function activeRules(request: RecommendationRequest): OwnerRule[] {
  return request.rules.filter(
    (rule) =>
      (rule.placement === null || rule.placement === request.placement) &&
      (rule.antecedentItemId === null || isPresent(request, rule.antecedentItemId)) &&
      (rule.startsAtMs === null || rule.startsAtMs <= request.nowMs) &&
      (rule.endsAtMs === null || request.nowMs < rule.endsAtMs),
  );
}

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
  { flags = readFlags(model), substitutesOf }: EligibilityOptions = {},
): Eligibility {
  const failed = new Uint16Array(flags.size);
  failMenu(failed, { flags, request, ownCategories: categoriesOf(model, request) });
  failNamed(failed, { model, flags, request });
  for (const item of substitutesOf ?? []) failItem(failed, { flags, item, gate: SUBSTITUTE });
  const failedBy = (item: number) => failed[item] ?? UNAVAILABLE;
  return {
    isEligible: (item) => failedBy(item) === 0,
    gatesOf: (item) => GATES.filter((_gate, bit) => (failedBy(item) & (1 << bit)) !== 0),
  };
}

/**
 * Gives, for each item of the menu, the gates it fails for a request: none means that it may be suggested.
 *
 * @example
 * const model = new StoreModel(createTimeZone('UTC'));
 * model.setCatalog([createItem({ id: 1, name: 'Curry' })]);
 * createGateCheck(model, createRequest({ nowMs: 0, cart: [1] }))(0) // => ['in_cart']
 */
export function createGateCheck(model: StoreModel, request: RecommendationRequest): (item: number) => Gate[] {
  return createEligibility(model, request).gatesOf;
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

function readFlags(model: StoreModel): MenuFlags {
  return createMenuFlags(Array.from({ length: model.items.size }, (_none, item) => model.itemAt(item)));
}

/** Wine may be suggested to who looks at wine, or at the wine list; never out of the blue. */
function categoriesOf(model: StoreModel, request: RecommendationRequest): ReadonlySet<number> {
  const categories = new Set<number>();
  if (request.categoryId !== null) categories.add(request.categoryId);
  for (const id of [...request.cart, request.sourceItemId ?? -1]) {
    const category = model.itemAt(model.items.find(id))?.categoryId ?? null;
    if (category !== null) categories.add(category);
  }
  return categories;
}

/** The gates that any item may fail by what it is. */
function failMenu(
  failed: Uint16Array,
  {
    flags,
    request,
    ownCategories,
  }: { flags: MenuFlags; request: RecommendationRequest; ownCategories: ReadonlySet<number> },
): void {
  const { size, state, diets, allergens, categoryId, priceMinor } = flags;
  const { priceCapMinor, categoryId: wantedCategory, suggestAgeRestricted } = request;
  const wantedDiets = dietBits(request.diets);
  const avoided = allergenBits(request.avoidAllergens);
  const blocked = blockedCategories(request);
  for (let item = 0; item < size; item++) {
    const itemState = state[item];
    if ((itemState & LISTED) === 0) {
      failed[item] = UNAVAILABLE;
      continue;
    }
    const category = categoryId[item];
    let bits = (itemState & AVAILABLE) === 0 ? UNAVAILABLE : 0;
    // A price that is not known is NaN, which is not at or below any cap.
    if (priceCapMinor !== null && !(priceMinor[item] <= priceCapMinor)) bits |= OVER_PRICE_CAP;
    if ((itemState & AGE_RESTRICTED) !== 0 && !suggestAgeRestricted && !ownCategories.has(category)) bits |= AGE_GATE;
    if (wantedCategory !== null && category !== wantedCategory) bits |= OTHER_CATEGORY;
    if ((diets[item] & wantedDiets) !== wantedDiets) bits |= DIET;
    // Allergens that nobody knows are not safe.
    const isKnown = (itemState & ALLERGENS_KNOWN) !== 0;
    if (avoided !== 0 && (!isKnown || (allergens[item] & avoided) !== 0)) bits |= ALLERGEN;
    if (blocked?.has(category)) bits |= BLOCKED;
    failed[item] = bits;
  }
}

/** The gates of items that the request or the owner names. */
function failNamed(
  failed: Uint16Array,
  { model, flags, request }: { model: StoreModel; flags: MenuFlags; request: RecommendationRequest },
): void {
  const failAll = (ids: readonly (number | null)[], gate: number) => {
    for (const id of ids) if (id !== null) failItem(failed, { flags, item: model.items.find(id), gate });
  };
  failAll(request.cart, IN_CART);
  failAll([request.sourceItemId], LOOKED_AT);
  failAll(request.exclude, EXCLUDED);
  failAll(
    blocks(request).map((rule) => rule.itemId),
    BLOCKED,
  );
}

/** What is not on the menu has no other fault that could be told. */
function failItem(failed: Uint16Array, { flags, item, gate }: { flags: MenuFlags; item: number; gate: number }): void {
  if ((flags.state[item] & LISTED) !== 0) failed[item] |= gate;
}

function blocks(request: RecommendationRequest): OwnerRule[] {
  return request.rules.length === 0 ? [] : activeRules(request).filter((rule) => rule.kind === 'block');
}

/** Null when there is none. */
function blockedCategories(request: RecommendationRequest): ReadonlySet<number> | null {
  const categories = blocks(request).flatMap(({ categoryId }) => (categoryId === null ? [] : [categoryId]));
  return categories.length === 0 ? null : new Set(categories);
}
