import { createTimeZone } from '../src/engine/calendar/time-zone.ts';
import { createItem } from '../src/engine/create-item.ts';
import { createOrder } from '../src/engine/create-order.ts';
import type { CatalogItem, Role } from '../src/engine/items.ts';
import { StoreModel } from '../src/engine/model/store-model.ts';
import { createRandom } from '../src/simulation/random.ts';

const NOW_MS = Date.UTC(2026, 0, 1, 12);
const DAY_MS = 86_400_000;
const ROLES: readonly Role[] = ['drink', 'main', 'starter', 'side', 'dessert', 'other'];

/** The clock of every bench. */
export const BENCH_NOW_MS = NOW_MS;

/** Baskets of 1 to 9 items (5 on average) in which low item numbers are popular, as dense indices. */
export function generateBaskets(items: number, orders: number): Int32Array[] {
  const random = createRandom(7, `${items}/${orders}`);
  return Array.from({ length: orders }, () => {
    const size = 1 + Math.floor(random() * 9);
    const basket = new Set<number>();
    while (basket.size < size) basket.add(Math.floor(items * random() ** 2));
    return Int32Array.from(basket).sort();
  });
}

/** A store of that size in memory. */
export function generateStore(items: number, orders: number): StoreModel {
  const model = new StoreModel(createTimeZone('Europe/London'));
  model.advanceTo(NOW_MS);
  model.setCatalog(Array.from({ length: items }, (_, index) => generateItem(index)));
  generateBaskets(items, orders).forEach((basket, index) => {
    const orderedAtMs = NOW_MS - (365 * DAY_MS * (orders - index)) / orders;
    const ids = [...basket].map((item) => item + 1);
    model.apply({ removed: null, added: createOrder({ orderId: index + 1, orderedAtMs, basket: ids }) });
  });
  return model;
}

function generateItem(index: number): CatalogItem {
  const category = { categoryId: index % 12, categoryName: `Category ${index % 12}` };
  const role = ROLES[index % ROLES.length] ?? 'other';
  return createItem({ id: index + 1, name: `Dish number ${index + 1}`, ...category, role, priceMinor: 500 + index });
}
