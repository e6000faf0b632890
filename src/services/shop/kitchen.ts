import type { Store } from '../../contract/catalog.ts';
import type { OrderStatus } from '../../contract/order.ts';
import { listOpenShopOrders, type OpenShopOrder } from '../../storage/queries/shop.ts';
import { listAllStores } from '../catalog/stores.ts';
import { patchOrder } from '../orders/change-order.ts';
import type { Services } from '../services.ts';

/** After so many seconds the demo's kitchen has come so far; the last first. */
const PROGRESS: readonly { readonly seconds: number; readonly status: OrderStatus }[] = [
  { seconds: 90, status: 'completed' },
  { seconds: 25, status: 'ready' },
  { seconds: 8, status: 'preparing' },
  { seconds: 3, status: 'accepted' },
];
const RANK: readonly OrderStatus[] = ['pending', 'accepted', 'preparing', 'ready', 'completed'];
const LOOK_BACK_MS = 24 * 3_600_000;

/**
 * How far the demo's kitchen is with an order of that age.
 *
 * @example
 * kitchenStatus(10) // => 'preparing'
 */
export function kitchenStatus(ageSeconds: number): OrderStatus {
  return PROGRESS.find(({ seconds }) => ageSeconds >= seconds)?.status ?? 'pending';
}

/** Brings every open order of the demo's stores to where the kitchen is by now. A shop of its own does this itself. */
export async function cookDemoOrders(services: Services): Promise<void> {
  const { context } = services;
  for (const store of await listAllStores(context)) {
    if (!store.shop_pages || !store.shop_demo) continue;
    const since = new Date(context.clock().getTime() - LOOK_BACK_MS);
    const open = await context.database.forStore(store.id, (scope) => listOpenShopOrders(scope, since));
    for (const order of open) await cookOrder(services, store, order);
  }
}

/** One order, as far as the kitchen is; an order never goes back. */
export async function cookOrder(services: Services, store: Store, order: OpenShopOrder): Promise<OrderStatus> {
  const ageSeconds = (services.context.clock().getTime() - order.orderedAt.getTime()) / 1000;
  const status = kitchenStatus(ageSeconds);
  if (!store.shop_demo || !RANK.includes(order.status) || RANK.indexOf(status) <= RANK.indexOf(order.status)) {
    return order.status;
  }
  // Somebody may have set another status meanwhile: theirs stays.
  await setOrderStatus(services, store, { externalId: order.externalId, status, from: order.status });
  return status;
}

/** Writes the status that follows `from`, unless the order has another by now; what was learned and credited follows. */
export async function setOrderStatus(
  services: Services,
  store: Store,
  { externalId, status, from }: { externalId: string; status: OrderStatus; from: OrderStatus },
): Promise<void> {
  await patchOrder(services.context, store, { externalId, patch: { status }, from });
  services.attribution.wake(store.id);
  await services.models.refresh(store.id);
}
