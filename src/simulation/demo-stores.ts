import type { Store } from '../contract/catalog.ts';
import { AppError } from '../contract/error-registry.ts';
import { type OrderRequest, orderInputSchema } from '../contract/order.ts';
import { putCategory } from '../services/catalog/categories.ts';
import { listStoreItems, putItem } from '../services/catalog/items.ts';
import { addStore, listAllStores } from '../services/catalog/stores.ts';
import { exportRecommendations } from '../services/customers/export-recommendations.ts';
import { countOrderIds, deleteOrder, listTestOrderIds } from '../services/orders/change-order.ts';
import { receiveOrders } from '../services/orders/receive-orders.ts';
import type { Services } from '../services/services.ts';
import { openDemoShop } from '../services/shop/demo-shop.ts';
import type { DemoCatalog } from './demo-catalog.ts';
import { DIGITAL_SHOP } from './digital-shop.ts';
import { generateDigitalShopOrders } from './digital-shop-orders.ts';
import { RESTAURANT } from './restaurant-menu-table.ts';
import { generateRestaurantOrders } from './restaurant-orders.ts';
import { generateSampleOrders } from './sample-orders.ts';

const ORDERS_PER_CALL = 1000;
const FEWEST_ITEMS = 5;
const MOST_ITEMS = 1000;
const SAMPLE_ID_PREFIX = 'demo-';
const RESTAURANT_TABLES = 20;
/** So long ago the owner of the demo's shop took the recommendations of all customers along. */
const EXPORTED_DAYS_AGO = 200;
const DAY_MS = 86_400_000;

/** How far the making of the demo has come, 0 to 1. */
export type DemoProgress = (label: string, share: number) => void;

/** A demo store: made now, or found from an earlier run. */
export interface DemoStore {
  readonly store: Store;
  readonly orders: number;
  readonly created: boolean;
}

/**
 * The demo's stores: a restaurant with a year of orders up to now, and the four-tier digital shop. A store that is
 * there already is left as it is.
 */
export async function createDemoStores(
  services: Services,
  { seed, onProgress, basePath = '' }: { seed: number; onProgress: DemoProgress; basePath?: string },
): Promise<DemoStore[]> {
  const endMs = services.context.clock().getTime();
  const restaurant = await createStore(services, RESTAURANT, {
    basePath,
    tables: RESTAURANT_TABLES,
    orders: () => [...generateRestaurantOrders({ seed, endMs, zone: RESTAURANT.store.time_zone })],
    onProgress: (share) => onProgress('restaurant', share),
  });
  const shop = await createStore(services, DIGITAL_SHOP, {
    basePath,
    tables: 0,
    orders: () => generateDigitalShopOrders({ seed, endMs }),
    exportedMs: endMs - EXPORTED_DAYS_AGO * DAY_MS,
    onProgress: (share) => onProgress('digital shop', share),
  });
  return [restaurant, shop];
}

interface StoreMaking {
  readonly orders: () => OrderRequest[];
  readonly onProgress: (share: number) => void;
  readonly basePath: string;
  readonly tables: number;
  /** When the owner exported what to recommend, so that it can be held against what was bought since; left out: never. */
  readonly exportedMs?: number;
}

async function createStore(
  services: Services,
  catalog: DemoCatalog,
  { orders, onProgress, basePath, tables, exportedMs = Number.NEGATIVE_INFINITY }: StoreMaking,
): Promise<DemoStore> {
  const { context } = services;
  const { slug } = catalog.store;
  const known = (await listAllStores(context)).find((store) => store.slug === slug);
  if (known) return { store: known, orders: 0, created: false };
  const { id: storeId } = await addStore(context, catalog.store);
  const store = await openDemoShop(context, storeId, { tables });
  for (const { id, category } of catalog.categories) {
    await putCategory(context, store.id, { externalId: id, input: category });
  }
  for (const { id, item } of catalog.items) {
    const image_url = `${basePath}/s/${slug}/pictures/${id}.svg`;
    await putItem(context, store.id, { externalId: id, input: { ...item, image_url } });
  }
  const history = orders();
  const before = history.filter((order) => Date.parse(String(order.ordered_at)) < exportedMs);
  const since = history.slice(before.length);
  await sendOrders(services, store, { orders: before, onProgress: (share) => onProgress(share / 2) });
  if (before.length > 0) await exportInPast(services, store, exportedMs);
  await sendOrders(services, store, { orders: since, onProgress: (share) => onProgress(share / 2 + 0.5) });
  return { store, orders: history.length, created: true };
}

/** Exports the recommendations as they were then: from the orders until then, by the clock of then. */
async function exportInPast(services: Services, store: Store, atMs: number): Promise<void> {
  const then = { ...services, context: { ...services.context, clock: () => new Date(atMs) } };
  for await (const _piece of exportRecommendations(then, store.id)) {
    // What the file says is of no use here: that it was made is remembered.
  }
}

/** Adds test orders to the menu of an existing store. @throws AppError `too_few_items` below 5 available items. */
export async function addSampleOrders(
  services: Services,
  store: Store,
  { count, seed }: { count: number; seed: number },
): Promise<{ added: number }> {
  const page = await listStoreItems(services.context, store.id, { limit: MOST_ITEMS });
  const items = page.data
    .filter((item) => item.available)
    .map((item) => ({ id: item.id, name: item.name, priceMinor: item.price_minor, role: item.role }));
  if (items.length < FEWEST_ITEMS) {
    throw new AppError('too_few_items', {
      detail: `Store "${store.slug}" has ${items.length} available items; test orders need at least ${FEWEST_ITEMS}.`,
    });
  }
  const endMs = services.context.clock().getTime();
  // Deleted orders stay deleted, so numbers that were ever used are passed over.
  const firstNumber = (await countOrderIds(services.context, store, SAMPLE_ID_PREFIX)) + 1;
  const orders = generateSampleOrders({ seed, endMs, items, count, firstNumber, zone: store.time_zone });
  await sendOrders(services, store, { orders, onProgress: () => undefined });
  return { added: orders.length };
}

/** Takes every test order of a store out again. */
export async function removeSampleOrders(services: Services, store: Store): Promise<{ removed: number }> {
  const ids = await listTestOrderIds(services.context, store);
  for (const id of ids) await deleteOrder(services.context, store, id);
  return { removed: ids.length };
}

async function sendOrders(
  { context }: Services,
  store: Store,
  { orders, onProgress }: { orders: readonly OrderRequest[]; onProgress: (share: number) => void },
): Promise<void> {
  for (let start = 0; start < orders.length; start += ORDERS_PER_CALL) {
    const chunk = orders.slice(start, start + ORDERS_PER_CALL).map((order) => orderInputSchema.parse(order));
    const results = await receiveOrders(context, store, chunk);
    const rejected = results.find((result) => result.result === 'rejected');
    if (rejected) throw new AppError('invalid_order', { detail: String(rejected.detail) });
    onProgress((start + chunk.length) / orders.length);
  }
}
