import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { Order } from '../../contract/order.ts';
import { getOrder } from '../orders/change-order.ts';
import type { Services } from '../services.ts';
import { cookOrder, setOrderStatus } from './kitchen.ts';
import { readOrderToken } from './order-token.ts';

/** The order behind a token. @throws AppError `unknown_order`, also for a token that was made up. */
export async function readShopOrder(services: Services, store: Store, token: string): Promise<Order> {
  const { context } = services;
  const externalId = readOrderToken(context, store, token);
  const order = externalId === null ? null : await findOrder(services, store, externalId);
  if (order === null || externalId === null) {
    throw new AppError('unknown_order', { detail: 'There is no order at this address.', hint: 'Check the address.' });
  }
  if (order.ordered_at === null) return order;
  const open = { externalId, status: order.status, orderedAt: new Date(order.ordered_at) };
  return { ...order, status: await cookOrder(services, store, open) };
}

/** The guest of the demo has their order in hand. Only an order that is ready can be picked up. */
export async function pickUpOrder(services: Services, store: Store, token: string): Promise<Order> {
  const order = await readShopOrder(services, store, token);
  if (!store.shop_demo || order.status !== 'ready') return order;
  await setOrderStatus(services, store, { externalId: order.id, status: 'completed', from: 'ready' });
  return { ...order, status: 'completed' };
}

async function findOrder({ context }: Services, store: Store, externalId: string): Promise<Order | null> {
  return getOrder(context, store, externalId).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'unknown_order') return null;
    throw error;
  });
}
