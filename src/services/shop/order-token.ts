import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Store } from '../../contract/catalog.ts';
import type { ServiceContext } from '../service-context.ts';

const FORMAT = /^([0-9a-f]{32})([A-Za-z0-9_-]{43})$/;

/** The id that an order of the pages has in the store: it follows from the id that the page made. */
export function shopOrderId(clientId: string): string {
  return `shop-${clientId.toLowerCase()}`;
}

/**
 * What a guest can say aloud at the counter and staff can find: six of the digits that the order's id begins with.
 *
 * @example
 * shopOrderNumber('shop-7f3a2b1c-0000-4000-8000-000000000000') // => '7F3-A2B'
 */
export function shopOrderNumber(orderId: string): string {
  return orderId
    .replace(/^shop-/, '')
    .replace(/^(.{3})(.{3}).*$/s, '$1-$2')
    .toUpperCase();
}

/** By this a guest follows their order: its id and an HMAC of 256 bits, which nobody can guess. */
export function makeOrderToken(context: ServiceContext, store: Store, clientId: string): string {
  const id = clientId.toLowerCase().replaceAll('-', '');
  return id + sign(context, store, id);
}

/** The order's id in the store, or null when we did not make this token for this store. */
export function readOrderToken(context: ServiceContext, store: Store, token: string): string | null {
  const [, id, signature] = FORMAT.exec(token) ?? [];
  if (id === undefined || signature === undefined) return null;
  // Texts are compared, not bytes: the last of 43 characters has two bits that no byte holds.
  if (!timingSafeEqual(Buffer.from(signature), Buffer.from(sign(context, store, id)))) return null;
  return shopOrderId(id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
}

function sign(context: ServiceContext, { id: storeId }: Store, id: string): string {
  return createHmac('sha256', context.secret('shop order token 1')).update(`${storeId}.${id}`).digest('base64url');
}
