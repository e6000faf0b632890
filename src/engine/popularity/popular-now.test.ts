import { describe, expect, it } from 'vitest';
import { ItemPopularity } from './item-popularity.ts';
import { rankPopularNow } from './popular-now.ts';

/** Coffee (0) in 10 orders of Monday 08, soup (1) in 12 orders of Monday 20; 4 items. */
function breakfastAndDinner(): ItemPopularity {
  const popularity = new ItemPopularity({ itemCount: 4 });
  for (let id = 0; id < 22; id += 1) {
    const isBreakfast = id < 10;
    popularity.add({ orderId: id, timeMs: id, basket: [isBreakfast ? 0 : 1], hourOfWeek: isBreakfast ? 8 : 20 });
  }
  popularity.advanceTo(1000);
  return popularity;
}

describe('rankPopularNow', () => {
  it('ranks by late share times hour lift', () => {
    const popularity = breakfastAndDinner();
    const [first, second] = rankPopularNow(popularity, { candidates: [1, 0], hourOfWeek: 8 });
    // Coffee: share (10 + 7.5) / 52 = .336538, late (10 + 30 x .336538) / 52 = .386464.
    // Monday 08: expected 10 / 22 x 10 = 4.545455, lift (10 + 10) / (4.545455 + 10) = 1.375; score .3864645 x 1.375.
    expect(first?.item).toBe(0);
    expect(first?.share).toBeCloseTo(0.386464, 6);
    expect(first?.hourLift).toBeCloseTo(1.375, 12);
    expect(first?.score).toBeCloseTo(0.531389, 6);
    // Soup: share (12 + 7.5) / 52 = .375, late (12 + 11.25) / 52 = .447115.
    // Monday 08: none of an expected 12 / 22 x 10 = 5.454545, lift 10 / 15.454545 = .647059; score .289310.
    expect(second?.score).toBeCloseTo(0.28931, 5);
  });

  it('ranks by late share alone without an hour', () => {
    const ranked = rankPopularNow(breakfastAndDinner(), { candidates: [0, 1], hourOfWeek: null });
    expect(ranked.map(({ item, hourLift }) => [item, hourLift])).toEqual([
      [1, 1],
      [0, 1],
    ]);
  });

  it('goes by the latest orders where what sells changes fast', () => {
    const popularity = new ItemPopularity({ itemCount: 2 });
    const dayMs = 86_400_000;
    for (let n = 0; n < 320; n += 1) {
      const day = Math.floor(n / 4);
      popularity.add({ orderId: n, timeMs: day * dayMs, basket: [day < 60 ? 0 : 1], hourOfWeek: null });
    }
    popularity.advanceTo(80 * dayMs);
    const firstWith = (halfLifeDays: number) =>
      rankPopularNow(popularity, { candidates: [0, 1], hourOfWeek: null, halfLifeDays, limit: 1 })[0]?.item;
    // Item 0 in 240 orders, item 1 in the last 80. With a half-life of 10 days and r = 2^-.1 those 80 weigh 4 (1 - r^20) /
    // (1 - r) = 44.8, the 240 before them 4 (r^20 - r^80) / (1 - r) = 14.7; the prior gives 8.1 and 21.9 orders.
    expect([firstWith(Number.POSITIVE_INFINITY), firstWith(10)]).toEqual([0, 1]);
    expect(popularity.lateShare(1, 10)).toBeCloseTo((44.8 + 8.14) / (44.8 + 14.7 + 30), 3);
  });

  it('adds what was ordered in the last minutes, as far as the store listens to it', () => {
    const popularity = breakfastAndDinner();
    const options = { candidates: [0, 1, 2], hourOfWeek: 8 };
    const usual = rankPopularNow(popularity, options);
    popularity.advanceTo(40 * 60_000 + 1000);
    expect(rankPopularNow(popularity, { ...options, echoWeight: 0.04 })).toEqual(usual);
    popularity.advanceTo(5 * 60_000);
    const scoresWith = (echoWeight: number) =>
      rankPopularNow(popularity, { ...options, echoWeight }).map(({ item, score }) => [item, score]);
    expect(scoresWith(0)).toEqual(usual.map(({ item, score }) => [item, score]));
    // Ten coffees and twelve soups of one item each, five minutes ago: 5 and 6. Late x lift: .531389 and .289310, and twice
    // 30 x 7.5 / 52 / 52 x (0 + 10) / (0 + 10) = .083210 for what nobody ordered: .987119 in all; .04 x .987119 = .039485.
    expect(scoresWith(0.04)).toEqual([
      [0, expect.closeTo(0.531389 + 5 * 0.039485, 4)],
      [1, expect.closeTo(0.28931 + 6 * 0.039485, 4)],
      [2, expect.closeTo(0.08321, 4)],
    ]);
    expect(scoresWith(0.32)[0]?.[0]).toBe(1);
  });

  it('breaks ties by index, leaves out what is no candidate and cuts at the limit', () => {
    const popularity = breakfastAndDinner();
    expect(rankPopularNow(popularity, { candidates: [3, 2, 0], hourOfWeek: 20 }).map((each) => each.item)).toEqual([
      0, 2, 3,
    ]);
    expect(rankPopularNow(popularity, { candidates: [3, 2, 0], hourOfWeek: 20, limit: 1 })).toHaveLength(1);
    expect(rankPopularNow(popularity, { candidates: [], hourOfWeek: 20 })).toEqual([]);
  });

  it('ranks the same from kept shares as from new ones, and the top as in the whole list', () => {
    const kept = breakfastAndDinner();
    for (const hourOfWeek of [8, 20, 8, null]) {
      const options = { candidates: [3, 1, 2, 0], hourOfWeek };
      const whole = rankPopularNow(kept, options);
      expect(whole).toEqual(rankPopularNow(breakfastAndDinner(), options));
      expect(rankPopularNow(kept, { ...options, limit: 2 })).toEqual(whole.slice(0, 2));
    }
  });

  it('takes a candidate that it does not know as one that was never ordered', () => {
    const [known, unknown] = rankPopularNow(breakfastAndDinner(), { candidates: [3, 99], hourOfWeek: 8 });
    expect(unknown).toEqual({ ...known, item: 99 });
  });
});
