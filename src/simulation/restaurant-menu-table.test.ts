import { describe, expect, test } from 'vitest';
import { categoryInputSchema, externalId, itemInputSchema, newStoreSchema } from '../contract/catalog.ts';
import { assignedRole, guessRole } from '../engine/meal/role-guess.ts';
import { DIGITAL_SHOP } from './digital-shop.ts';
import { RESTAURANT } from './restaurant-menu-table.ts';
import { COURSE_OF_CATEGORY, PLANTED_PAIRS, PLANTED_SUBSTITUTES, TASTES, TRENDING_ITEM } from './restaurant-tastes.ts';

const ids = RESTAURANT.items.map(({ id }) => id);

describe.each([
  ['restaurant', RESTAURANT],
  ['digital shop', DIGITAL_SHOP],
])('catalogue of the %s', (_, catalog) => {
  test('is what the contract takes, unchanged', () => {
    expect(newStoreSchema.parse(catalog.store)).toEqual(catalog.store);
    for (const { id, category } of catalog.categories) {
      expect(externalId.parse(id)).toBe(id);
      expect(categoryInputSchema.parse(category)).toEqual(category);
    }
    for (const { id, item } of catalog.items) {
      expect(externalId.parse(id)).toBe(id);
      expect(itemInputSchema.parse(item)).toEqual(item);
    }
  });

  test('has ids, names and positions once, and every item in a category of its own', () => {
    const categories = catalog.categories.map(({ id }) => id);
    const positions = catalog.categories.map(({ category }) => category.position);
    const itemIds = catalog.items.map(({ id }) => id);
    const names = catalog.items.map(({ item }) => item.name);
    const lists: readonly unknown[][] = [categories, positions, itemIds, names];
    for (const list of lists) expect(new Set(list).size).toBe(list.length);
    expect(new Set(catalog.items.map(({ item }) => item.category))).toEqual(new Set(categories));
  });
});

describe('restaurant', () => {
  test('has 63 dishes, two of them sold out and a few featured, each sold above its cost', () => {
    expect(ids.length).toBe(63);
    expect(RESTAURANT.items.filter(({ item }) => !item.available).length).toBe(2);
    expect(RESTAURANT.items.filter(({ item }) => item.featured).length).toBe(5);
    for (const { item } of RESTAURANT.items) expect(item.cost_minor ?? 0).toBeLessThan(item.price_minor ?? 0);
  });

  test('categories play the role of their course: said by the owner, or guessed from the name', () => {
    for (const { id, category } of RESTAURANT.categories) {
      const role = category.role ?? assignedRole(guessRole({ name: category.name }));
      expect([id, role]).toEqual([id, COURSE_OF_CATEGORY[id]]);
    }
    expect(new Set(Object.values(COURSE_OF_CATEGORY)).size).toBe(6);
    expect(RESTAURANT.categories.filter(({ category }) => category.role === undefined).length).toBe(4);
  });

  test('uses the tags of guests with diets', () => {
    const tags = new Set(RESTAURANT.items.flatMap(({ item }) => item.tags));
    expect([...tags].sort()).toEqual(['alcohol', 'contains-nuts', 'gluten-free', 'spicy', 'vegan', 'vegetarian']);
  });
});

describe('tastes', () => {
  test('every dish has a taste, every taste a dish', () => {
    expect(Object.keys(TASTES).sort()).toEqual([...ids].sort());
    expect(Object.values(TASTES).every(({ weight }) => weight > 0)).toBe(true);
  });

  test('20 to 30 pairs of two dishes of the menu, each pair once; substitutes beside them', () => {
    expect(PLANTED_PAIRS.length).toBe(27);
    expect(PLANTED_PAIRS.every(({ multiplier }) => multiplier >= 3)).toBe(true);
    expect(PLANTED_SUBSTITUTES.every(({ multiplier }) => multiplier > 0 && multiplier < 0.5)).toBe(true);
    const pairs = [...PLANTED_PAIRS, ...PLANTED_SUBSTITUTES].map((pair) => [pair.antecedent, pair.consequent].sort());
    expect(pairs.flat().filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(pairs.map((pair) => pair.join())).size).toBe(pairs.length);
    expect(pairs.every(([first, second]) => first !== second)).toBe(true);
  });

  test('what trends can be ordered', () => {
    expect(RESTAURANT.items.find(({ id }) => id === TRENDING_ITEM)?.item.available).toBe(true);
  });
});
