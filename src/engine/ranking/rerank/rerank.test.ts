import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../items.ts';
import { LEAST_PROBABILITY_SHARE, POOL_PER_PLACE, type RerankCandidate, type RerankOptions, rerank } from './rerank.ts';
import { LEAST_SHARE_OF_OTHER_ROLE } from './role-quota.ts';

/** Items 1, 2, 3, ... with these probabilities; nothing else is known of them. */
function listOf(...probabilities: number[]): RerankCandidate[] {
  return probabilities.map((probability, index) => candidate(index + 1, { probability }));
}

function candidate(item: number, known: Partial<RerankCandidate>): RerankCandidate {
  return { item, probability: 0.1, boost: 1, marginMinor: null, categoryId: null, role: 'other', ...known };
}

const PLAIN: RerankOptions = {
  limit: 5,
  marginDial: 0,
  diversity: 0,
  categoryQuota: null,
  mostOfRole: null,
  typicalMarginMinor: null,
  similarity: () => 0,
};

const order = (ranked: readonly RerankCandidate[], options: Partial<RerankOptions>): number[] =>
  rerank(ranked, { ...PLAIN, ...options }).map(({ item }) => item);

describe('rerank by utility', () => {
  const [typicalMarginMinor, marginDial] = [100, 1];

  test('puts a better margin before a slightly likelier item, as far as the dial says', () => {
    const ranked = [
      candidate(1, { probability: 0.3, marginMinor: 100 }),
      candidate(2, { probability: 0.2, marginMinor: 196 }),
    ];
    // .2 x 1.96 = .392 > .3; with the dial at half .2 x 1.4 = .28 < .3.
    expect(order(ranked, { marginDial, typicalMarginMinor })).toEqual([2, 1]);
    expect(order(ranked, { marginDial: 0.5, typicalMarginMinor })).toEqual([1, 2]);
    expect(order(ranked, { marginDial: 0, typicalMarginMinor })).toEqual([1, 2]);
    expect(order(ranked, { marginDial, typicalMarginMinor: null })).toEqual([1, 2]);
  });

  test('takes an unknown margin for the typical one', () => {
    const ranked = [
      candidate(1, { probability: 0.3, marginMinor: 60 }),
      candidate(2, { probability: 0.28, marginMinor: null }),
      candidate(3, { probability: 0.25, marginMinor: 120 }),
    ];
    // .3 x .6 = .18, .28 x 1 = .28, .25 x 1.2 = .3
    expect(order(ranked, { marginDial, typicalMarginMinor })).toEqual([3, 2, 1]);
  });

  test('follows a boost, up and down', () => {
    const ranked = listOf(0.3, 0.25, 0.2);
    const boosted = ranked.map((entry) => (entry.item === 3 ? { ...entry, boost: 2 } : entry));
    expect(order(boosted, {})).toEqual([3, 1, 2]);
    const heldBack = ranked.map((entry) => (entry.item === 1 ? { ...entry, boost: 0.1 } : entry));
    expect(order(heldBack, {})).toEqual([2, 3, 1]);
  });

  test('never puts an item before one that is likelier by more than 1 / .6, whatever it earns', () => {
    const rich = { marginMinor: 10_000, boost: 10 };
    const at = (probability: number) => [candidate(1, { probability: 0.5 }), candidate(2, { probability, ...rich })];
    expect(order(at(0.3), { marginDial, typicalMarginMinor })).toEqual([2, 1]);
    expect(order(at(0.2999), { marginDial, typicalMarginMinor })).toEqual([1, 2]);
  });
});

describe('rerank by diversity', () => {
  test('passes over what is like an item that has a place', () => {
    // Items 1 and 2 are the same drink in two sizes: (1 - .2) x .9 - .2 x 1 = .52 < (1 - .2) x .7 = .56.
    const similarity = (a: number, b: number) => (Math.max(a, b) <= 2 ? 1 : 0);
    expect(order(listOf(0.5, 0.45, 0.35), { diversity: 0.2, similarity })).toEqual([1, 3, 2]);
    // At .1: .81 - .1 = .71 > .9 x .7 = .63.
    expect(order(listOf(0.5, 0.45, 0.35), { diversity: 0.1, similarity })).toEqual([1, 2, 3]);
  });

  test('counts pins that stand before', () => {
    const similarity = (a: number, b: number) => (a + b === 10 ? 1 : 0);
    const placed = [{ item: 9, categoryId: null, role: 'other' as const }];
    expect(order(listOf(0.5, 0.45, 0.4), { diversity: 0.5, similarity })).toEqual([1, 2, 3]);
    expect(order(listOf(0.5, 0.45, 0.4), { diversity: 0.5, similarity, placed })).toEqual([2, 3, 1]);
  });
});

