import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { ALLERGENS, DIETS } from '../diets.ts';
import { StoreModel } from '../model/store-model.ts';
import { createRequest } from './create-request.ts';
import { createEligibility, type Gate } from './eligibility.ts';
import { createMenuFlags } from './menu-flags.ts';
import type { OwnerRule, RecommendationRequest } from './request.ts';

const MENU = [
  createItem({ id: 1, name: 'Soup', categoryId: 1, priceMinor: 500 }),
  createItem({ id: 2, name: 'Stew', categoryId: 2, priceMinor: null, available: false }),
  createItem({ id: 3, name: 'Red Wine', categoryId: 3, tags: ['Alcohol'] }),
  createItem({ id: 4, name: 'White Wine', categoryId: 3, tags: ['alcohol'] }),
  createItem({ id: 5, name: 'Dal', categoryId: 2, diets: ['vegan', 'halal'], allergens: ['mustard', 'milk'] }),
  createItem({ id: 6, name: 'Rice', categoryId: 2, diets: ['vegetarian'], allergens: [] }),
];

function block(target: Partial<OwnerRule>): OwnerRule {
  const always = { antecedentItemId: null, placement: null, startsAtMs: null, endsAtMs: null };
  return { ...always, kind: 'block', itemId: null, categoryId: null, factor: null, ...target };
}

function gatesOf(itemId: number, asked: Partial<RecommendationRequest>): Gate[] {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(MENU);
  return createEligibility(model, createRequest({ nowMs: 0, ...asked })).gatesOf(model.items.indexOf(itemId));
}

describe('the gates', () => {
  test.each([
    [1, {}, []],
    [2, {}, ['unavailable']],
    [1, { cart: [1] }, ['in_cart']],
    [1, { sourceItemId: 1 }, ['looked_at']],
    [1, { exclude: [1] }, ['excluded']],
    [1, { priceCapMinor: 499 }, ['over_price_cap']],
    [1, { priceCapMinor: 500 }, []],
    [1, { categoryId: 1 }, []],
    [1, { categoryId: 2 }, ['other_category']],
    [2, { cart: [2], priceCapMinor: 1, categoryId: 1 }, ['unavailable', 'in_cart', 'over_price_cap', 'other_category']],
    [9, {}, ['unavailable']],
    [3, {}, ['age_restricted']],
    [3, { cart: [1] }, ['age_restricted']],
    [3, { cart: [4] }, []],
    [3, { sourceItemId: 4 }, []],
    [3, { categoryId: 3 }, []],
    [3, { suggestAgeRestricted: true }, []],
    [5, { diets: ['vegan'] }, []],
    [5, { diets: ['vegetarian', 'halal'] }, []],
    [5, { diets: ['vegan', 'gluten-free'] }, ['diet']],
    [6, { diets: ['vegetarian'] }, []],
    [6, { diets: ['vegan'] }, ['diet']],
    [1, { diets: ['vegetarian'] }, ['diet']],
    [5, { avoidAllergens: ['milk'] }, ['allergen']],
    [5, { avoidAllergens: ['nuts', 'eggs'] }, []],
    [6, { avoidAllergens: ALLERGENS }, []],
    [1, { avoidAllergens: ['nuts'] }, ['allergen']],
    [1, { rules: [block({ itemId: 1 })] }, ['blocked']],
    [1, { rules: [block({ categoryId: 1 })] }, ['blocked']],
    [1, { rules: [block({ categoryId: 2 })] }, []],
    [1, { rules: [{ ...block({ itemId: 1 }), kind: 'boost', factor: 2 }] }, []],
    [1, { rules: [block({ categoryId: 1, antecedentItemId: 6 })] }, []],
    [1, { cart: [6], rules: [block({ categoryId: 1, antecedentItemId: 6 })] }, ['blocked']],
    [6, { rules: [block({ itemId: 6 }), block({ categoryId: 2 })] }, ['blocked']],
  ] satisfies [number, Partial<RecommendationRequest>, Gate[]][])(
    'item %i asked for with %o fails %o',
    (item, asked, gates) => {
      expect(gatesOf(item, asked)).toEqual(gates);
    },
  );
});

