import { expect, test } from 'vitest';
import { createMenu } from './menu-items.ts';

const named = (externalId: string, name: string, category: string | null = null) => ({
  externalId,
  name,
  category,
  priceMinor: null,
});

test("the history's own category goes before the list's, the list's before a guess, and some items have none", () => {
  const menu = createMenu(
    [
      named('a', 'Mango Lassi', 'Cold Drinks'),
      named('b', 'Mystery Plate'),
      named('c', 'Mystery Cup'),
      named('d', 'Garlic Naan'),
      named('e', 'T-LIGHT HOLDER'),
    ],
    new Map([
      ['a', 'starter'],
      ['b', 'main'],
      ['c', 'drink'],
    ]),
  );
  expect(menu.map((item) => item.categoryName)).toEqual(['Cold Drinks', 'main', 'drink', 'side', null]);
  expect(menu.map((item) => item.role)).toEqual(['drink', 'main', 'drink', 'side', 'other']);
  expect(menu.map((item) => item.id)).toEqual([1, 2, 3, 4, 5]);
  expect(menu.map((item) => item.categoryId)).toEqual([1, 2, 3, 4, null]);
});

test('items of one category share its id', () => {
  const menu = createMenu([named('a', 'Tea', 'drink'), named('b', 'Coffee', 'drink')], new Map());
  expect(menu.map((item) => item.categoryId)).toEqual([1, 1]);
});
