import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { Order, OrderStatus } from '../../contract/order.ts';
import type { StaffStep } from '../../contract/shop.ts';
import { listOpenShopOrders } from '../../storage/queries/shop.ts';
import { getOrder } from '../orders/change-order.ts';
import type { Services } from '../services.ts';
import { SHOP_CHANNEL } from './checkout.ts';
import { setOrderStatus } from './kitchen.ts';

const LOOK_BACK_MS = 24 * 3_600_000;
/** More than a service can have on the go; the oldest come first. */
const MOST_SHOWN = 100;

/** What follows on what: one tap for each step of an order's way to the table. */
export const NEXT_STATUS: Partial<Readonly<Record<OrderStatus, StaffStep['status']>>> = {
  pending: 'accepted',
  accepted: 'preparing',
  preparing: 'ready',
  ready: 'completed',
};

/** Orders of the pages that are on their way, the oldest first; of the last 24 hours, and at most a hundred. */
export async function listStaffOrders({ context }: Services, store: Store): Promise<Order[]> {
  const since = new Date(context.clock().getTime() - LOOK_BACK_MS);
  const open = await context.database.forStore(store.id, (scope) => listOpenShopOrders(scope, since));
  return Promise.all(open.slice(0, MOST_SHOWN).map(({ externalId }) => getOrder(context, store, externalId)));
}

/**
 * Moves an order of the pages on, or cancels it. Where somebody else was first, theirs stays.
 *
 * @returns where the order is now
 * @throws AppError `unknown_order`, also for orders that did not come from the pages; `invalid_request` for a step that does not
 *   follow on where the order was seen
 */
export async function moveOrder(
  services: Services,
  store: Store,
  { externalId, step: { status, from } }: { externalId: string; step: StaffStep },
): Promise<OrderStatus> {
  const { context } = services;
  const order = await getOrder(context, store, externalId);
  if (order.channel !== SHOP_CHANNEL) {
    throw new AppError('unknown_order', {
      detail: `Order "${externalId}" did not come from the pages of the shop.`,
      hint: 'PATCH /api/orders/{id} changes any order.',
    });
  }
  if (status !== 'cancelled' && NEXT_STATUS[from] !== status) {
    throw new AppError('invalid_request', { detail: `"${status}" does not follow on "${from}".` });
  }
  await setOrderStatus(services, store, { externalId, status, from });
  return (await getOrder(context, store, externalId)).status;
}
