import { describe, expect, it } from 'vitest';
import { growCounts } from './grow-counts.ts';

describe('growCounts', () => {
  it('keeps the array when it has room, and the counts when it has not', () => {
    const counts = Int32Array.of(7, 8);
    expect(growCounts(counts, 2)).toBe(counts);
    expect([...growCounts(counts, 3)]).toEqual([7, 8, 0, 0]);
    expect([...growCounts(counts, 6)]).toEqual([7, 8, 0, 0, 0, 0]);
    expect(growCounts(new Int32Array(0), 1)).toHaveLength(1);
  });
});
