import type { ProductPerformance, Products } from '../../contract/customer.ts';
import { addDays, businessDayAt } from '../../engine/calendar/business-day.ts';
import { isoWeekOf, isoWeekStart } from '../../engine/calendar/iso-week.ts';
import { listAllItems } from '../../storage/queries/catalog.ts';
import { type ProductRow, readProductSales, readProductWeeks } from '../../storage/queries/products.ts';
import { getStoreById, zoneNamed } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';

const WEEK_DAYS = 7;
const NOTHING = { orders: 0, revenue_minor: 0, customers: 0 };

/**
 * Sales of every item of the menu, by name, best revenue first; with `weeks` also week by week up to this one. A name that
 * two items share is shown with the item's id behind it.
 */
export async function describeProducts(
  context: ServiceContext,
  storeId: number,
  { weeks }: { weeks?: number | undefined } = {},
): Promise<Products> {
  const mondays = weeks === undefined ? null : await listMondays(context, storeId, weeks);
  const { items, sales, history } = await context.database.forStore(
    storeId,
    async (scope) => ({
      items: await listAllItems(scope),
      sales: new Map((await readProductSales(scope)).map((row) => [row.item_id, row])),
      history: mondays === null ? [] : await readProductWeeks(scope, { from: mondays[0] ?? '' }),
    }),
    { frozen: true },
  );
  const byWeek = new Map(history.map((row) => [`${row.item_id} ${row.week}`, row]));
  const names = new Map<string, number>();
  for (const { name } of items) names.set(name, (names.get(name) ?? 0) + 1);
  const entries = items
    .map((item) => ({ item, row: sales.get(item.id) ?? { ...NOTHING, item_id: item.id } }))
    .sort((a, b) => b.row.revenue_minor - a.row.revenue_minor || a.item.id - b.item.id)
    .map(({ item, row }): [string, ProductPerformance] => [
      (names.get(item.name) ?? 0) > 1 ? `${item.name} (${item.external_id})` : item.name,
      {
        ...toFigures(row),
        ...(mondays !== null && {
          history: mondays.map((week) => ({ week, ...toFigures(byWeek.get(`${item.id} ${week}`) ?? NOTHING) })),
        }),
      },
    ]);
  return { success: true, products: Object.fromEntries(entries) };
}

function toFigures({ orders, revenue_minor, customers }: Omit<ProductRow, 'item_id'>) {
  const average = orders === 0 ? 0 : Math.round(revenue_minor / orders);
  return { orders, revenue: revenue_minor, customers, avg_order_value: average };
}

/** The Mondays of the last weeks, oldest first, the running week last. */
async function listMondays(context: ServiceContext, storeId: number, weeks: number): Promise<string[]> {
  const store = await getStoreById(context, storeId);
  const today = businessDayAt(context.clock().getTime(), {
    zone: zoneNamed(store.time_zone),
    cutoffMinutes: store.business_day_cutoff_minutes,
  });
  const monday = isoWeekStart(isoWeekOf(today));
  return Array.from({ length: weeks }, (_, place) => addDays(monday, (place - weeks + 1) * WEEK_DAYS));
}
