import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ShareCounts, shrunkShares } from './popularity-prior.ts';

interface Menu {
  readonly orders: number;
  readonly counts: readonly number[];
  readonly categories?: readonly number[];
  readonly donors?: readonly (number | undefined)[];
}

function sharesOf({ orders, counts, categories = [], donors }: Menu): number[] {
  const known: ShareCounts = {
    itemCount: counts.length,
    orders,
    ordersWith: (item) => counts[item] ?? 0,
    categoryOf: (item) => categories[item] ?? -1,
  };
  return [...shrunkShares(donors === undefined ? known : { ...known, donorShareOf: (item) => donors[item] })];
}

function expectClose(shares: readonly number[], wanted: readonly number[]): void {
  expect(shares).toEqual(wanted.map((share) => expect.closeTo(share, 9)));
}

describe('shrunkShares of items that other stores know', () => {
  it('lets them say which of the items sells best', () => {
    // No orders, so p is the prior mean. q = 1/2; s = 1 / .4 = 2.5: (.5 + .75) / 2 and (.5 + .25) / 2.
    expectClose(sharesOf({ orders: 0, counts: [0, 0], donors: [0.3, 0.1] }), [0.625, 0.375]);
    // q = 1/3; s = (2/3) / .4 = 5/3: (1/3 + 1/2) / 2, (1/3 + 1/6) / 2; the third is not known elsewhere.
    expectClose(sharesOf({ orders: 0, counts: [0, 0, 0], donors: [0.3, 0.1, undefined] }), [5 / 12, 1 / 4, 1 / 3]);
  });

  it('goes from there to the own orders', () => {
    // 9 orders with 9 lines: m = 1, q = 1/2 each; s = 2.5, so q' = .625 and .375. p = (n + 1) / (9 + 1 / q').
    expectClose(sharesOf({ orders: 9, counts: [3, 6], donors: [0.3, 0.1] }), [4 / (9 + 1.6), 7 / (9 + 8 / 3)]);
  });
});

const menus = fc
  .tuple(
    fc.array(
      fc.record({
        count: fc.nat(40),
        category: fc.integer({ min: -1, max: 3 }),
        donor: fc.option(fc.double({ min: 1e-6, max: 1, noNaN: true }), { nil: undefined }),
      }),
      { minLength: 1, maxLength: 30 },
    ),
    fc.nat(500),
  )
  .map(([items, more]) => ({
    orders: Math.max(...items.map((item) => item.count)) + more,
    counts: items.map((item) => item.count),
    categories: items.map((item) => item.category),
    donors: items.map((item) => item.donor),
  }));

describe('the laws of donors', () => {
  it('change nothing where no other store speaks', () => {
    fc.assert(
      fc.property(menus, ({ donors, ...menu }) => {
        const alone = sharesOf(menu);
        expect(sharesOf({ ...menu, donors: donors.map(() => undefined) })).toEqual(alone);
        const shares = sharesOf({ ...menu, donors });
        for (const [item, donor] of donors.entries()) if (donor === undefined) expect(shares[item]).toBe(alone[item]);
      }),
      { seed: 1 },
    );
  });

  it('leave the known items together what their own prior gives them, however much elsewhere sells', () => {
    fc.assert(
      fc.property(menus, (menu) => {
        const unordered = { ...menu, orders: 0, counts: menu.counts.map(() => 0) };
        const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0);
        const { donors: _donors, ...alone } = unordered;
        expect(sum(sharesOf(unordered))).toBeCloseTo(sum(sharesOf(alone)), 9);
        const doubled = { ...menu, donors: menu.donors.map((donor) => (donor === undefined ? undefined : donor * 2)) };
        expectClose(sharesOf(doubled), sharesOf(menu));
      }),
      { seed: 2 },
    );
  });

  it('put the one that sells better elsewhere first where the own orders cannot tell', () => {
    fc.assert(
      fc.property(menus, fc.double({ min: 1.01, max: 10, noNaN: true }), (menu, factor) => {
        const [count = 0, category = -1] = [menu.counts[0], menu.categories[0]];
        const twins = {
          orders: menu.orders,
          counts: [count, count, ...menu.counts.slice(1)],
          categories: [category, category, ...menu.categories.slice(1)],
          donors: [0.1, 0.1 * factor, ...menu.donors.slice(1)],
        };
        const [less = 0, more = 0] = sharesOf(twins);
        expect(more).toBeGreaterThan(less);
      }),
      { seed: 3 },
    );
  });

  it('fade: with many orders the own ones decide, though nobody takes it elsewhere', () => {
    const [first = 0, second = 0] = sharesOf({ orders: 5000, counts: [4000, 1000], donors: [1e-9, 0.9] });
    expect(first).toBeCloseTo(0.8, 2);
    expect(second).toBeCloseTo(0.2, 2);
  });
});
