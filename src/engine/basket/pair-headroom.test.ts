import { describe, expect, it } from 'vitest';
import { expectedTogether } from './expected-together.ts';
import { PairCounts } from './pair-counts.ts';
import { estimateHeadroom, LEAST_LIFT } from './pair-headroom.ts';
import { shrinkLift } from './shrunk-lift.ts';

/** 40 orders of burger (0) with fries (1), 60 of burger alone, 300 of salad (2) alone: the example of docs/algorithms/value.md. */
const BASKETS = [...Array(40).fill([0, 1]), ...Array(60).fill([0]), ...Array(300).fill([2])] as number[][];
const count = (baskets: readonly (readonly number[])[]) => {
  const pairs = new PairCounts();
  for (const basket of baskets) pairs.add(basket);
  return pairs;
};

describe('estimateHeadroom', () => {
  it('follows the example that is worked out by hand', () => {
    const { pairs, total } = estimateHeadroom(count(BASKETS), { baskets: BASKETS, scale: 1, priceOf: () => 300 });
    // T = 2 * 40 + 60 + 300 = 440 places. E = (40/340 * 40 + 40/400 * 100) / 2 = (4.705882 + 10) / 2 = 7.352941.
    // Posterior Gamma(43, 10.352941): mean 43 / 10.352941 = 4.153409.
    // 5 % quantile, Wilson-Hilferty: 4.153409 (1 - 1/387 - 1.644854 / sqrt(387))^3 = 4.153409 * .9138024^3 = 3.169298.
    // W = 3.169298 * 40/400 = .3169298; yes = .03169298; 60 orders of burger without fries; 60 * .03169298 * 300 = 570.4736.
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({ antecedent: 0, consequent: 1, together: 40, antecedentOrders: 100, reach: 60 });
    const expected = { lift: 4.153409, liftLower: 3.169298, wanted: 0.3169298, acceptance: 0.03169298 };
    for (const [name, value] of Object.entries(expected))
      expect(pairs[0]?.[name as 'lift'], name).toBeCloseTo(value, 5);
    expect(total.attributable).toBeCloseTo(570.4736, 3);
    // A quarter of it is extra. sd^2 = (570.4736 * .25)^2 + .25^2 * 570.4736^2 = 2 * 142.6184^2; 1.959964 sd = 395.3107.
    expect(total.incremental).toBeCloseTo(142.6184, 3);
    expect(total.interval[0]).toBeCloseTo(142.6184 - 395.3107, 2);
    expect(total.interval[1]).toBeCloseTo(142.6184 + 395.3107, 2);
  });

  it('the rows add up to the total, and an order counts for one pair only', () => {
    // 0 -> 1 can be suggested in the 30 orders of 0 and 2, and 2 -> 0 in the 50 of 2 and 3; twice, by the scale. In those of
    // 0 and 2 the second item of 2 -> 0 is there already, and 2 -> 3 is not chosen: each item is the first of one pair.
    const baskets = [
      ...Array(50).fill([0, 1]),
      ...Array(50).fill([2, 3]),
      ...Array(30).fill([0, 2]),
      ...Array(200).fill([4]),
    ];
    const priceOf = (index: number) => (index === 1 ? 900 : 300);
    const { pairs, total } = estimateHeadroom(count(baskets), { baskets, scale: 2, priceOf });
    expect(pairs.map(({ antecedent, consequent, reach }) => [antecedent, consequent, reach])).toEqual([
      [0, 1, 60],
      [2, 0, 100],
    ]);
    expect(pairs.reduce((sum, pair) => sum + pair.attributableMinor, 0)).toBeCloseTo(total.attributable, 9);
    expect(pairs.reduce((sum, pair) => sum + pair.extraMinor, 0)).toBeCloseTo(total.incremental, 9);
  });

  it('says nothing of a pair that only looks good among many, where nothing goes together', () => {
    // 15,600 times two of 40 items, drawn: each of the 780 pairs is expected 20 times.
    let state = 11;
    const draw = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state % 40;
    };
    const baskets = Array.from({ length: 15_600 }, () => {
      const [first, second] = [draw(), draw()];
      return first === second ? [first] : [Math.min(first, second), Math.max(first, second)];
    });
    const pairs = count(baskets);
    const lifts: number[] = [];
    pairs.forEachPair((i, j, together) => {
      lifts.push(shrinkLift({ together, expected: expectedTogether(pairs, [i, j]), priorLift: 1 }).lower);
    });
    expect(Math.max(...lifts)).toBeGreaterThan(LEAST_LIFT);
    expect(estimateHeadroom(pairs, { baskets, scale: 1, priceOf: () => 300 }).pairs).toEqual([]);
  });

  it('says nothing of pairs that chance explains, of few orders, and of items that have no price', () => {
    // Six items, each in half of the orders, whatever else is in them.
    const chance = Array.from({ length: 512 }, (_, n) => [0, 1, 2, 3, 4, 5].filter((bit) => (n >> bit) % 2 === 1));
    const nothing = { pairs: [], total: { attributable: 0, incremental: 0, interval: [0, 0] } };
    expect(estimateHeadroom(count(chance), { baskets: chance, scale: 1, priceOf: () => 300 })).toEqual(nothing);
    const few = [...Array(4).fill([0, 1]), [0], [0], ...Array(300).fill([2])];
    expect(estimateHeadroom(count(few), { baskets: few, scale: 1, priceOf: () => 300 })).toEqual(nothing);
    expect(estimateHeadroom(count(BASKETS), { baskets: BASKETS, scale: 1, priceOf: () => null })).toEqual(nothing);
  });

  it('more of the same orders are worth as many times more, and a measured kappa takes the place of the prior', () => {
    const once = estimateHeadroom(count(BASKETS), { baskets: BASKETS, scale: 1, priceOf: () => 300 });
    const thrice = estimateHeadroom(count(BASKETS), { baskets: BASKETS, scale: 3, priceOf: () => 300 });
    expect(thrice.total.incremental).toBeCloseTo(3 * once.total.incremental, 9);
    const kappa = { mean: 0.5, standardDeviation: 0.1 };
    const measured = estimateHeadroom(count(BASKETS), { baskets: BASKETS, scale: 1, priceOf: () => 300, kappa });
    expect(measured.total.incremental).toBeCloseTo(2 * once.total.incremental, 9);
  });
});
