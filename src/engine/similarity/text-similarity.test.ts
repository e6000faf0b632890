import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createItem } from '../create-item.ts';
import type { CatalogItem } from '../items.ts';
import { countItemWords, countNameTrigrams } from './text-features.ts';
import { ItemTextIndex } from './text-similarity.ts';

const makeItem = (id: number, name: string, more: Partial<CatalogItem> = {}) => createItem({ id, name, ...more });

const words = fc.constantFrom('garlic', 'naan', 'nan', 'rice', 'chicken', 'korma', 'Crème', 'brûlée', '');
const menus = fc
  .array(fc.tuple(fc.array(words, { maxLength: 3 }), fc.array(words, { maxLength: 2 }), words), {
    minLength: 2,
    maxLength: 8,
  })
  .map((rows) =>
    rows.map(([name, tags, description], index) => makeItem(index + 1, name.join(' '), { tags, description })),
  );

describe('text features', () => {
  test('weigh a word by the fields it stands in: name 1 + tags .7 + category .5 + description .4 = 2.6', () => {
    const item = makeItem(1, 'Rice', { tags: ['rice'], categoryName: 'Rice', description: 'rice with egg' });
    expect(countItemWords(item).get('rice')).toBeCloseTo(2.6, 12);
    expect(countItemWords(item).get('egg')).toBe(0.4);
  });

  test('take trigrams of each word by itself', () => {
    expect([...countNameTrigrams('Oh la').keys()]).toEqual([' oh', 'oh ', ' la', 'la ']);
  });
});

describe('ItemTextIndex', () => {
  test('worked example: one word of two in common', () => {
    // Two items "ab" and "ab cd". Idf: ab in 2 of 2 -> ln 2 = .6931; cd in 1 of 2 -> ln 3 = 1.0986.
    // Words: .6931 / sqrt(.6931^2 + 1.0986^2) = .6931 / 1.2990 = .5336.
    // Trigrams " ab", "ab " in both (.6931 each), " cd", "cd " in one (1.0986 each): the same .5336.
    // .6 x .5336 + .4 x .5336 = .5336.
    const [a, b] = [makeItem(1, 'ab'), makeItem(2, 'ab cd')];
    expect(new ItemTextIndex([a, b]).similarity(a, b)).toBeCloseTo(0.5336, 4);
  });

  test('worked example: trigrams alone count .4', () => {
    // "Naan" { na, naa, aan, an } and "Nan" { na, nan, an }: no word in common. Idf as above: ln 2 in both, ln 3 in one.
    // Product 2 x .4805 = .9609; lengths sqrt(.9609 + 2 x 1.2069) = 1.8371 and sqrt(.9609 + 1.2069) = 1.4724.
    // .4 x .9609 / (1.8371 x 1.4724) = .4 x .3553 = .1421.
    const [a, b] = [makeItem(1, 'Naan'), makeItem(2, 'Nan')];
    expect(new ItemTextIndex([a, b]).similarity(a, b)).toBeCloseTo(0.1421, 4);
  });

  test('holds two spellings together by their trigrams', () => {
    const menu = [
      makeItem(1, 'Garlic Naan'),
      makeItem(2, 'Garlic Nan'),
      makeItem(3, 'Garlic Prawns'),
      makeItem(4, 'Korma'),
    ];
    const index = new ItemTextIndex(menu);
    expect(index.nearest(makeItem(1, 'Garlic Naan'), 5).map((neighbor) => neighbor.item.id)).toEqual([2, 3]);
  });

  test('a rare word binds more than one that every item has', () => {
    const menu = ['Chicken Korma', 'Chicken Madras', 'Chicken Bhuna', 'Lamb Korma'].map((name, at) =>
      makeItem(at + 1, name),
    );
    const index = new ItemTextIndex(menu);
    expect(index.nearest(makeItem(1, 'Chicken Korma'), 1)[0]?.item.id).toBe(4);
  });

  test('reads an item that is not in the index', () => {
    const index = new ItemTextIndex([makeItem(1, 'Garlic Naan'), makeItem(2, 'Plain Rice')]);
    expect(index.nearest(makeItem(9, 'Naan'), 3).map((neighbor) => neighbor.item.id)).toEqual([1]);
    expect(index.nearest(makeItem(9, '???'), 3)).toEqual([]);
  });

  test('equal neighbours come by id, and the limit holds', () => {
    const menu = [3, 2, 1, 4].map((id) => makeItem(id, 'Cola'));
    const nearest = new ItemTextIndex(menu).nearest(makeItem(4, 'Cola'), 2);
    expect(nearest.map((neighbor) => neighbor.item.id)).toEqual([1, 2]);
  });

  test('similarity is symmetric, 0..1, and 1 for an item and itself', () => {
    fc.assert(
      fc.property(menus, (menu) => {
        const index = new ItemTextIndex(menu);
        for (const a of menu) {
          expect(index.similarity(a, a)).toBe(1);
          for (const b of menu) {
            const similarity = index.similarity(a, b);
            expect(similarity).toBe(index.similarity(b, a));
            expect(similarity).toBeGreaterThanOrEqual(0);
            expect(similarity).toBeLessThanOrEqual(1);
          }
        }
      }),
      { seed: 4 },
    );
  });

  test('nearest agrees with similarity, whatever the order of the catalogue', () => {
    fc.assert(
      fc.property(menus, (menu) => {
        const [first] = menu;
        if (first === undefined) return;
        const forward = new ItemTextIndex(menu).nearest(first, 99);
        const backward = new ItemTextIndex([...menu].reverse()).nearest(first, 99);
        expect(backward).toEqual(forward);
        const alike = menu.filter(
          (item) => item.id !== first.id && new ItemTextIndex(menu).similarity(first, item) > 1e-6,
        );
        expect(new Set(forward.map((neighbor) => neighbor.item.id))).toEqual(new Set(alike.map((item) => item.id)));
      }),
      { seed: 5, numRuns: 50 },
    );
  });
});
