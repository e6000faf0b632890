import { AppError } from '../../contract/error-registry.ts';
import type { PurchaseWindowsAnswer, PurchaseWindowsQuery } from '../../contract/purchase-windows.ts';
import { countCustomerHours } from '../../engine/popularity/customer-hours.ts';
import {
  findCustomerWindows,
  findItemWindows,
  findStoreWindows,
  type PurchaseWindow,
  type PurchaseWindows,
} from '../../engine/popularity/purchase-windows.ts';
import { endHour } from '../../engine/popularity/window-label.ts';
import { findReferences } from '../../storage/queries/orders.ts';
import type { LoadedStore } from '../learning/load-model.ts';
import type { Services } from '../services.ts';

const HOURS_PER_DAY = 24;

/**
 * When a store, an item or a customer (or a customer with an item) has its peaks. Only for callers who may see customer
 * data: references can be guessed.
 *
 * @throws AppError `unknown_item`, or `not_found` for a customer that the store does not have.
 */
export async function listPurchaseWindows(
  services: Services,
  storeId: number,
  query: PurchaseWindowsQuery,
): Promise<PurchaseWindowsAnswer> {
  const customerId = query.customer === undefined ? null : await requireCustomer(services, storeId, query.customer);
  const loaded = await services.models.get(storeId);
  const item = query.item === undefined ? null : requireItem(loaded, query.item);
  const { orders, windows, reason } = findWindows(loaded, { item, customerId });
  const { store } = loaded.catalog;
  return {
    store: store.slug,
    time_zone: store.time_zone,
    item: query.item ?? null,
    customer: query.customer ?? null,
    baseline: item === null && customerId === null ? 'flat-day' : 'store-rhythm',
    orders,
    windows: windows.map(toJson),
    reason,
  };
}

function findWindows(
  { model }: LoadedStore,
  { item, customerId }: { item: number | null; customerId: number | null },
): PurchaseWindows {
  const { hours } = model.popularity;
  if (customerId !== null) {
    return findCustomerWindows(hours, countCustomerHours(model.log, customerId, { zone: model.zone, item }));
  }
  return item === null ? findStoreWindows(hours) : findItemWindows(hours, item);
}

function toJson(window: PurchaseWindow): PurchaseWindowsAnswer['windows'][number] {
  const startHour = window.start % HOURS_PER_DAY;
  return {
    label: window.label,
    pattern: window.pattern,
    weekday: window.pattern === 'daily' ? null : Math.floor(window.start / HOURS_PER_DAY) + 1,
    start_hour: startHour,
    end_hour: endHour({ start: startHour, hours: window.hours }),
    orders: window.orders,
    expected_orders: round(window.expected),
    share: round(window.share),
    lift: round(window.lift),
    lift_lower: round(window.liftLower),
  };
}

function requireItem({ catalog, model }: LoadedStore, externalId: string): number {
  const id = catalog.idByExternal.get(externalId);
  if (id === undefined) {
    throw new AppError('unknown_item', { detail: `There is no item ${JSON.stringify(externalId)} in this store.` });
  }
  return model.items.find(id);
}

async function requireCustomer(services: Services, storeId: number, externalId: string): Promise<number> {
  const found = await services.context.database.forStore(storeId, (scope) =>
    findReferences(scope, { table: 'customer', externalIds: [externalId] }),
  );
  const id = found.get(externalId);
  if (id !== undefined) return id;
  throw new AppError('not_found', {
    detail: `There is no customer ${JSON.stringify(externalId)} in this store.`,
    hint: 'Customers come with their orders: check the reference for a typing error.',
  });
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
