import { isDeepStrictEqual } from 'node:util';
import type { StoreScope } from '../../storage/database.ts';
import { findDueAmong, listCustomerIds, type ProfileRow, readProfiles } from '../../storage/queries/customers.ts';
import { computeProfiles, toProfile } from './profile-rows.ts';
import { readZone } from './settle-profiles.ts';

const CUSTOMERS_PER_READ = 500;
const MOST_TOLD = 10;

/**
 * Holds the stored profiles against profiles computed from the orders alone. Customers whose orders have changed since are
 * left out: their profiles are known to be due. Run it in a frozen transaction.
 *
 * @returns what differs, in words without names
 */
export async function compareProfiles(scope: StoreScope): Promise<string[]> {
  const zone = await readZone(scope);
  const differing: number[] = [];
  for (let afterId = 0; ; ) {
    const ids = await listCustomerIds(scope, { afterId, limit: CUSTOMERS_PER_READ });
    const due = await findDueAmong(scope, ids);
    const settled = ids.filter((id) => !due.has(id));
    const stored = new Map((await readProfiles(scope, settled)).map((row) => [row.customer_id, row]));
    for (const row of await computeProfiles(scope, settled, zone)) {
      if (!isSame(row, stored.get(row.customer_id))) differing.push(row.customer_id);
    }
    if (ids.length < CUSTOMERS_PER_READ) break;
    afterId = ids.at(-1) ?? afterId;
  }
  if (differing.length === 0) return [];
  const told = differing.slice(0, MOST_TOLD).join(', ');
  return [`profiles of ${differing.length} customers differ from their orders (customer numbers ${told})`];
}

function isSame(computed: ProfileRow, stored: ProfileRow | undefined): boolean {
  return stored !== undefined && isDeepStrictEqual(toProfile(computed), toProfile(stored));
}
