import type { Customer, CustomerData, CustomerDetail, CustomersQuery } from '../../contract/customer.ts';
import { AppError } from '../../contract/error-registry.ts';
import { estimateNextVisit } from '../../engine/customer/next-visit.ts';
import { countCustomerHours } from '../../engine/popularity/customer-hours.ts';
import { findCustomerWindows } from '../../engine/popularity/purchase-windows.ts';
import { listRecommendationsOf } from '../../storage/queries/customer-recommendations.ts';
import { listOrdersOfCustomer, readProfiles } from '../../storage/queries/customers.ts';
import { getOrder } from '../orders/change-order.ts';
import { type Page, readCursor, toPage } from '../paging.ts';
import type { Services } from '../services.ts';
import type { BookedCustomer } from './customer-book.ts';
import { type CustomerView, gapOf, kindOf, openCustomerView, segmentNow } from './customer-view.ts';
import { requireBooked } from './generate-recommendations.ts';
import { compareWorth } from './opportunities.ts';
import { toProfile } from './profile-rows.ts';
import { nameOf, nameOfTier, scoreForCustomer } from './recommend-customer.ts';

const ORDERS: Readonly<Record<CustomersQuery['sort'], (a: BookedCustomer, b: BookedCustomer) => number>> = {
  id: (a, b) => a.id - b.id,
  ltv: compareWorth,
  orders: (a, b) => b.orderCount - a.orderCount || compareWorth(a, b),
  last: (a, b) => (b.lastAtMs ?? 0) - (a.lastAtMs ?? 0) || a.id - b.id,
};

/** The customers of a store, one page of them. */
export async function listCustomers(
  services: Services,
  storeId: number,
  { segment, sort, limit, cursor }: CustomersQuery,
): Promise<Page<Customer>> {
  const start = readCursor(cursor, { first: 0 });
  const view = await openCustomerView(services, storeId);
  const sorted = [...view.book.customers.values()]
    .filter((customer) => segment === undefined || segmentNow(view, customer) === segment)
    .sort(ORDERS[sort]);
  return toPage(sorted.slice(start, start + limit + 1), {
    limit,
    tell: (customer) => toCustomer(view, customer),
    cursorOf: () => String(start + limit),
  });
}

/** All that the orders say of one customer. @throws AppError `unknown_customer`. */
export async function describeCustomer(services: Services, storeId: number, receipt: string): Promise<CustomerDetail> {
  const view = await openCustomerView(services, storeId);
  const customer = requireBooked(view.book, receipt);
  const [row] = await services.context.database.forStore(storeId, (scope) => readProfiles(scope, [customer.id]));
  if (!row) throw new AppError('unknown_customer', { detail: `Customer ${JSON.stringify(receipt)} is gone.` });
  const { tiers, items, categories, hours, basket } = toProfile(row);
  const { rowById, categoryIdByExternal } = view.catalog;
  const itemId = (id: number) => rowById.get(id)?.external_id ?? '';
  const categoryNames = new Map([...categoryIdByExternal].map(([external, id]) => [id, external]));
  return {
    ...toCustomer(view, customer),
    tier_name: nameOfTier(view, customer.tierLevel),
    tiers: tiers.map(({ tier, firstAtMs, orders, rose }) => ({
      tier,
      first_ordered_at: toIso(firstAtMs),
      orders,
      climbed: rose,
    })),
    items: items.map(({ itemId: id, orders, lastAtMs }) => ({
      item: itemId(id),
      name: nameOf(view, id),
      orders,
      last_ordered_at: toIso(lastAtMs),
    })),
    categories: categories.map(({ categoryId, share }) => ({
      category: categoryNames.get(categoryId) ?? '',
      name: nameOfCategory(view, categoryId),
      share: round(share),
    })),
    hours: [...hours],
    peak_windows: await listPeakWindows(services, storeId, customer),
    preferred_basket: {
      items: basket.itemIds.map(itemId),
      names: basket.itemIds.map((id) => nameOf(view, id)),
      orders: basket.orders,
    },
    affinities: scoreForCustomer(view, customer).map((item) => ({
      item: itemId(item.itemId),
      name: nameOf(view, item.itemId),
      score: item.score,
      probability: round(item.probability),
      complement: item.isComplement,
    })),
  };
}

async function listPeakWindows({ models }: Services, storeId: number, { id }: BookedCustomer): Promise<string[]> {
  const { model } = await models.get(storeId);
  const hours = countCustomerHours(model.log, id, { zone: model.zone, item: null });
  return findCustomerWindows(model.popularity.hours, hours).windows.map(({ label }) => label);
}

function nameOfCategory({ catalog }: CustomerView, categoryId: number): string {
  return catalog.items.find((item) => item.categoryId === categoryId)?.categoryName ?? '';
}

/** All that the store holds of a person, to be handed over. @throws AppError `unknown_customer`. */
export async function exportCustomerData(services: Services, storeId: number, receipt: string): Promise<CustomerData> {
  await services.recommended.flush();
  const customer = await describeCustomer(services, storeId, receipt);
  const view = await openCustomerView(services, storeId);
  const { id } = requireBooked(view.book, receipt);
  const held = await services.context.database.forStore(storeId, async (scope) => ({
    orders: await listOrdersOfCustomer(scope, id),
    recommendations: await listRecommendationsOf(scope, id),
  }));
  const orders: unknown[] = [];
  for (const order of held.orders) orders.push(await getOrder(services.context, view.catalog.store, order));
  return { customer, orders, recommendations: held.recommendations };
}

function toCustomer(view: CustomerView, customer: BookedCustomer): Customer {
  const gapDays = gapOf(view, customer);
  const visit = estimateNextVisit({ lastAtMs: customer.lastAtMs, gapDays }, view.nowMs);
  return {
    id: customer.receipt,
    segment: segmentNow(view, customer),
    kind: kindOf(view, customer),
    ltv_minor: customer.ltvMinor,
    order_count: customer.orderCount,
    first_ordered_at: toIso(customer.firstAtMs),
    last_ordered_at: toIso(customer.lastAtMs),
    typical_gap_days: round(gapDays),
    expected_next_order_at: toIso(visit?.expectedAtMs ?? null),
    tier_level: customer.tierLevel,
  };
}

function toIso(timeMs: number | null): string | null {
  return timeMs === null ? null : new Date(timeMs).toISOString();
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
