import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { type OrderRequest, orderInputSchema } from '../../contract/order.ts';
import type { ChangedLine, Checkout } from '../../contract/shop.ts';
import { findServedOffers } from '../../storage/queries/offers.ts';
import { findCurrentOrder, findLines } from '../../storage/queries/orders.ts';
import { isCustomerProven } from '../accounts/customer-token.ts';
import { offersSince } from '../experiments/read-offers.ts';
import { receiveOrders } from '../orders/receive-orders.ts';
import type { Services } from '../services.ts';
import { findShopItems, type ShopItem } from './menu-view.ts';
import { makeOrderToken, shopOrderId } from './order-token.ts';

/** Orders of the pages are known by their channel. */
export const SHOP_CHANNEL = 'shop';

const FIRST_VERSION = 1;

/** What came of a checkout. */
export type CheckoutResult =
  | { readonly result: 'ordered'; readonly id: string; readonly token: string; readonly isNew: boolean }
  /** Under this id of the page's another cart was ordered before. */
  | { readonly result: 'ordered-before'; readonly id: string; readonly token: string }
  | { readonly result: 'changed'; readonly lines: readonly ChangedLine[] };

/**
 * What the shop's server does when a guest orders: it takes prices from the catalogue and never from the page, and when
 * one is not what the guest saw, or an item is sold out, it says so and orders nothing. The same cart sent twice is one
 * order; another cart under the same id is none.
 *
 * @param options.privacyControl - true when the browser asked by Global Privacy Control not to be followed.
 * @throws AppError `invalid_order`, or `invalid_request` for a table that the shop does not have.
 */
export async function checkOut(
  services: Services,
  store: Store,
  { checkout, privacyControl }: { checkout: Checkout; privacyControl: boolean },
): Promise<CheckoutResult> {
  const { context, attribution, models } = services;
  requireTable(checkout, store);
  const before = await findOrdered(services, store, checkout);
  if (before !== null) return before;
  const items = await context.database.forStore(store.id, (scope) =>
    findShopItems(
      scope,
      checkout.lines.map((line) => line.item),
    ),
  );
  const offers = await findOffers(services, store, checkout);
  const changed = findChanges(checkout, { items, offers });
  if (changed.length > 0) return { result: 'changed', lines: changed };
  const id = shopOrderId(checkout.client_id);
  const token = makeOrderToken(context, store, checkout.client_id);
  const ordered = (isNew: boolean): CheckoutResult => ({ result: 'ordered', id, token, isNew });
  const request: OrderRequest = {
    id,
    // A second writer of the same cart finds a version that is not older, and changes nothing.
    version: 1,
    status: 'pending',
    ordered_at: context.clock().toISOString(),
    currency: store.currency,
    channel: SHOP_CHANNEL,
    table: checkout.table === undefined ? null : String(checkout.table),
    session: checkout.session ?? null,
    visitor: privacyControl ? null : (checkout.visitor ?? null),
    customer: await provenCustomer(services, store, checkout),
    lines: checkout.lines.map((line) => ({
      item: line.item,
      quantity: line.quantity,
      unit_price_minor: items.get(line.item)?.priceMinor ?? null,
      rec_id: line.rec_id ?? null,
      discount_minor: line.quantity * offerOn(line, offers),
    })),
  };
  const [result] = await receiveOrders(context, store, [orderInputSchema.parse(request)]);
  if (!result || result.result === 'rejected') {
    throw new AppError('invalid_order', { detail: String(result?.detail), errors: result?.errors ?? [] });
  }
  // Somebody sent a cart under the same id at the same moment, and was first.
  if (result.result !== 'created') return (await findOrdered(services, store, checkout)) ?? ordered(false);
  attribution.wake(store.id);
  await models.refresh(store.id);
  return ordered(true);
}

/** What was ordered under this id before; null = nothing. Compared with the order as it came in, whatever the shop made of it since. */
async function findOrdered({ context }: Services, store: Store, checkout: Checkout): Promise<CheckoutResult | null> {
  const id = shopOrderId(checkout.client_id);
  const lines = await context.database.forStore(store.id, async (scope) => {
    const known = await findCurrentOrder(scope, id);
    return known && findLines(scope, { orderId: known.order_id, version: FIRST_VERSION });
  });
  if (lines === null) return null;
  const units = new Map(lines.map((line) => [line.item_external_id, Number(line.quantity)]));
  const isSame =
    checkout.lines.length === units.size && checkout.lines.every(({ item, quantity }) => units.get(item) === quantity);
  const token = makeOrderToken(context, store, checkout.client_id);
  return isSame ? { result: 'ordered', id, token, isNew: false } : { result: 'ordered-before', id, token };
}

/** Discounts of one unit by answer and item: of answers that this guest got, while the owner allows offers. */
async function findOffers({ context }: Services, store: Store, checkout: Checkout): Promise<Map<string, number>> {
  if (store.max_offer_percent === null) return new Map();
  const recIds = checkout.lines.flatMap((line) => line.rec_id ?? []);
  const since = offersSince(context.clock());
  const rows = await context.database.forStore(store.id, (scope) => findServedOffers(scope, { recIds, since }));
  const own = rows.filter(({ session, visitor }) => {
    const isSession = session !== null && session === checkout.session;
    return isSession || (visitor !== null && visitor === checkout.visitor);
  });
  return new Map(own.map(({ rec_id: recId, item, amount_minor: amount }) => [`${recId} ${item}`, amount]));
}

/** What an offer takes off one unit of a line. */
function offerOn({ rec_id: recId, item }: Checkout['lines'][number], offers: ReadonlyMap<string, number>): number {
  return offers.get(`${recId} ${item}`) ?? 0;
}

/** Lines that are not as the guest saw them: another price, sold out, or an offer that has ended. */
function findChanges(
  { lines }: Checkout,
  { items, offers }: { items: ReadonlyMap<string, ShopItem>; offers: ReadonlyMap<string, number> },
): ChangedLine[] {
  return lines.flatMap((line) => {
    const now = items.get(line.item);
    const price = now?.canOrder ? now.priceMinor : null;
    const offer = offerOn(line, offers);
    if (price === line.price_minor && offer >= (line.offer_minor ?? 0)) return [];
    return [{ item: line.item, available: price !== null, price_minor: price, offer_minor: offer }];
  });
}

/** A table that has no code is a mistake of the page's: the food would go to nobody. */
function requireTable({ table }: Checkout, { shop_tables: tables }: Store): void {
  if (table === undefined || table <= tables) return;
  const has = tables === 0 ? 'no tables' : `tables 1 to ${tables}`;
  throw new AppError('invalid_request', {
    detail: `There is no table ${table}: this shop has ${has}.`,
    hint: 'Scan the code on the table again, or order without a table.',
    errors: [{ pointer: '/table', message: `expected one of this shop, which has ${has}` }],
  });
}

/** A customer that the page names is believed only with a token of the shop's server. */
async function provenCustomer({ context }: Services, store: Store, checkout: Checkout): Promise<string | null> {
  const { customer, customer_token: token } = checkout;
  if (customer === undefined || token === undefined) return null;
  return (await isCustomerProven(context, store.id, { customer, token })) ? customer : null;
}