describe('rerank by quota', () => {
  const menu = (...categories: (number | null)[]) =>
    categories.map((categoryId, index) => candidate(index + 1, { probability: 0.5 * 0.95 ** index, categoryId }));

  test('lets two of a category into the first four places, and any number behind', () => {
    expect(order(menu(1, 1, 1, 1, 2, 3), { limit: 6, categoryQuota: 2 })).toEqual([1, 2, 5, 6, 3, 4]);
    expect(order(menu(1, 1, 1, 2, 2, 2), { limit: 3, categoryQuota: 2 })).toEqual([1, 2, 4]);
    expect(order(menu(1, 1, 2, 2), { limit: 4, categoryQuota: 1 })).toEqual([1, 3, 2, 4]);
  });

  test('gives way when nothing else is left, and never leaves a place empty', () => {
    expect(order(menu(1, 1, 1, 1), { limit: 4, categoryQuota: 2 })).toEqual([1, 2, 3, 4]);
    expect(order(menu(1, 1, 1, 2), { limit: 4, categoryQuota: 2 })).toEqual([1, 2, 4, 3]);
  });

  test('gives way to what is likelier by more than 1 / .6', () => {
    const at = (probability: number) => [
      ...menu(1, 1).map((entry) => ({ ...entry, probability: 0.6 })),
      candidate(3, { probability: 0.5, categoryId: 1 }),
      candidate(4, { probability, categoryId: 2 }),
    ];
    expect(order(at(0.3), { limit: 3, categoryQuota: 2 })).toEqual([1, 2, 4]);
    expect(order(at(0.2999), { limit: 3, categoryQuota: 2 })).toEqual([1, 2, 3]);
  });

  test('does not hold for items without a category, and counts pins', () => {
    expect(order(menu(null, null, null, 1), { limit: 4, categoryQuota: 1 })).toEqual([1, 2, 3, 4]);
    const placed = [8, 9].map((item) => ({ item, categoryId: 1, role: 'other' as const }));
    expect(order(menu(1, 2, 1), { limit: 3, categoryQuota: 2, placed })).toEqual([2, 1, 3]);
    const four = [6, 7, 8, 9].map((item) => ({ item, categoryId: 1, role: 'other' as const }));
    expect(order(menu(1, 2, 1), { limit: 3, categoryQuota: 2, placed: four })).toEqual([1, 2, 3]);
  });
});

describe('rerank by roles', () => {
  const menu = (...roles: Role[]) =>
    roles.map((role, index) => candidate(index + 1, { probability: 0.5 * 0.9 ** index, role }));
  const drinks = (count: number) => Array<Role>(count).fill('drink');

  test('leaves the rest of a page to others when drinks have their share', () => {
    const ranked = menu(...drinks(6), 'main', 'side');
    expect(order(ranked, { limit: 6 })).toEqual([1, 2, 3, 4, 5, 6]);
    expect(order(ranked, { limit: 6, mostOfRole: 4 })).toEqual([1, 2, 3, 4, 7, 8]);
    expect(order(menu('drink', 'drink', 'dessert', 'dessert', 'dessert', 'main'), { limit: 6, mostOfRole: 2 })).toEqual(
      [1, 2, 3, 4, 6, 5],
    );
  });

  test('counts what a table shares as often as it likes, and pins', () => {
    const sides = menu('side', 'side', 'side', 'drink');
    expect(order(sides, { limit: 4, mostOfRole: 1 })).toEqual([1, 2, 3, 4]);
    const placed = [{ item: 9, categoryId: null, role: 'drink' as const }];
    expect(order(menu('drink', 'side'), { limit: 2, mostOfRole: 1, placed })).toEqual([2, 1]);
  });

  test('gives way when nothing else is left, or nothing that is a fifth as likely', () => {
    expect(order(menu(...drinks(5)), { limit: 5, mostOfRole: 4 })).toEqual([1, 2, 3, 4, 5]);
    const at = (probability: number) => [
      candidate(1, { probability: 0.5, role: 'drink' }),
      candidate(2, { probability: 0.5, role: 'drink' }),
      candidate(3, { probability, role: 'main' }),
    ];
    expect(order(at(0.1), { limit: 2, mostOfRole: 1 })).toEqual([1, 3]);
    expect(order(at(0.0999), { limit: 2, mostOfRole: 1 })).toEqual([1, 2]);
  });

  test('chooses among the others as among all: within 60 % of the likeliest of them', () => {
    const ranked = [
      candidate(1, { probability: 0.5, role: 'drink' }),
      candidate(2, { probability: 0.5, role: 'drink' }),
      candidate(3, { probability: 0.2, role: 'main' }),
      candidate(4, { probability: 0.12, role: 'side', boost: 10 }),
    ];
    expect(order(ranked, { limit: 2, mostOfRole: 1 })).toEqual([1, 4]);
    const rarer = ranked.map((entry) => (entry.item === 4 ? { ...entry, probability: 0.1199 } : entry));
    expect(order(rarer, { limit: 2, mostOfRole: 1 })).toEqual([1, 3]);
  });
});

