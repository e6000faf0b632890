import { DAY_MS } from '../engine/calendar/civil-date.ts';
import { createItem } from '../engine/create-item.ts';
import { createOrder } from '../engine/create-order.ts';
import type { CatalogItem, LearningOrder } from '../engine/items.ts';
import { createBasketSource } from './fleet-basket.ts';
import { createCustomers } from './fleet-customers.ts';
import { createFleetMenu, type FleetMenu } from './fleet-menu.ts';
import { drawFleetNature, type FleetNature } from './fleet-nature.ts';
import { createFleetTastes } from './fleet-tastes.ts';
import { drawFleetVisits, type FleetHistory } from './fleet-visits.ts';
import { createRandom } from './random.ts';

/** A generated store: what the engine would learn of a real one. */
export interface FleetStore {
  /** Ids 1 to the number of items; an id says nothing about popularity. */
  readonly items: CatalogItem[];
  /** In order of time, ids from 1. */
  readonly orders: LearningOrder[];
  /** IANA name. */
  readonly zone: string;
}

/** Settings of {@link generateFleetStore}. */
export interface FleetStoreOptions {
  /** Number of orders; otherwise drawn, 200 to 15,000. The store's nature stays the same. */
  readonly orders?: number;
}

/**
 * A small store that never was: each seed is another one. The seeds together are a mixture of take-aways, pizzerias,
 * cafes, bars, sandwich shops, groceries and gift shops, small and large, with and without tastes, regulars, times and
 * categories; what is learned across many of them is prior knowledge without any real store's data.
 *
 * @param seed - whole number, 0 to 2^53 - 1: the same seed gives the same store.
 * @throws RangeError when the seed is not such a number, or the number of orders is not a whole number above 0.
 *
 * @example
 * const { orders } = generateFleetStore(3, { orders: 50 });
 * orders.length // => 50
 * orders[49].orderId // => 50
 */
export function generateFleetStore(seed: number, options: FleetStoreOptions = {}): FleetStore {
  const nature = drawFleetNature(seed);
  const { orders: count = nature.orders } = options;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`Cannot generate a store: orders is ${count}, expected a whole number above 0`);
  }
  const menu = createFleetMenu(seed, nature);
  const tastes = createFleetTastes(seed, { nature, menu });
  const history = drawFleetVisits(seed, { nature, orders: count });
  const source = createBasketSource(createRandom(seed, 'fleet-baskets'), { nature, menu, tastes, days: history.days });
  const order = createCustomers(createRandom(seed, 'fleet-customers'), { nature, source });
  const ids = drawIds(seed, menu.items.length);
  const orders = history.visits.map((visit, index) => {
    const { customer, basket } = order(visit);
    return createOrder({
      orderId: index + 1,
      basket: basket.map((item) => ids[item] as number),
      orderedAtMs: nature.isDated ? visit.orderedAtMs : null,
      customerId: customer.id,
    });
  });
  return { items: toCatalog(menu, { nature, history, ids }), orders, zone: nature.zone };
}

/** Ids by chance (Fisher and Yates): the popular items are created first, and ties must not know. */
function drawIds(seed: number, count: number): number[] {
  const random = createRandom(seed, 'fleet-ids');
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [ids[last], ids[other]] = [ids[other] as number, ids[last] as number];
  }
  return ids;
}

function toCatalog(
  { categories, items }: FleetMenu,
  { nature, history, ids }: { nature: FleetNature; history: FleetHistory; ids: readonly number[] },
): CatalogItem[] {
  const catalog = items.map(({ name, category, from }, index) =>
    createItem({
      id: ids[index] as number,
      name,
      ...(nature.isCategorised ? nameCategory(category, categories[category]) : {}),
      createdAtMs: nature.isDated ? Math.round(history.startMs + from * history.days * DAY_MS) : 0,
    }),
  );
  return catalog.sort((first, second) => first.id - second.id);
}

function nameCategory(position: number, category: FleetMenu['categories'][number] | undefined): Partial<CatalogItem> {
  if (category === undefined) return {};
  return { categoryId: position + 1, categoryName: category.name, role: category.role };
}
