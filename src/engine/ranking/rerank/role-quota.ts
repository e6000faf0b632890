import type { Role } from '../../items.ts';

/** What one person takes one of; of starters and sides a table shares several. */
const TAKEN_ONCE: ReadonlySet<Role> = new Set(['drink', 'dessert']);

/** The share of a page that one such role may fill. */
const MOST_OF_PAGE = 2 / 3;

/** The shortest lists are left to the quota of categories. */
const LEAST_QUOTA = 4;

/** Another role takes the place of one that has its share only where it is at least this share as likely. */
export const LEAST_SHARE_OF_OTHER_ROLE = 0.2;

/**
 * The most drinks, and the most desserts, on a page of so many places: two thirds of them, and never fewer than 4, so that
 * nothing changes on a page of four or less.
 *
 * @example
 * [4, 5, 6, 10].map(roleQuota) // => [4, 4, 4, 7]
 */
export function roleQuota(limit: number): number {
  return Math.max(LEAST_QUOTA, Math.ceil(MOST_OF_PAGE * limit));
}

/**
 * Whether one more item of a role may take the next place. Only drinks and desserts are counted.
 *
 * @param placed role of each place that is taken
 * @param quota from `roleQuota`; null = any number
 * @example
 * roleAdmits(['drink', 'drink', 'main'], 2)('drink') // => false
 * roleAdmits(['drink', 'drink', 'main'], 2)('dessert') // => true
 * roleAdmits(['side', 'side'], 2)('side') // => true
 */
export function roleAdmits(placed: readonly Role[], quota: number | null): (role: Role) => boolean {
  if (quota === null || placed.length < quota) return () => true;
  return (role) => {
    if (!TAKEN_ONCE.has(role)) return true;
    let taken = 0;
    for (const other of placed) if (other === role) taken++;
    return taken < quota;
  };
}