describe('rerank, for any list', () => {
  const candidates = fc
    .array(
      fc.record({
        probability: fc.double({ min: 1e-6, max: 1, noNaN: true }),
        boost: fc.double({ min: 0.1, max: 10, noNaN: true }),
        marginMinor: fc.option(fc.integer({ min: -500, max: 5000 })),
        categoryId: fc.option(fc.integer({ min: 1, max: 3 })),
        role: fc.constantFrom<Role[]>('drink', 'drink', 'dessert', 'main'),
      }),
      { maxLength: 40 },
    )
    .map((list) => list.map((known, index) => ({ item: index, ...known })));
  const likeliestFirst = candidates.map((list) =>
    list.sort((a, b) => b.probability - a.probability).map((known, item) => ({ ...known, item })),
  );
  const limit = fc.integer({ min: 0, max: 8 });
  const options = fc.record({
    limit,
    marginDial: fc.double({ min: 0, max: 1, noNaN: true }),
    diversity: fc.double({ min: 0, max: 1, noNaN: true }),
    categoryQuota: fc.option(fc.integer({ min: 1, max: 4 })),
    mostOfRole: fc.option(fc.integer({ min: 1, max: 4 })),
    typicalMarginMinor: fc.option(fc.integer({ min: 1, max: 1000 })),
    similarity: fc.constant((a: number, b: number) => 1 / (1 + Math.abs(a - b))),
  });

  test('with everything off the list is as it was, whatever its probabilities', () => {
    fc.assert(
      fc.property(candidates, limit, (list, places) => {
        const plain = list.map((entry) => ({ ...entry, boost: 1 }));
        expect(rerank(plain, { ...PLAIN, limit: places, typicalMarginMinor: 50 })).toEqual(plain.slice(0, places));
      }),
      { seed: 60, numRuns: 500 },
    );
  });

  test('fills every place once, from the front of the list, and never far past a likelier item', () => {
    fc.assert(
      fc.property(likeliestFirst, options, (list, asked) => {
        const chosen = rerank(list, asked);
        expect(new Set(chosen).size).toBe(Math.min(asked.limit, list.length));
        const pool = list.slice(0, POOL_PER_PLACE * asked.limit);
        for (const [place, taken] of chosen.entries()) {
          const before = chosen.slice(0, place);
          const left = contenders(
            pool.filter((entry) => !before.includes(entry)),
            (entry) => withinRoles([...before, entry], asked.mostOfRole),
          );
          const fits = left.filter((entry) => withinQuota([...before, entry], asked.categoryQuota));
          const least = LEAST_PROBABILITY_SHARE * (left[0]?.probability ?? Number.POSITIVE_INFINITY);
          const likely = fits.filter(({ probability }) => probability >= least);
          expect(likely.length > 0 ? likely : left).toContain(taken);
          expect(taken.probability).toBeGreaterThanOrEqual(least);
        }
      }),
      { seed: 61, numRuns: 500 },
    );
  });

  test('does not depend on the scale of the probabilities', () => {
    fc.assert(
      fc.property(likeliestFirst, options, (list, asked) => {
        const quartered = list.map((entry) => ({ ...entry, probability: entry.probability / 4 }));
        expect(order(quartered, asked)).toEqual(order(list, asked));
      }),
      { seed: 62, numRuns: 300 },
    );
  });
});

function withinQuota(list: readonly RerankCandidate[], quota: number | null): boolean {
  const newest = list.at(-1)?.categoryId ?? null;
  if (quota === null || newest === null || list.length > 4) return true;
  return list.filter((entry) => entry.categoryId === newest).length <= quota;
}

/** Without those whose role has its share, if that leaves anything a fifth as likely as the first. */
function contenders(left: RerankCandidate[], fits: (entry: RerankCandidate) => boolean): RerankCandidate[] {
  const least = LEAST_SHARE_OF_OTHER_ROLE * (left[0]?.probability ?? 0);
  const others = left.filter(fits);
  return others.some(({ probability }) => probability >= least) ? others : left;
}

function withinRoles(list: readonly RerankCandidate[], quota: number | null): boolean {
  const newest = list.at(-1)?.role ?? 'other';
  if (quota === null || newest === 'main') return true;
  return list.filter(({ role }) => role === newest).length <= quota;
}
