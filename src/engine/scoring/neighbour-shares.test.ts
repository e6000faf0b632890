import { describe, expect, it } from 'vitest';
import { BasketMemory } from '../neighbours/basket-memory.ts';
import { NearestBasketFinder } from '../neighbours/nearest-baskets.ts';
import { NeighbourShares } from './neighbour-shares.ts';

const DAY_MS = 86_400_000;

/** Sums beside a cart, of baskets with the day on which each was ordered. */
function sharesOf(
  baskets: readonly [number | null, ...number[]][],
  cart: readonly number[],
  { shares = new NeighbourShares(), itemCount = 5 } = {},
): NeighbourShares {
  const memory = new BasketMemory();
  for (const [n, [day, ...basket]] of baskets.entries()) {
    memory.add({ orderId: n + 1, timeMs: day === null ? null : day * DAY_MS, basket });
  }
  shares.fill(memory, new NearestBasketFinder().find(memory, cart), { cartSize: cart.length, itemCount });
  return shares;
}

const BASKETS: readonly [number | null, ...number[]][] = [
  [0, 0, 1],
  [0, 0, 1, 2],
  [180, 0, 3],
  [500, 4],
];

describe('NeighbourShares', () => {
  it('sums the eighth and the sixteenth power of the cosine, as on paper', () => {
    const { similar, same, similarTotal, sameTotal } = sharesOf(BASKETS, [0, 1]);
    // cos^2 = 4 / (2 x 2) = 1, 4 / (2 x 3) = 2/3, 1 / (2 x 2) = 1/4. The first two are half as much worth as the third:
    // they are 180 days older than the latest neighbour; {4} is none.
    const [a, b, c] = [1 / 2, (2 / 3) ** 4 / 2, (1 / 4) ** 4] as const;
    const expectedSimilar = [a + b + c, a + b, b, c, 0];
    for (const [item, value] of expectedSimilar.entries()) expect(similar[item]).toBeCloseTo(value, 12);
    expect(similarTotal).toBeCloseTo(a + b + c, 12);
    // Age does not matter to the nearly equal ones: 1, (2/3)^8 = 256/6561, (1/4)^8 = 1/65536.
    const [d, e, f] = [1, 256 / 6561, 1 / 65_536] as const;
    const expectedSame = [d + e + f, d + e, e, f, 0];
    for (const [item, value] of expectedSame.entries()) expect(same[item]).toBeCloseTo(value, 12);
    expect(sameTotal).toBeCloseTo(d + e + f, 12);
  });

  it('takes baskets of unknown time for 180 days old, and all for equally old when no time is known', () => {
    const mixed = sharesOf(
      [
        [null, 0, 1],
        [9, 0, 2],
      ],
      [0],
    );
    // cos^2 = 1/2, its fourth power 1/16.
    expect([mixed.similar[1], mixed.similar[2]]).toEqual([1 / 32, 1 / 16]);
    const unknown = sharesOf([[null, 0, 1]], [0]);
    expect([unknown.similar[1], unknown.same[1]]).toEqual([1 / 16, 1 / 256]);
  });

  it('gives numbers for baskets of any year from 1970 to 2199', () => {
    for (const year of [1970, 2020, 2199]) {
      const day = Date.UTC(year, 0, 1) / DAY_MS;
      const { similar, similarTotal } = sharesOf(
        [
          [day, 0, 1],
          [day - 180, 0, 2],
        ],
        [0],
      );
      // cos^2 = 1/2, its fourth power 1/16; the second is one half-life older.
      expect([similar[1], similar[2], similarTotal], `year ${year}`).toEqual([
        expect.closeTo(1 / 16, 9),
        expect.closeTo(1 / 32, 9),
        expect.closeTo(3 / 32, 9),
      ]);
    }
  });

  it('starts anew with every question', () => {
    const shares = new NeighbourShares();
    sharesOf(BASKETS, [0, 1], { shares });
    sharesOf(BASKETS, [4], { shares });
    expect([...shares.similar]).toEqual([0, 0, 0, 0, 1]);
    expect([shares.similarTotal, shares.sameTotal]).toEqual([1, 1]);
    sharesOf(BASKETS, [], { shares, itemCount: 7 });
    expect([...shares.similar, ...shares.same]).toEqual(new Array(14).fill(0));
    expect([shares.similarTotal, shares.sameTotal]).toEqual([0, 0]);
  });
});
