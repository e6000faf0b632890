import { describe, expect, test } from 'vitest';
import { quotaAdmits } from './category-quota.ts';

describe('quotaAdmits', () => {
  test.each([
    ['the first of a category', [], 2, 1, true],
    ['the second', [1], 2, 1, true],
    ['the third within four places', [1, 2, 1], 2, 1, false],
    ['the third at the fifth place', [1, 2, 1, 3], 2, 1, true],
    ['any, without a quota', [1, 1, 1], null, 1, true],
    ['an item without a category', [null, null, null], 1, null, true],
  ])('admits or not %s', (_what, placed, quota, category, admitted) => {
    expect(quotaAdmits(placed, quota)(category)).toBe(admitted);
  });
});
