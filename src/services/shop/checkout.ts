import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { type OrderRequest, orderInputSchema } from '../../contract/order.ts';
import type { ChangedLine, Checkout } from '../../contract/shop.ts';
import { findCurrentOrder } from '../../storage/queries/orders.ts';
import { isCustomerProven } from '../accounts/customer-token.ts';
import { receiveOrders } from '../orders/receive-orders.ts';
import type { Services } from '../services.ts';
import { findShopItems, type ShopItem } from './menu-view.ts';
import { makeOrderToken, shopOrderId } from './order-token.ts';

/** Orders of the pages are known by their channel. */
export const SHOP_CHANNEL = 'shop';

/** What came of a checkout. */
export type CheckoutResult =
  | { readonly result: 'ordered'; readonly token: string; readonly isNew: boolean }
  | { readonly result: 'changed'; readonly lines: readonly ChangedLine[] };

/**
 * What the shop's server does when a guest orders: it takes prices from the catalogue and never from the page, and when
 * one is not what the guest saw, or an item is sold out, it says so and orders nothing. The same cart sent twice is one
 * order.
 *
 * @param options.privacyControl - true when the browser asked by Global Privacy Control not to be followed.
 * @throws AppError `invalid_order`.
 */
export async function checkOut(
  services: Services,
  store: Store,
  { checkout, privacyControl }: { checkout: Checkout; privacyControl: boolean },
): Promise<CheckoutResult> {
  const { context, attribution, models } = services;
  const token = makeOrderToken(context, store, checkout.client_id);
  const id = shopOrderId(checkout.client_id);
  const { items, known } = await context.database.forStore(store.id, async (scope) => ({
    items: await findShopItems(
      scope,
      checkout.lines.map((line) => line.item),
    ),
    known: await findCurrentOrder(scope, id),
  }));
  if (known) return { result: 'ordered', token, isNew: false };
  const changed = findChanges(checkout, items);
  if (changed.length > 0) return { result: 'changed', lines: changed };
  const request: OrderRequest = {
    id,
    // A second writer of the same cart finds a version that is not older, and changes nothing.
    version: 1,
    status: 'pending',
    ordered_at: context.clock().toISOString(),
    currency: store.currency,
    channel: SHOP_CHANNEL,
    table: tableOf(checkout, store),
    session: checkout.session ?? null,
    visitor: privacyControl ? null : (checkout.visitor ?? null),
    customer: await provenCustomer(services, store, checkout),
    lines: checkout.lines.map((line) => ({
      item: line.item,
      quantity: line.quantity,
      unit_price_minor: items.get(line.item)?.priceMinor ?? null,
      rec_id: line.rec_id ?? null,
    })),
  };
  const [result] = await receiveOrders(context, store, [orderInputSchema.parse(request)]);
  if (!result || result.result === 'rejected') {
    throw new AppError('invalid_order', { detail: String(result?.detail), errors: result?.errors ?? [] });
  }
  attribution.wake(store.id);
  await models.refresh(store.id);
  return { result: 'ordered', token, isNew: true };
}

function findChanges({ lines }: Checkout, items: ReadonlyMap<string, ShopItem>): ChangedLine[] {
  return lines.flatMap(({ item, price_minor: seen }) => {
    const now = items.get(item);
    const price = now?.canOrder ? now.priceMinor : null;
    if (price === seen) return [];
    return [{ item, available: price !== null, price_minor: price }];
  });
}

function tableOf({ table }: Checkout, { shop_tables: tables }: Store): string | null {
  return table !== undefined && table <= tables ? String(table) : null;
}

/** A customer that the page names is believed only with a token of the shop's server. */
async function provenCustomer({ context }: Services, store: Store, checkout: Checkout): Promise<string | null> {
  const { customer, customer_token: token } = checkout;
  if (customer === undefined || token === undefined) return null;
  return (await isCustomerProven(context, store.id, { customer, token })) ? customer : null;
}
