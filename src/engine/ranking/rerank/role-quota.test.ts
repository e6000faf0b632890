import { describe, expect, test } from 'vitest';
import type { Role } from '../../items.ts';
import { roleAdmits, roleQuota } from './role-quota.ts';

describe('roleQuota', () => {
  test.each([
    [1, 4],
    [4, 4],
    // Two thirds of 6 are 4, of 7 are 4.67.
    [6, 4],
    [7, 5],
    [10, 7],
    [20, 14],
  ])('of %i places is %i', (limit, most) => {
    expect(roleQuota(limit)).toBe(most);
  });
});

describe('roleAdmits', () => {
  test.each<[string, Role[], number | null, Role, boolean]>([
    ['a drink below the quota', ['drink', 'main'], 2, 'drink', true],
    ['a drink at the quota', ['drink', 'main', 'drink'], 2, 'drink', false],
    ['a dessert beside drinks at the quota', ['drink', 'drink'], 2, 'dessert', true],
    ['a dessert at the quota', ['dessert', 'dessert'], 2, 'dessert', false],
    ['any side', ['side', 'side', 'side'], 2, 'side', true],
    ['any number, without a quota', ['drink', 'drink', 'drink'], null, 'drink', true],
  ])('admits or not %s', (_what, placed, quota, role, admitted) => {
    expect(roleAdmits(placed, quota)(role)).toBe(admitted);
  });
});
