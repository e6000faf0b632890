/**
 * The engine as a library: no server, no database, no network.
 *
 *   npx node examples/engine-only.ts
 *
 * The engine reads no clock and draws no random numbers: the time is an argument, so the same orders and the same
 * question always give the same answer.
 */
import { createTimeZone } from '../src/engine/calendar/time-zone.ts';
import type { CatalogItem, LearningOrder, Role } from '../src/engine/items.ts';
import { StoreModel } from '../src/engine/model/store-model.ts';
import { recommend } from '../src/engine/ranking/recommend.ts';
import type { RecommendationRequest } from '../src/engine/ranking/request.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 19);
const HOUR_MS = 3_600_000;

/** The menu. Ids are positive whole numbers that are never used again for another item. */
const MENU: readonly CatalogItem[] = [
  menuItem(1, { name: 'Pizza Margherita', role: 'main', priceMinor: 950 }),
  menuItem(2, { name: 'Pizza Diavola', role: 'main', priceMinor: 1100 }),
  menuItem(3, { name: 'Garlic Bread', role: 'starter', priceMinor: 490 }),
  menuItem(4, { name: 'Homemade Lemonade', role: 'drink', priceMinor: 450 }),
  menuItem(5, { name: 'Cola', role: 'drink', priceMinor: 350 }),
  menuItem(6, { name: 'Tiramisu', role: 'dessert', priceMinor: 650 }),
];

/** What was ordered together, as ascending item ids. */
const BASKETS: readonly (readonly number[])[] = [
  [1, 3, 4],
  [1, 3],
  [1, 3, 4, 6],
  [2, 5],
  [2, 5, 6],
  [1, 4],
  [2, 3, 5],
  [1, 3, 5],
  [2, 6],
  [1, 3, 4],
];

const model = new StoreModel(createTimeZone('Europe/Berlin'));
model.setCatalog(MENU);
BASKETS.forEach((basket, index) => {
  model.apply({ removed: null, added: completedOrder(index + 1, basket) });
});
model.advanceTo(NOW_MS);

show('What goes with a Pizza Margherita?', { ...question(), cart: [1] });
show('And once the garlic bread is in the cart too?', { ...question(), cart: [1, 3] });

// Every count is reversible: an order that is taken back is forgotten without a trace.
BASKETS.forEach((basket, index) => {
  model.apply({ removed: completedOrder(index + 1, basket), added: null });
});
show('With no orders at all the menu itself is left:', { ...question(), cart: [1] });

function menuItem(id: number, item: { name: string; role: Role; priceMinor: number }): CatalogItem {
  return {
    ...item,
    id,
    description: '',
    categoryId: null,
    categoryName: null,
    available: true,
    featured: false,
    tier: null,
    tags: [],
    createdAtMs: 0,
  };
}

function completedOrder(orderId: number, basket: readonly number[]): LearningOrder {
  return { orderId, orderedAtMs: NOW_MS - orderId * 24 * HOUR_MS, customerId: null, basket, completed: true };
}

function question(): RecommendationRequest {
  return {
    placement: 'cart',
    types: null,
    sourceItemId: null,
    cart: [],
    exclude: [],
    categoryId: null,
    customerId: null,
    limit: 3,
    nowMs: NOW_MS,
    priceCapMinor: null,
    starterPriceCapMinor: null,
    trendingRule: 'posterior',
    suggestAgeRestricted: false,
    rules: [],
  };
}

function show(title: string, request: RecommendationRequest): void {
  process.stdout.write(`${title}\n`);
  for (const slot of recommend(model, request).slots) {
    const said = [slot.reason, slot.socialProof].filter(Boolean).join(', ');
    process.stdout.write(`  ${model.itemAt(slot.item)?.name}: ${said}\n`);
  }
}
