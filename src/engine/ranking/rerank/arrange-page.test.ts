import { describe, expect, test } from 'vitest';
import { createItem } from '../../create-item.ts';
import { createMenuFlags } from '../menu-flags.ts';
import { arrangePage, type PageOptions } from './arrange-page.ts';
import { DEFAULT_RERANK } from './rerank-settings.ts';

/** Drinks 0 to 3, of which the last earns most, and a cake without a price. */
const FLAGS = createMenuFlags([
  ...[100, 100, 100, 250].map((margin, index) =>
    createItem({ id: index + 1, name: 'drink', categoryId: 7, priceMinor: 500, costMinor: 500 - margin }),
  ),
  createItem({ id: 5, name: 'cake', categoryId: 8 }),
]);
const RANKED = [0.3, 0.28, 0.26, 0.24, 0.05].map((probability, item) => ({ item, probability, note: `item ${item}` }));
const PLAIN: PageOptions = {
  limit: 4,
  settings: { marginDial: 0, diversity: 0, categoryQuota: null },
  explorationDraw: null,
  flags: FLAGS,
  boostOf: () => 1,
  similarity: () => 0,
};

const page = (options: Partial<PageOptions>) => arrangePage(RANKED, { ...PLAIN, ...options });
const items = (options: Partial<PageOptions>) => page(options).map(({ entry }) => entry.item);

describe('arrangePage', () => {
  test('gives the list as it is, entries and all, with everything off', () => {
    expect(page({})).toEqual(RANKED.slice(0, 4).map((entry) => ({ entry, propensity: 1 })));
    expect(page({ limit: 9 })).toHaveLength(5);
    expect(page({ limit: 0 })).toEqual([]);
  });

  test('reads margins, categories and boosts', () => {
    expect(items({ settings: { ...PLAIN.settings, marginDial: 1 } })).toEqual([3, 0, 1, 2]);
    expect(items({ boostOf: (item) => (item === 2 ? 2 : 1) })).toEqual([2, 0, 1, 3]);
  });

  test('holds the quota where the other is likely enough', () => {
    const settings = { ...DEFAULT_RERANK, diversity: 0 };
    // .05 is less than 60 % of .26.
    expect(items({ settings })).toEqual([0, 1, 2, 3]);
    const likelyCake = RANKED.map((entry) => (entry.item === 4 ? { ...entry, probability: 0.2 } : entry));
    const shown = (options: Partial<PageOptions>) =>
      arrangePage(likelyCake, { ...PLAIN, settings, ...options }).map(({ entry }) => entry.item);
    expect(shown({})).toEqual([0, 1, 4, 2]);
    // A pinned drink stands before: one more, then the cake, then the quota gives way.
    expect(shown({ placed: [9, 3], limit: 2 })).toEqual([0, 4]);
  });

  test('explores with the last place only, and not with the only one', () => {
    const first = page({ explorationDraw: 0 });
    expect(first.map(({ propensity }) => propensity === 1)).toEqual([true, true, true, false]);
    expect(first.at(-1)?.entry.item).toBe(3);
    const last = page({ explorationDraw: 0.999_999 });
    expect(last.map(({ entry }) => entry.item)).toEqual([0, 1, 2, 4]);
    expect((first.at(-1)?.propensity ?? 0) + (last.at(-1)?.propensity ?? 0)).toBeCloseTo(1, 9);
    expect(page({ explorationDraw: 0.999_999, limit: 1 })).toEqual([{ entry: RANKED[0], propensity: 1 }]);
    expect(page({ explorationDraw: 0.5, limit: 9 })).toHaveLength(5);
  });

  test('explores within the quota, and learns from what became of an item', () => {
    const settings = { ...PLAIN.settings, categoryQuota: 2 };
    expect(page({ settings, limit: 3, explorationDraw: 0 }).at(-1)).toEqual({ entry: RANKED[4], propensity: 1 });
    const outcomeOf = (item: number) => (item === 4 ? { trials: 100, successes: 90 } : { trials: 100, successes: 0 });
    expect(page({ explorationDraw: 0.5, outcomeOf }).at(-1)?.entry.item).toBe(4);
    expect(page({ explorationDraw: 0.5 }).at(-1)?.entry.item).toBe(3);
  });

  test('leaves a third of a page of six to others than drinks, also where the last place explores', () => {
    const flags = createMenuFlags([
      ...[1, 2, 3, 4, 5, 6].map((id) => createItem({ id, name: 'drink', role: 'drink' })),
      ...[7, 8].map((id) => createItem({ id, name: 'dish', role: 'main' })),
    ]);
    const ranked = [0.2, 0.19, 0.18, 0.17, 0.16, 0.15, 0.08, 0.05].map((probability, item) => ({ item, probability }));
    const shown = (options: Partial<PageOptions>, list = ranked) =>
      arrangePage(list, { ...PLAIN, flags, limit: 6, settings: { ...DEFAULT_RERANK, diversity: 0 }, ...options }).map(
        ({ entry }) => entry.item,
      );
    expect(shown({})).toEqual([0, 1, 2, 3, 6, 7]);
    expect(shown({ limit: 4 })).toEqual([0, 1, 2, 3]);
    expect(shown({ settings: PLAIN.settings })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(shown({ explorationDraw: 0 })).toEqual([0, 1, 2, 3, 6, 7]);
    // Two pinned drinks count: two more, then dishes.
    expect(shown({ placed: [0, 1] }, ranked.slice(2))).toEqual([2, 3, 6, 7, 4, 5]);
  });
});