describe('createEligibility', () => {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(MENU);

  test('keeps out what would take the place of something in the cart', () => {
    const soup = model.items.indexOf(1);
    const { gatesOf, isEligible } = createEligibility(model, createRequest({ nowMs: 0 }), {
      substitutesOf: [soup, 99],
    });
    expect(gatesOf(soup)).toEqual(['substitute']);
    expect(isEligible(soup)).toBe(false);
    expect(isEligible(model.items.indexOf(6))).toBe(true);
  });

  test('goes on telling the gates of one request after another one was asked', () => {
    const [soup, other] = [model.items.indexOf(1), model.items.indexOf(6)];
    const first = createEligibility(model, createRequest({ nowMs: 0, cart: [1] }));
    const second = createEligibility(model, createRequest({ nowMs: 0, exclude: [6] }));
    expect(first.gatesOf(soup)).toEqual(['in_cart']);
    expect(first.isEligible(other)).toBe(true);
    expect(second.isEligible(soup)).toBe(true);
    expect(second.gatesOf(other)).toEqual(['excluded']);
  });

  test('never lets in what is not on the menu, asked for by any index', () => {
    const { gatesOf, isEligible } = createEligibility(model, createRequest({ nowMs: 0 }));
    for (const index of [-1, MENU.length, 1e9]) {
      expect(isEligible(index)).toBe(false);
      expect(gatesOf(index)).toEqual(['unavailable']);
    }
  });

  test('goes by the flags of the model, or by those that it is given', () => {
    const asked = createRequest({ nowMs: 0, diets: ['vegan'] });
    const flags = createMenuFlags(MENU.map((item) => ({ ...item, diets: DIETS })));
    expect(createEligibility(model, asked).isEligible(0)).toBe(false);
    expect(createEligibility(model, asked, { flags }).isEligible(0)).toBe(true);
  });

  test('is eligible exactly when no gate fails, for any menu and request', () => {
    const id = fc.integer({ min: 1, max: 6 });
    const diets = fc.subarray([...DIETS]);
    const item = fc.record({
      id: fc.constant(0),
      name: fc.constant('x'),
      categoryId: fc.option(fc.integer({ min: 1, max: 3 })),
      priceMinor: fc.option(fc.integer({ min: 0, max: 9 })),
      available: fc.boolean(),
      tags: fc.subarray(['alcohol']),
      diets,
      allergens: fc.option(fc.subarray([...ALLERGENS], { maxLength: 2 })),
    });
    const request = fc.record({
      cart: fc.array(id, { maxLength: 2 }),
      exclude: fc.array(id, { maxLength: 2 }),
      sourceItemId: fc.option(id),
      categoryId: fc.option(fc.integer({ min: 1, max: 3 })),
      priceCapMinor: fc.option(fc.integer({ min: 0, max: 9 })),
      diets: fc.subarray([...DIETS], { maxLength: 2 }),
      avoidAllergens: fc.subarray([...ALLERGENS], { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(item, { minLength: 6, maxLength: 6 }), request, (menu, asked) => {
        const store = new StoreModel(createTimeZone('UTC'));
        const items = menu.map((known, index) => createItem({ ...known, id: index + 1 }));
        store.setCatalog(items);
        const { items: passing, gatesOf, isEligible } = createEligibility(store, createRequest({ nowMs: 0, ...asked }));
        expect(passing).toEqual([...items.keys()].filter(isEligible));
        for (const [index, known] of items.entries()) {
          expect(isEligible(index)).toBe(gatesOf(index).length === 0);
          if (!isEligible(index)) continue;
          // What safety asks for, said once more without bits.
          for (const allergen of asked.avoidAllergens) expect(known.allergens?.includes(allergen)).toBe(false);
          for (const diet of asked.diets) {
            const suits: readonly string[] = diet === 'vegetarian' ? ['vegetarian', 'vegan', 'jain'] : [diet];
            expect(known.diets.some((said) => suits.includes(said))).toBe(true);
          }
        }
      }),
      { seed: 6, numRuns: 300 },
    );
  });
});
