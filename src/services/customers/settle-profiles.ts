import type { StoreScope } from '../../storage/database.ts';
import {
  lockCustomerHead,
  readCustomerHead,
  readProfileBasis,
  setProfileBasis,
  takeDueCustomers,
  writeProfiles,
} from '../../storage/queries/customers.ts';
import { findStoreById } from '../../storage/queries/stores.ts';
import { zoneNamed } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import { computeProfiles } from './profile-rows.ts';

/** Profiles computed in one transaction: some tenths of a second at most, since orders of the same customers wait for it. */
const PROFILES_PER_WRITE = 500;

/**
 * Computes every profile that is due: of customers whose orders changed, and all of them when tiers, categories or the
 * store's time zone did. Whoever reads profiles comes by here first. Two processes take turns; what the other has done
 * need not be done again.
 */
export async function settleProfiles(context: ServiceContext, storeId: number): Promise<void> {
  const isSettled = await context.database.forStore(storeId, async (scope) => {
    const head = await readCustomerHead(scope);
    return !head.isDue && head.basis === (await readProfileBasis(scope));
  });
  if (isSettled) return;
  for (let written = PROFILES_PER_WRITE; written === PROFILES_PER_WRITE; ) {
    written = await context.database.forStore(storeId, settleSome);
  }
}

async function settleSome(scope: StoreScope): Promise<number> {
  const head = await lockCustomerHead(scope);
  const basis = await readProfileBasis(scope);
  if (basis !== head.basis) await setProfileBasis(scope, { basis, renewAll: true });
  const due = await takeDueCustomers(scope, PROFILES_PER_WRITE);
  if (due.length > 0) await writeProfiles(scope, await computeProfiles(scope, due, await readZone(scope)));
  return due.length;
}

/** The store's clocks. */
export async function readZone(scope: StoreScope) {
  const store = await findStoreById(scope.tx, scope.storeId);
  return { zone: zoneNamed(store?.time_zone ?? 'UTC') };
}
