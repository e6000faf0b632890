import { describe, expect, it } from 'vitest';
import { BasketMemory, POSTINGS_PER_ITEM } from '../neighbours/basket-memory.ts';
import { decay, fillCompanionRow } from './companion-row.ts';

const DAY_MS = 86_400_000;

/** The row of item 0, of baskets with the day on which each was ordered. */
function rowOf(baskets: readonly [number | null, ...number[]][], { halfLifeDays = 10, itemCount = 4 } = {}): number[] {
  const memory = new BasketMemory();
  for (const [n, [day, ...basket]] of baskets.entries()) {
    memory.add({ orderId: n + 1, timeMs: day === null ? null : day * DAY_MS, basket });
  }
  const row = new Float32Array(itemCount).fill(7);
  fillCompanionRow(row, memory, { item: 0, halfLifeDays });
  return [...row];
}

describe('fillCompanionRow', () => {
  it('weighs a basket by its age and by how many share it', () => {
    // Day 20 is the latest: weights 2^(-20/10) / 2 = 1/8, 2^(-10/10) / 3 = 1/6, 1 / 2. Total 19/24.
    const row = rowOf([
      [0, 0, 1],
      [10, 0, 1, 2],
      [20, 0, 3],
      [99, 1, 2],
    ]);
    expect(row[0]).toBe(0);
    expect(row[1]).toBeCloseTo((1 / 8 + 1 / 6) / (19 / 24), 6);
    expect(row[2]).toBeCloseTo(1 / 6 / (19 / 24), 6);
    expect(row[3]).toBeCloseTo(1 / 2 / (19 / 24), 6);
  });

  it('weighs all baskets alike without a half-life', () => {
    // 1/2, 1/3, 1/2: total 4/3.
    const row = rowOf(
      [
        [0, 0, 1],
        [null, 0, 1, 2],
        [20, 0, 3],
      ],
      { halfLifeDays: Number.POSITIVE_INFINITY },
    );
    expect(row[1]).toBeCloseTo(5 / 6 / (4 / 3), 6);
    expect(row[3]).toBeCloseTo(1 / 2 / (4 / 3), 6);
  });

  it('takes a basket of unknown time for one half-life old', () => {
    // 1/2 x 1/2 against 1 x 1/2.
    const row = rowOf([
      [null, 0, 1],
      [20, 0, 3],
    ]);
    expect(row[1]).toBeCloseTo(1 / 3, 6);
    expect(row[3]).toBeCloseTo(2 / 3, 6);
  });

  it('counts baskets without any known time alike', () => {
    const row = rowOf([
      [null, 0, 1],
      [null, 0, 2, 3],
    ]);
    // 1/2 x 1/2 = 1/4 and 1/2 x 1/3 = 1/6.
    expect(row[1]).toBeCloseTo(3 / 5, 6);
    expect(row[2]).toBeCloseTo(2 / 5, 6);
  });

  it('counts what was ordered alone against its companions', () => {
    // Weights 1/2 x 1 and 1 x 1/2: half of what was in its baskets went with item 1.
    const row = rowOf([
      [0, 0],
      [10, 0, 1],
    ]);
    expect(row[1]).toBeCloseTo(1 / 2, 6);
  });

  it('has nothing to say of an item without baskets', () => {
    expect(rowOf([[0, 1, 2]])).toEqual([0, 0, 0, 0]);
    expect(rowOf([])).toEqual([0, 0, 0, 0]);
  });

  it('looks at the latest 500 baskets', () => {
    const later = Array.from({ length: POSTINGS_PER_ITEM - 1 }, (): [number, ...number[]] => [2, 0, 2]);
    expect(rowOf([[1, 0, 1], ...later])[1]).toBeGreaterThan(0);
    expect(rowOf([[1, 0, 1], ...later, [3, 0, 2]])[1]).toBe(0);
  });
});

describe('decay', () => {
  it('halves with every half-life', () => {
    expect([0, 1, 2, 3].map((day) => decay((3 - day) * DAY_MS, 1))).toEqual([1 / 8, 1 / 4, 1 / 2, 1]);
    expect(decay(DAY_MS, Number.POSITIVE_INFINITY)).toBe(1);
    expect(decay(Number.POSITIVE_INFINITY, 3)).toBe(0.5);
    expect(decay(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(1);
  });
});
