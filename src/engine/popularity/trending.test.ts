import { describe, expect, it } from 'vitest';
import { ItemPopularity } from './item-popularity.ts';
import { rankTrending, type TrendingItem, type TrendingOptions } from './trending.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 100 * DAY_MS;

interface Sales {
  /** Orders between 90 days and 2 hours ago. */
  readonly before: number;
  /** Orders in the last 2 hours. */
  readonly recently: number;
}

/** 270 orders ten days ago and 20 just now, hours not known, 30 items; item i is in the first orders of each. */
function popularityOf(sales: readonly Sales[]): ItemPopularity {
  const popularity = new ItemPopularity({ itemCount: 30 });
  const basketOf = (isHeld: (sale: Sales) => boolean): number[] =>
    [...sales.keys()].filter((item) => isHeld(sales[item] as Sales));
  for (let n = 0; n < 290; n += 1) {
    const isRecent = n >= 270;
    const basket = basketOf(({ before, recently }) => (isRecent ? n - 270 < recently : n < before));
    popularity.add({ orderId: n, timeMs: isRecent ? NOW_MS - 60_000 : NOW_MS - 10 * DAY_MS, basket, hourOfWeek: null });
  }
  return popularity;
}

const SALES: readonly Sales[] = [
  { before: 27, recently: 9 },
  { before: 27, recently: 4 },
  { before: 0, recently: 4 },
  { before: 0, recently: 5 },
  { before: 0, recently: 2 },
];

function rank(options: Partial<TrendingOptions> = {}): TrendingItem[] {
  const candidates = [4, 3, 2, 1, 0];
  return rankTrending(popularityOf(SALES), { nowMs: NOW_MS, hourOfWeek: 0, candidates, rule: 'posterior', ...options });
}

describe('rankTrending by the posterior', () => {
  it('takes the items that sell above their usual rate, by orders times lower bound', () => {
    const [first, second, ...rest] = rank();
    // Item 0: 36 of 290 orders: share 37 / 320 = .115625, recent (36 + 3.46875) / 320 = .123340, E = 20 x that = 2.466797.
    // r ~ Gamma(14, 7.466797): P(r > 1.25) = P(Poisson(9.333496) <= 13) = .9081. Lower bound:
    // 14 / 7.466797 x (1 - 1/126 - 1.281552 / (3 x 3.741657))^3 = 1.874967 x .877894^3 = 1.268585.
    expect(first).toMatchObject({ item: 0, recentOrders: 9, trending: true });
    expect(first?.expected).toBeCloseTo(2.466797, 6);
    expect(first?.ratioLower).toBeCloseTo(1.268585, 6);
    // Item 3: 5 of 290: share 6 / 320 = .01875, recent (5 + .5625) / 320 = .017383, E = .347656.
    // r ~ Gamma(10, 5.347656): P(Poisson(6.684570) <= 9) = .8610. Lower bound:
    // 10 / 5.347656 x (1 - 1/90 - 1.281552 / (3 x 3.162278))^3 = 1.869978 x .853801^3 = 1.163877.
    expect(second).toMatchObject({ item: 3, recentOrders: 5, trending: true });
    expect(second?.expected).toBeCloseTo(0.347656, 6);
    expect(second?.ratioLower).toBeCloseTo(1.163877, 6);
    // Item 1: E = 2.125, Gamma(9, 7.125): P(Poisson(8.90625) <= 8) = .4681. Item 2: E = .279297, Gamma(9, 5.279297):
    // P(Poisson(6.599121) <= 8) = .7797: neither reaches .8. Item 4 has 2 orders.
    expect(rest).toEqual([]);
  });

  it('needs the least number of orders, whatever the probability', () => {
    expect(rank({ minOrders: 6 }).map(({ item }) => item)).toEqual([0]);
    expect(rank({ minOrders: 10 })).toEqual([]);
  });

  it('does not call the usual rush of an hour a trend', () => {
    const popularity = new ItemPopularity({ itemCount: 30 });
    // Twelve weeks: at noon 10 orders hold the item, at other hours 30 orders hold another one.
    let orderId = 0;
    const addOrders = (times: number, order: { timeMs: number; basket: number[]; hourOfWeek: number }): void => {
      for (let n = 0; n < times; n += 1) popularity.add({ orderId: orderId++, ...order });
    };
    for (let week = 1; week <= 12; week += 1) {
      addOrders(10, { timeMs: NOW_MS - week * 7 * DAY_MS, basket: [0], hourOfWeek: 12 });
      addOrders(30, { timeMs: NOW_MS - week * 7 * DAY_MS, basket: [1], hourOfWeek: 100 });
    }
    addOrders(10, { timeMs: NOW_MS, basket: [0], hourOfWeek: 12 });
    const options = { nowMs: NOW_MS, candidates: [0], rule: 'posterior' } as const;
    expect(rankTrending(popularity, { ...options, hourOfWeek: 12 })).toEqual([]);
    expect(rankTrending(popularity, { ...options, hourOfWeek: 100 }).map(({ item }) => item)).toEqual([0]);
  });

  it('ends when the two hours are over', () => {
    expect(rank({ nowMs: NOW_MS - 60_000 + 7_199_999 })).toHaveLength(2);
    expect(rank({ nowMs: NOW_MS - 60_000 + 7_200_000 })).toEqual([]);
  });
});

describe('rankTrending by count', () => {
  it('takes every item with enough orders, by orders and then index', () => {
    expect(rank({ rule: 'count' }).map(({ item, recentOrders }) => [item, recentOrders])).toEqual([
      [0, 9],
      [3, 5],
      [1, 4],
      [2, 4],
    ]);
    expect(rank({ rule: 'count', candidates: [1], minOrders: 4 })).toHaveLength(1);
    expect(rank({ rule: 'count', candidates: [1], minOrders: 5 })).toEqual([]);
  });

  it('returns no field of its own making', () => {
    expect(Object.keys(rank({ rule: 'count' })[0] ?? {})).toEqual([
      'item',
      'recentOrders',
      'expected',
      'ratioLower',
      'trending',
    ]);
  });
});
