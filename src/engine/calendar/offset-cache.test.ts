import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OffsetCache } from './offset-cache.ts';

/** Clocks that change at 5,000 and back at 20,123, the second within a bucket of 1,000. */
function offsetWithTwoChanges(ms: number): number {
  return ms >= 5000 && ms < 20_123 ? 60 : 0;
}

describe('OffsetCache', () => {
  it('answers what the finer look-up answers, whatever has been displaced', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30_000, max: 30_000 }), { maxLength: 200 }), (instants) => {
        const cache = new OffsetCache(offsetWithTwoChanges, { bucketMs: 1000, slots: 7 });
        for (const ms of instants) expect(cache.offsetMsAt(ms)).toBe(offsetWithTwoChanges(ms));
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('asks twice per bucket, and at every instant only where the clocks change', () => {
    let asked = 0;
    const count = (ms: number): number => {
      asked += 1;
      return offsetWithTwoChanges(ms);
    };
    const cache = new OffsetCache(count, { bucketMs: 1000, slots: 64 });
    for (let ms = 6000; ms < 8000; ms += 1) cache.offsetMsAt(ms);
    expect(asked).toBe(4);
    for (let ms = 20_000; ms < 20_010; ms += 1) cache.offsetMsAt(ms);
    expect(asked).toBe(4 + 2 + 10);
  });
});
