import { createItem } from '../engine/create-item.ts';
import { createOrder } from '../engine/create-order.ts';
import type { LearningOrder } from '../engine/items.ts';
import { drawChance, drawNormal } from './draws.ts';
import { createBasketSource } from './fleet-basket.ts';
import { createCustomers } from './fleet-customers.ts';
import { createFleetMenu, type FleetMenu } from './fleet-menu.ts';
import { drawFleetNature, type FleetNature } from './fleet-nature.ts';
import type { FleetStore } from './fleet-store.ts';
import { createFleetTastes } from './fleet-tastes.ts';
import { drawFleetVisits } from './fleet-visits.ts';
import { createRandom } from './random.ts';

/** Settings of {@link generateFleetTown}. */
export interface FleetTownOptions {
  /** Number of stores. */
  readonly stores: number;
  /** Orders of each. */
  readonly orders: number;
  /** Probability that a store has an item of the town's menu. */
  readonly keptShare?: number;
  /** Standard deviation of the log popularity of an item between stores. */
  readonly spread?: number;
}

const MOST_ITEMS = 150;

/**
 * Stores of one kind whose menus share their names: each has most of the town's menu, with popularity, tastes, pairs and
 * guests of its own. What one of them sells says something, not everything, of what another one sells.
 *
 * @param seed - whole number, 0 to 2^40: the same seed gives the same town.
 * @example
 * const [first, second] = generateFleetTown(3, { stores: 2, orders: 20 });
 * first.orders.length + second.orders.length // => 40
 */
export function generateFleetTown(seed: number, options: FleetTownOptions): FleetStore[] {
  const drawn = drawFleetNature(seed);
  const standing = { lateShare: 0, goneShare: 0, duplicateShare: 0 };
  const nature = { ...drawn, ...standing, items: Math.min(drawn.items, MOST_ITEMS) };
  const menu = createFleetMenu(seed, nature);
  return Array.from({ length: options.stores }, (_, store) =>
    generateStore(seed * 1000 + store, {
      nature,
      menu: takeMenu(seed * 1000 + store, menu, options),
      orders: options.orders,
    }),
  );
}

/** A store's own menu: every category keeps its first item. */
function takeMenu(seed: number, { categories, items }: FleetMenu, options: FleetTownOptions): FleetMenu {
  const { keptShare = 0.7, spread = 0.8 } = options;
  const random = createRandom(seed, 'town-menu');
  const kept = items.map((item, place) => {
    const isKept = drawChance(random, keptShare) || place < categories.length;
    return { isKept, item: { ...item, weight: item.weight * Math.exp(spread * drawNormal(random)) } };
  });
  return { categories, items: kept.filter(({ isKept }) => isKept).map(({ item }) => item) };
}

function generateStore(
  seed: number,
  { nature, menu, orders: count }: { nature: FleetNature; menu: FleetMenu; orders: number },
): FleetStore {
  const tastes = createFleetTastes(seed, { nature, menu });
  const history = drawFleetVisits(seed, { nature, orders: count });
  const source = createBasketSource(createRandom(seed, 'town-baskets'), { nature, menu, tastes, days: history.days });
  const order = createCustomers(createRandom(seed, 'town-customers'), { nature, source });
  const orders = history.visits.map((visit, index): LearningOrder => {
    const { customer, basket } = order(visit);
    const ids = [...new Set(basket)].map((place) => place + 1).sort((a, b) => a - b);
    const orderedAtMs = nature.isDated ? visit.orderedAtMs : null;
    return createOrder({ orderId: index + 1, basket: ids, orderedAtMs, customerId: customer.id });
  });
  const items = menu.items.map(({ name, category }, place) => {
    const { name: categoryName = null, role = 'other' } = menu.categories[category] ?? {};
    const named = nature.isCategorised ? { categoryId: category + 1, categoryName, role } : {};
    return createItem({ id: place + 1, name, ...named });
  });
  return { items, orders, zone: nature.zone };
}
