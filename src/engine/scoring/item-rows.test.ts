import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedTogether } from '../basket/expected-together.ts';
import { PairCounts } from '../basket/pair-counts.ts';
import { shrunkLiftMean } from '../basket/shrunk-lift.ts';
import { BasketMemory } from '../neighbours/basket-memory.ts';
import { fillCompanionRow } from './companion-row.ts';
import { ItemRows, type RowSource } from './item-rows.ts';

const ITEMS = 6;

function sourceOf(baskets: readonly (readonly number[])[], priorLift = (_i: number, _j: number) => 1): RowSource {
  const [pairs, memory] = [new PairCounts(), new BasketMemory()];
  for (const [n, basket] of baskets.entries()) {
    pairs.add(basket);
    memory.add({ orderId: n + 1, timeMs: n, basket });
  }
  return { pairs, memory, itemCount: ITEMS, halfLifeDays: 30, priorLift };
}

describe('ItemRows', () => {
  it('has the logarithms of the shrunk lifts, as on paper', () => {
    // Two baskets {0, 1} and two {2, 3}: each item has 2 of the 8 - 2 places beside others, so every E = (1/3 x 2 + 1/3 x 2) / 2
    // = 2/3. Together: (2 + 3) / (2/3 + 3) = 15/11; never: 3 / (11/3) = 9/11. Items 4 and 5 were never ordered: 3 / 3.
    const baskets = [
      [0, 1],
      [0, 1],
      [2, 3],
      [2, 3],
    ];
    const { logLifts } = new ItemRows().rowOf(0, sourceOf(baskets));
    const expected = [0, Math.log(15 / 11), Math.log(9 / 11), Math.log(9 / 11), 0, 0];
    for (const [other, value] of expected.entries()) expect(logLifts[other]).toBeCloseTo(value, 6);
    // With a prior of 2 for {0, 1} alone: (2 + 6) / (11/3) = 24/11.
    const told = new ItemRows().rowOf(
      0,
      sourceOf(baskets, (i, j) => (i + j === 1 ? 2 : 1)),
    );
    expect(told.logLifts[1]).toBeCloseTo(Math.log(24 / 11), 6);
    expect(told.logLifts[2]).toBeCloseTo(Math.log(9 / 11), 6);
  });

  it('has the lift of every pair and the companions of every item, in any store', () => {
    const baskets = fc.array(
      fc.uniqueArray(fc.nat(ITEMS - 1), { maxLength: 4 }).map((items) => items.sort((a, b) => a - b)),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(baskets, (list) => {
        const source = sourceOf(list, (i, j) => 1 + (i + j) / 10);
        const rows = new ItemRows();
        for (let i = 0; i < ITEMS; i++) {
          const { logLifts, companions } = rows.rowOf(i, source);
          const wanted = new Float32Array(ITEMS);
          fillCompanionRow(wanted, source.memory, { item: i, halfLifeDays: source.halfLifeDays });
          expect([...companions]).toEqual([...wanted]);
          for (let j = 0; j < ITEMS; j++) {
            if (i === j) continue;
            const lift = shrunkLiftMean({
              together: source.pairs.together(i, j),
              expected: expectedTogether(source.pairs, [i, j]),
              priorLift: source.priorLift(i, j),
            });
            expect(Math.abs((logLifts[j] as number) - Math.log(lift))).toBeLessThan(1e-6);
          }
        }
      }),
      { seed: 18, numRuns: 60 },
    );
  });

  it('keeps a row until it is told to forget', () => {
    const source = sourceOf([
      [0, 1],
      [2, 3],
    ]);
    const rows = new ItemRows();
    const first = rows.rowOf(0, source);
    source.pairs.add([0, 1]);
    expect(rows.rowOf(0, source)).toBe(first);
    rows.clear();
    const second = rows.rowOf(0, source);
    // Two {0, 1} and one {2, 3}: w = 2 / (6 - 2) = 1/2, E = 1, (2 + 3) / (1 + 3).
    expect(second.logLifts[1]).toBeCloseTo(Math.log(5 / 4), 6);
  });
});
