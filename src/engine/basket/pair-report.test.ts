import { describe, expect, it } from 'vitest';
import { hypergeometricUpperTail } from '../statistics/hypergeometric.ts';
import { PairCounts } from './pair-counts.ts';
import { countPairs, DEFAULT_GATE, QUICK_START_GATE, reportPairs } from './pair-report.ts';
import { exactPValue } from './pair-significance.ts';

const EVERYTHING = { minTogether: 1, minConfidence: 0, minLift: 0, limit: 1000 };

/** 100 orders: 20 of items 0 and 1 together, 10 of 0 alone, 5 of 1 with 2, and 65 of item 2 or 3 alone. */
function plantedPairs(): PairCounts {
  const pairs = new PairCounts();
  const add = (times: number, basket: number[]) => {
    for (let order = 0; order < times; order++) pairs.add(basket);
  };
  add(20, [0, 1]);
  add(10, [0]);
  add(5, [1, 2]);
  add(35, [2]);
  add(30, [3]);
  return pairs;
}

describe('countPairs', () => {
  it.each([DEFAULT_GATE, QUICK_START_GATE, EVERYTHING])('counts the rows of the report: %j', (gate) => {
    const rows = reportPairs(plantedPairs(), { ...gate, limit: 1000 });
    expect(countPairs(plantedPairs(), gate)).toBe(rows.length);
  });

  it('counts a direction that passes without the other', () => {
    // Item 1 is in 25 orders, 5 of them with 2 (n = 40): 5/25 = .2 passes the gentler gate, 5/40 = .125 does not.
    expect(countPairs(plantedPairs(), DEFAULT_GATE)).toBe(2);
    expect(countPairs(plantedPairs(), QUICK_START_GATE)).toBe(3);
    expect(countPairs(new PairCounts(), EVERYTHING)).toBe(0);
  });
});

describe('reportPairs', () => {
  it('finds the planted pair in both directions, with its figures', () => {
    const rows = reportPairs(plantedPairs(), { ...DEFAULT_GATE, limit: 10 });
    expect(rows.map((row) => [row.antecedent, row.consequent])).toEqual([
      [0, 1],
      [1, 0],
    ]);
    // n0 = 30, n1 = 25, C = 20, N = 100: 20/100, 20/30, 20 x 100 / (30 x 25); backwards 20/25
    expect(rows[0]).toMatchObject({ together: 20, support: 0.2, significant: true });
    expect(rows[0]?.confidence).toBeCloseTo(2 / 3, 12);
    expect(rows[0]?.lift).toBeCloseTo(8 / 3, 12);
    expect(rows[1]?.confidence).toBe(0.8);
    // S0 = 20, S1 = 25, T = 125: w0 = 20/95, w1 = 25/100, E = (20/95 x 25 + 25/100 x 30) / 2 = 485/76;
    // shrunk (20 + 3) / (485/76 + 3) = 23 x 76 / 713 = 76/31
    expect(rows[0]?.shrunkLift).toBeCloseTo(76 / 31, 12);
    expect(rows[0]?.liftLower).toBeLessThan(76 / 31);
    expect(rows[0]?.confidenceLower).toBeLessThan(2 / 3);
  });

  it('keeps to the gate', () => {
    // 1 -> 2: C = 5, confidence 5/25 = .2, lift 5 x 100 / (25 x 40) = .5
    const all = reportPairs(plantedPairs(), EVERYTHING).map((row) => `${row.antecedent}>${row.consequent}`);
    expect(all).toEqual(['0>1', '1>0', '1>2', '2>1']);
    const gentle = reportPairs(plantedPairs(), { ...QUICK_START_GATE, limit: 10 });
    expect(gentle.map((row) => `${row.antecedent}>${row.consequent}`)).toEqual(['0>1', '1>0', '1>2']);
    expect(reportPairs(plantedPairs(), { ...DEFAULT_GATE, minTogether: 21, limit: 10 })).toEqual([]);
  });

  it('cuts at the limit and asks for one antecedent', () => {
    expect(reportPairs(plantedPairs(), { ...EVERYTHING, limit: 1 })).toHaveLength(1);
    const rows = reportPairs(plantedPairs(), { ...EVERYTHING, item: 1 });
    expect(rows.map((row) => row.consequent)).toEqual([0, 2]);
  });

  it('corrects for all pairs of the store, also when one item is asked for', () => {
    const pairs = new PairCounts();
    for (let order = 0; order < 3; order++) pairs.add([0, 1]);
    for (let order = 0; order < 7; order++) pairs.add([2]);
    // p = 1 / C(10, 3) = 1/120 = .0083; three items make 3 hypotheses: .05/3 = .0167 lets it through,
    expect(exactPValue(pairs, 0, 1)).toBeCloseTo(1 / 120, 12);
    const options = { ...EVERYTHING, item: 0, priorLift: () => 4 };
    expect(reportPairs(pairs, options).map((row) => row.significant)).toEqual([true]);
    // and with four more items alone in the same orders' number, 7 x 6 / 2 = 21 hypotheses: .05/21 = .0024 does not.
    for (const item of [3, 4, 5, 6]) {
      pairs.remove([2]);
      pairs.add([item]);
    }
    expect(reportPairs(pairs, options).map((row) => row.significant)).toEqual([false]);
  });

  it('does not call a pair significant that only large baskets make', () => {
    // 40 baskets of all ten items among 400 single ones: n = 80, C = 40 of N = 440. Drawn from all 440 orders that would be
    // next to impossible (14.5 expected); the sizes alone bring E = 36 together, and from 80 x 80 / 36 = 177 orders 40 are few.
    const pairs = new PairCounts();
    for (let order = 0; order < 40; order++) pairs.add([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    for (let order = 0; order < 400; order++) pairs.add([order % 10]);
    expect(hypergeometricUpperTail({ population: 440, first: 80, second: 80 }, 40)).toBeLessThan(1e-6);
    expect(exactPValue(pairs, 0, 1)).toBeGreaterThan(0.05);
    const rows = reportPairs(pairs, EVERYTHING);
    expect(rows).toHaveLength(90);
    expect(rows.filter((row) => row.significant)).toEqual([]);
  });

  it('lists the same first pairs whatever the limit, also when there are many', () => {
    // 60 items and baskets of three by a fixed stride: 3540 directed pairs, more than the report gathers at a time.
    const pairs = new PairCounts();
    for (let order = 0; order < 6000; order++) {
      const basket = [order % 60, (order * 7 + 1) % 60, (order * order + 3) % 60];
      pairs.add([...new Set(basket)].sort((a, b) => a - b));
    }
    for (let i = 0; i < 60; i++) for (let j = i + 1; j < 60; j++) pairs.add([i, j]);
    const all = reportPairs(pairs, { ...EVERYTHING, limit: 10_000 });
    expect(all).toHaveLength(3540);
    for (const limit of [1, 2, 50, 1000])
      expect(reportPairs(pairs, { ...EVERYTHING, limit })).toEqual(all.slice(0, limit));
  });

  it('orders equal pairs by their indices', () => {
    const pairs = new PairCounts();
    for (const basket of [
      [4, 5],
      [0, 1],
      [2, 3],
    ])
      pairs.add(basket);
    const rows = reportPairs(pairs, EVERYTHING).map((row) => `${row.antecedent}>${row.consequent}`);
    expect(rows).toEqual(['0>1', '1>0', '2>3', '3>2', '4>5', '5>4']);
  });

  it('says nothing of an empty store', () => {
    expect(reportPairs(new PairCounts(), { ...DEFAULT_GATE, limit: 10 })).toEqual([]);
  });
});
