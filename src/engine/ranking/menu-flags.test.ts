import { describe, expect, test } from 'vitest';
import { createItem } from '../create-item.ts';
import { AGE_RESTRICTED, ALLERGENS_KNOWN, AVAILABLE, createMenuFlags, LISTED } from './menu-flags.ts';

describe('createMenuFlags', () => {
  test('reads what decides about an item', () => {
    const flags = createMenuFlags([
      createItem({ id: 1, name: 'Wine', tags: ['Alcohol'], categoryId: 7, priceMinor: 600, allergens: ['sulphites'] }),
      null,
      createItem({ id: 3, name: 'Soup', available: false, diets: ['vegan'], allergens: [] }),
      createItem({ id: 4, name: 'Bread', priceMinor: 300, costMinor: 350 }),
    ]);
    expect(flags.size).toBe(4);
    expect([...flags.state]).toEqual([
      LISTED | AVAILABLE | AGE_RESTRICTED | ALLERGENS_KNOWN,
      0,
      LISTED | ALLERGENS_KNOWN,
      LISTED | AVAILABLE,
    ]);
    expect([...flags.categoryId]).toEqual([7, 0, 0, 0]);
    expect([...flags.priceMinor]).toEqual([600, Number.NaN, Number.NaN, 300]);
    expect([...flags.marginMinor]).toEqual([Number.NaN, Number.NaN, Number.NaN, -50]);
    // vegan and vegetarian are bits 0 and 1; sulphites is the last of fourteen.
    expect([...flags.diets]).toEqual([0, 0, 3, 0]);
    expect([...flags.allergens]).toEqual([2 ** 13, 0, 0, 0]);
  });

  test.each([
    ['the middle one of an odd number', [100, 900, 300], 300],
    ['the lower middle one of an even number', [100, 900, 300, 500], 300],
    ['none when nothing is known', [], null],
    ['none when the usual item earns nothing', [0, 0, 900], null],
  ])('takes as the typical margin %s', (_what, margins, typical) => {
    const menu = margins.map((margin, index) =>
      createItem({ id: index + 1, name: 'x', priceMinor: 1000, costMinor: 1000 - margin }),
    );
    expect(createMenuFlags([...menu, createItem({ id: 99, name: 'y', priceMinor: 5 })]).typicalMarginMinor).toBe(
      typical,
    );
  });
});
