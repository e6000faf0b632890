import { describe, expect, it } from 'vitest';
import { winsoriseCap } from './winsorise.ts';

describe('winsoriseCap', () => {
  it('is the 99th percentile of all units where many buy', () => {
    // 0 .. 100: position 100 x .99 = 99; of the buyers 1 .. 100 position 99 x .95 = 94.05, which is 95.05
    expect(winsoriseCap(Array.from({ length: 101 }, (_, i) => i))).toBe(99);
  });

  it('is not below the 95th percentile of the buyers where few buy', () => {
    // 990 zeros and 10, 20, .. 100: the 99th percentile of all is near 10, position 9 x .95 = 8.55 of the buyers is 95.5
    const values = [...new Array<number>(990).fill(0), ...Array.from({ length: 10 }, (_, i) => 10 * (i + 1))];
    expect(winsoriseCap(values)).toBeCloseTo(95.5, 9);
  });

  it('caps nothing where there is nothing', () => {
    expect(winsoriseCap([])).toBe(Number.POSITIVE_INFINITY);
    expect(winsoriseCap([0, 0])).toBe(0);
  });
});
