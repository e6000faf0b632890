import type { Erased } from '../../contract/customer.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { StoreScope } from '../../storage/database.ts';
import { appendChanges, lockChangeHead, readChangeHead } from '../../storage/queries/changes.ts';
import { markCustomersDue } from '../../storage/queries/customer-due.ts';
import { forgetCustomer, listOrdersOfCustomer } from '../../storage/queries/customers.ts';
import { findReferences } from '../../storage/queries/orders.ts';
import { markCustomerWeeksDue } from '../../storage/queries/visitor-week-due.ts';
import { noteDeed } from '../accounts/audit.ts';
import type { Actor } from '../accounts/caller.ts';
import { getStoreById } from '../catalog/stores.ts';
import { unlinkOrder } from '../orders/change-order.ts';
import type { Services } from '../services.ts';

/**
 * Erases a person: every order stays, in a new version without the customer, so that no sum moves; the reference is
 * deleted, and what was served or recommended names the customer no more. Weeks of the hold-out in which they were a unit are
 * counted again without them. All of it in one transaction, with an entry in the audit log that says who did it. The entry has
 * the customer's number and not the reference, nor a hash of it: references can be guessed, and who is erased must not be
 * found again.
 *
 * @throws AppError `unknown_customer`
 */
export async function eraseCustomer(
  services: Services,
  storeId: number,
  { receipt, actor }: { receipt: string; actor: Actor },
): Promise<Erased> {
  const { context } = services;
  const store = await getStoreById(context, storeId);
  // What waits to be written behind an answer is written first, so that it is unlinked too.
  await services.served.flush();
  await services.recommended.flush();
  return context.database.forStore(storeId, async (scope) => {
    await lockChangeHead(scope);
    const found = await findReferences(scope, { table: 'customer', externalIds: [receipt] });
    const customerId = found.get(receipt);
    if (customerId === undefined) {
      throw new AppError('unknown_customer', {
        detail: `There is no customer ${JSON.stringify(receipt)} in this store.`,
      });
    }
    const orders = await listOrdersOfCustomer(scope, customerId);
    for (const externalId of orders) await unlinkOrder(scope, store, { externalId, now: context.clock() });
    await markCustomerWeeksDue(scope, customerId);
    await forgetCustomer(scope, customerId);
    await markCustomersDue(scope, [customerId]);
    await noteChange(scope, context.clock());
    const details = { orders_unlinked: orders.length };
    await noteDeed(context, scope, { actor, action: 'customer.erased', subject: `customer ${customerId}`, details });
    return { erased: true, ...details };
  });
}

/** Who holds the customers in memory looks for marks when the store has changed: also when there was no order to unlink. */
async function noteChange(scope: StoreScope, changedAt: Date): Promise<void> {
  const change = { kind: 'store' as const, entityId: scope.storeId, fromVersion: null, toVersion: null };
  await appendChanges(scope, { lastChangeNo: await readChangeHead(scope), changes: [change], changedAt });
}
