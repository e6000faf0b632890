import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createItem } from '../create-item.ts';
import { type CatalogItem, ROLES, type Role } from '../items.ts';
import { completeMeal } from './complement.ts';
import { findMissingRoles } from './meal-shape.ts';
import { starterPriceCap } from './starter-price-cap.ts';

const makeItem = (id: number, role: Role, more: Partial<CatalogItem> = {}) =>
  createItem({ id, name: `${role} ${id}`, role, priceMinor: 900, ...more });

const menu = [
  makeItem(1, 'main'),
  makeItem(2, 'main'),
  makeItem(3, 'drink'),
  makeItem(4, 'drink'),
  makeItem(5, 'dessert'),
  makeItem(6, 'starter'),
  makeItem(7, 'side'),
  makeItem(8, 'starter', { priceMinor: 1501 }),
];
const pick = (...ids: number[]) => menu.filter((item) => ids.includes(item.id));

function complete(cart: readonly CatalogItem[], more: Partial<Parameters<typeof completeMeal>[0]> = {}) {
  return completeMeal({ cart, candidates: menu, score: (item) => item.id, starterPriceCapMinor: 1500, ...more });
}

describe('findMissingRoles', () => {
  test.each<[Role[], Role[]]>([
    [[], []],
    [['main'], ['drink', 'dessert', 'starter']],
    [
      ['main', 'drink'],
      ['dessert', 'starter'],
    ],
    [
      ['main', 'side'],
      ['drink', 'dessert'],
    ],
    [['main', 'starter', 'drink', 'dessert'], []],
    [['drink'], ['starter']],
    [['side'], ['drink']],
    [['dessert', 'main', 'main'], ['drink']],
    [
      ['main', 'main', 'main'],
      ['drink', 'dessert'],
    ],
    [['other'], ['drink', 'starter']],
  ])('a cart of %j lacks %j', (cart, missing) => {
    const items = cart.map((role, index) => makeItem(index + 1, role));
    expect(findMissingRoles(items).map(({ role }) => role)).toEqual(missing);
  });

  test('counts an item that is in the cart twice once', () => {
    const [main] = pick(1);
    const cart = [main, main, main].filter((item) => item !== undefined);
    expect(findMissingRoles(cart).map(({ role }) => role)).toContain('starter');
  });
});

describe('completeMeal', () => {
  test('offers drink, dessert and starter in this order, with their words', () => {
    expect(complete(pick(1)).map(({ item, missingRole, reason }) => [item.id, missingRole, reason])).toEqual([
      [4, 'drink', 'Complete your meal with a drink'],
      [5, 'dessert', 'Save room for dessert!'],
      [6, 'starter', 'Start with an appetizer'],
    ]);
  });

  test('takes the best by score, equal ones (to 1e-6) by id', () => {
    expect(complete(pick(1), { score: (item) => -item.id })[0]?.item.id).toBe(3);
    expect(complete(pick(1), { score: (item) => item.id * 1e-8 })[0]?.item.id).toBe(3);
  });

  test('holds the starter cap, and lets a starter of unknown price pass only without a cap', () => {
    const free = makeItem(9, 'starter', { priceMinor: null });
    const candidates = [...menu, free];
    const startersAt = (cap: number | null) =>
      complete(pick(1), { candidates, starterPriceCapMinor: cap }).filter(
        ({ missingRole }) => missingRole === 'starter',
      );
    expect(startersAt(1501)[0]?.item.id).toBe(8);
    expect(startersAt(1500)[0]?.item.id).toBe(6);
    expect(startersAt(899)).toEqual([]);
    expect(startersAt(null)[0]?.item.id).toBe(9);
  });

  test('a missing role without a fitting item adds nothing, nor does a sold-out one', () => {
    const candidates = [makeItem(5, 'dessert'), makeItem(3, 'drink', { available: false })];
    expect(complete(pick(1), { candidates }).map(({ item }) => item.id)).toEqual([5]);
  });

  test('a store without roles and an empty cart get nothing', () => {
    const unknown = menu.map((item) => ({ ...item, role: 'other' as const }));
    expect(complete(unknown.slice(0, 1), { candidates: unknown })).toEqual([]);
    expect(complete([])).toEqual([]);
  });

  test('laws: nothing of the cart, no main, at most three, fixed order of roles, candidates in any order', () => {
    const items = fc
      .array(fc.record({ role: fc.constantFrom(...ROLES), priceMinor: fc.constantFrom(null, 500, 2000) }), {
        maxLength: 15,
      })
      .map((rows) => rows.map(({ role, priceMinor }, index) => makeItem(index + 1, role, { priceMinor })));
    fc.assert(
      fc.property(items, fc.nat(6), fc.func(fc.double({ noNaN: false })), (candidates, cartSize, score) => {
        const cart = candidates.slice(0, cartSize);
        const options = { cart, candidates, score: (item: CatalogItem) => score(item.id), starterPriceCapMinor: 1500 };
        const completed = completeMeal(options);
        const order = completed.map(({ missingRole }) => ['drink', 'dessert', 'starter'].indexOf(missingRole));
        expect(completed.length).toBeLessThanOrEqual(3);
        expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
        for (const { item, missingRole } of completed) {
          expect(item.role).toBe(missingRole);
          expect(item.role).not.toBe('main');
          expect(cart.map(({ id }) => id)).not.toContain(item.id);
          expect(cart.map(({ role }) => role)).not.toContain(item.role);
        }
        expect(completeMeal({ ...options, candidates: [...candidates].reverse() })).toEqual(completed);
      }),
      { seed: 7 },
    );
  });
});

describe('starterPriceCap', () => {
  const starters = (...prices: (number | null)[]) =>
    prices.map((priceMinor, index) => makeItem(index + 1, 'starter', { priceMinor }));

  test('is 15.00 in dollars, euros and pounds, whatever the menu', () => {
    for (const currency of ['USD', 'EUR', 'gbp']) expect(starterPriceCap({ currency, items: starters(9) })).toBe(1500);
  });

  test('is the median known starter price elsewhere: (250 + 301) / 2 = 275.5, rounded down', () => {
    expect(starterPriceCap({ currency: 'INR', items: starters(400, 100, 250) })).toBe(250);
    expect(starterPriceCap({ currency: 'INR', items: starters(301, null, 100, 900, 250) })).toBe(275);
    expect(starterPriceCap({ currency: 'JPY', items: [...starters(null), makeItem(9, 'main')] })).toBeNull();
  });
});
