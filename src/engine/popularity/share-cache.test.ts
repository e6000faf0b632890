import { describe, expect, it } from 'vitest';
import { ShareCache } from './share-cache.ts';

/** Reads an hour and tells whether the cache had to compute it. */
function isComputed(cache: ShareCache, hourOfWeek: number | null, version = 1): boolean {
  let computed = false;
  const shareOf = () => {
    computed = true;
    return 0;
  };
  cache.read(hourOfWeek, { itemCount: 1, version, shareOf });
  return computed;
}

describe('ShareCache', () => {
  it('computes an hour once for a version, and the answer without an hour apart', () => {
    const cache = new ShareCache();
    expect([isComputed(cache, 0), isComputed(cache, 0), isComputed(cache, null), isComputed(cache, null)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([isComputed(cache, 0, 2), isComputed(cache, null, 2), isComputed(cache, 0, 2)]).toEqual([true, true, false]);
  });

  it('keeps four hours and drops the oldest first', () => {
    const cache = new ShareCache();
    for (const hour of [1, 2, 3, 4, 5]) expect(isComputed(cache, hour)).toBe(true);
    expect([2, 3, 4, 5].map((hour) => isComputed(cache, hour))).toEqual([false, false, false, false]);
    expect(isComputed(cache, 1)).toBe(true);
  });
});
