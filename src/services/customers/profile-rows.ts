import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import { buildProfile, type CustomerProfile } from '../../engine/customer/build-profile.ts';
import type { CustomerOrder, CustomerOrderLine } from '../../engine/customer/customer-order.ts';
import type { StoreScope } from '../../storage/database.ts';
import { type CountedLineRow, type ProfileRow, readCountedLines } from '../../storage/queries/customers.ts';

/** Profiles of some customers, computed from their orders alone: one for each, also for those without an order. */
export async function computeProfiles(
  scope: StoreScope,
  customerIds: readonly number[],
  { zone }: { zone: TimeZone },
): Promise<ProfileRow[]> {
  const orders = new Map<number, Map<number, CustomerOrder & { lines: CustomerOrderLine[] }>>();
  for (const row of await readCountedLines(scope, customerIds)) addLine(orders, row);
  return customerIds.map((customerId) => {
    return toProfileRow(customerId, buildProfile([...(orders.get(customerId)?.values() ?? [])], zone));
  });
}

function addLine(
  byCustomer: Map<number, Map<number, CustomerOrder & { lines: CustomerOrderLine[] }>>,
  row: CountedLineRow,
): void {
  const line = { itemId: row.item_id, categoryId: row.category_id, tier: row.tier, keptMinor: row.kept_minor };
  const orders = byCustomer.get(row.customer_id) ?? new Map();
  byCustomer.set(row.customer_id, orders);
  const known = orders.get(row.order_id);
  if (known) known.lines.push(line);
  else {
    const orderedAtMs = row.ordered_at?.getTime() ?? null;
    orders.set(row.order_id, { orderId: row.order_id, orderedAtMs, lines: [line] });
  }
}

function toProfileRow(customerId: number, profile: CustomerProfile): ProfileRow {
  return {
    customer_id: customerId,
    ltv_minor: profile.ltvMinor,
    order_count: profile.orderCount,
    first_ordered_at: toDate(profile.firstAtMs),
    last_ordered_at: toDate(profile.lastAtMs),
    gap_count: profile.gapCount,
    gap_days_sum: profile.gapDaysSum,
    tier_level: profile.tierLevel,
    tiers: profile.tiers,
    items: profile.items,
    categories: profile.categories,
    hours: profile.hours,
    basket: profile.basket,
  };
}

function toDate(timeMs: number | null): Date | null {
  return timeMs === null ? null : new Date(timeMs);
}

/** A stored profile as the engine has it. */
export function toProfile(row: ProfileRow): CustomerProfile {
  return {
    ltvMinor: row.ltv_minor,
    orderCount: row.order_count,
    firstAtMs: row.first_ordered_at?.getTime() ?? null,
    lastAtMs: row.last_ordered_at?.getTime() ?? null,
    gapCount: row.gap_count,
    gapDaysSum: row.gap_days_sum,
    tierLevel: row.tier_level,
    tiers: row.tiers as CustomerProfile['tiers'],
    items: row.items as CustomerProfile['items'],
    categories: row.categories as CustomerProfile['categories'],
    hours: row.hours as CustomerProfile['hours'],
    basket: row.basket as CustomerProfile['basket'],
  };
}
