import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createItem } from '../create-item.ts';
import { type CatalogItem, ROLES } from '../items.ts';
import { rankSimilarItems, type SimilarItemsOptions } from './similar-items.ts';
import { ItemTextIndex } from './text-similarity.ts';

const makeItem = (id: number, name: string, more: Partial<CatalogItem> = {}) => createItem({ id, name, ...more });

function optionsFor(menu: readonly CatalogItem[], more: Partial<SimilarItemsOptions> = {}): SimilarItemsOptions {
  return {
    candidates: menu,
    text: new ItemTextIndex(menu),
    companions: () => new Map(),
    orderCount: () => 0,
    limit: 20,
    ...more,
  };
}

const idsOf = (list: readonly { item: CatalogItem }[]) => list.map(({ item }) => item.id);

describe('rankSimilarItems', () => {
  test('worked example with companions: .5 x 1 + .2 x 1 + .3 x .96 = .988', () => {
    const menu = [makeItem(1, 'Cola', { categoryId: 7 }), makeItem(2, 'Cola', { categoryId: 7 })];
    const [cola] = menu as [CatalogItem, CatalogItem];
    const companions = (id: number) =>
      new Map([
        [8, id === 1 ? 3 : 4],
        [9, id === 1 ? 4 : 3],
      ]);
    const [best] = rankSimilarItems(cola, optionsFor(menu, { companions, orderCount: () => 20 }));
    expect(best).toEqual({ item: menu[1], score: 0.988, reason: 'Similar to Cola' });
  });

  test('without 20 orders of both the weight of companions goes to the others: text 1 alone is .5 / .7', () => {
    const menu = [makeItem(1, 'Cola'), makeItem(2, 'Cola')];
    const [cola] = menu as [CatalogItem, CatalogItem];
    const companions = () => new Map([[9, 1]]);
    const orderCount = (id: number) => (id === 1 ? 500 : 19);
    expect(rankSimilarItems(cola, optionsFor(menu, { companions, orderCount }))[0]?.score).toBe(0.714286);
  });

  test('opposite companions do not push below what text and category say', () => {
    const menu = [makeItem(1, 'Cola', { categoryId: 7 }), makeItem(2, 'Cola', { categoryId: 7 })];
    const [cola] = menu as [CatalogItem, CatalogItem];
    const companions = (id: number) => new Map([[9, id === 1 ? 1 : -1]]);
    expect(rankSimilarItems(cola, optionsFor(menu, { companions, orderCount: () => 50 }))[0]?.score).toBe(0.7);
  });

  test('a category in common is not enough by itself, nor is having none', () => {
    const menu = [
      makeItem(1, 'Cola', { categoryId: 7 }),
      makeItem(2, 'Brie', { categoryId: 7 }),
      makeItem(3, 'Ham'),
      makeItem(4, 'Egg'),
    ];
    const options = optionsFor(menu);
    expect(menu.flatMap((item) => rankSimilarItems(item, options))).toEqual([]);
  });

  test('never offers a known other role, a sold-out item or the item itself', () => {
    const menu = [
      makeItem(1, 'Lemon', { role: 'drink' }),
      makeItem(2, 'Lemon', { role: 'dessert' }),
      makeItem(3, 'Lemon', { role: 'drink', available: false }),
      makeItem(4, 'Lemon'),
      makeItem(5, 'Lemon', { role: 'drink' }),
    ];
    expect(idsOf(rankSimilarItems(menu[0] as CatalogItem, optionsFor(menu)))).toEqual([4, 5]);
  });

  test('laws: scores fall, ties go by id, limit holds, order of candidates does not matter', () => {
    const items = fc.array(
      fc.record({
        name: fc.constantFrom('Cola', 'Cola Zero', 'Lemon Cola', 'Lemon Tart', 'Tart'),
        categoryId: fc.constantFrom(null, 1, 2),
        role: fc.constantFrom(...ROLES),
        available: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(items, fc.nat(20), (rows, limit) => {
        const menu = rows.map(({ name, ...more }, index) => makeItem(index + 1, name, more));
        const item = menu[0] as CatalogItem;
        const ranked = rankSimilarItems(item, optionsFor(menu, { limit }));
        expect(ranked.length).toBeLessThanOrEqual(limit);
        expect(rankSimilarItems(item, optionsFor([...menu].reverse(), { limit }))).toEqual(ranked);
        for (const [at, { item: other, score }] of ranked.entries()) {
          const next = ranked[at + 1];
          if (next) expect(score > next.score || (score === next.score && other.id < next.item.id)).toBe(true);
          expect(score >= 0.3 && score <= 1 && other.available && other.id !== item.id).toBe(true);
          if (item.role !== 'other' && other.role !== 'other') expect(other.role).toBe(item.role);
        }
      }),
      { seed: 6 },
    );
  });
});
