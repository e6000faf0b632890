import { writeFileSync } from 'node:fs';
import { createTimeZone } from '../src/engine/calendar/time-zone.ts';
import { createItem } from '../src/engine/create-item.ts';
import { createOrder } from '../src/engine/create-order.ts';
import type { ChoiceQuery } from '../src/engine/next-order/choice-query.ts';
import { fitChoiceWeights } from '../src/engine/next-order/fit-choice-weights.ts';
import { gatherNextOrderQueries } from '../src/engine/next-order/learn-next-order.ts';
import { FEATURE_COUNT, NEXT_ORDER_FEATURES } from '../src/engine/next-order/next-order-features.ts';
import { generateDigitalShopOrders } from '../src/simulation/digital-shop-orders.ts';
import { generateRestaurantOrders } from '../src/simulation/restaurant-orders.ts';

const END_MS = Date.UTC(2026, 0, 1);
const RESTAURANTS = [
  { seed: 101, days: 365, ordersPerDay: 38 },
  { seed: 102, days: 365, ordersPerDay: 12 },
  { seed: 103, days: 240, ordersPerDay: 60 },
  { seed: 104, days: 300, ordersPerDay: 25 },
];
const SHOPS = [
  { seed: 105, customers: 600 },
  { seed: 106, customers: 600 },
];
const MOST_QUERIES_EACH = 500;
/** How strongly the weights are held to 0. */
const PRECISION = 10;
const TARGET = 'src/engine/next-order/fleet-weights.ts';

interface GeneratedOrder {
  readonly ordered_at?: string | undefined;
  readonly status?: string | undefined;
  readonly customer?: string | null | undefined;
  readonly lines: readonly { readonly item: string }[];
}

/** Gives every name a number, from 1, in order of appearance. */
class Numbering {
  readonly #numbers = new Map<string, number>();

  get names(): string[] {
    return [...this.#numbers.keys()];
  }

  numberOf(name: string): number {
    const number = this.#numbers.get(name) ?? this.#numbers.size + 1;
    this.#numbers.set(name, number);
    return number;
  }
}

function askStore(generated: Iterable<GeneratedOrder>): ChoiceQuery[] {
  const [items, customers] = [new Numbering(), new Numbering()];
  const completed = [...generated].filter(({ status }) => status === 'completed');
  const orders = completed.map(({ ordered_at, customer, lines }, place) =>
    createOrder({
      orderId: place + 1,
      orderedAtMs: ordered_at === undefined ? null : Date.parse(ordered_at),
      customerId: customer === null || customer === undefined ? null : customers.numberOf(customer),
      basket: [...new Set(lines.map(({ item }) => items.numberOf(item)))],
    }),
  );
  const catalog = items.names.map((name, place) => createItem({ id: place + 1, name }));
  return gatherNextOrderQueries({ catalog, orders, zone: createTimeZone('UTC') }).slice(-MOST_QUERIES_EACH);
}

const queries = [
  ...RESTAURANTS.flatMap((nature) => askStore(generateRestaurantOrders({ ...nature, endMs: END_MS }))),
  ...SHOPS.flatMap((nature) => askStore(generateDigitalShopOrders({ ...nature, endMs: END_MS }))),
];
const prior = { centre: new Array(FEATURE_COUNT).fill(0), precision: PRECISION };
const weights = fitChoiceWeights(queries, prior).map((weight) => Math.round(weight * 100) / 100);
console.log(`${queries.length} baskets of known customers`);
console.log(NEXT_ORDER_FEATURES.map((feature, k) => `${feature} ${weights[k]}`).join('\n'));
writeFileSync(
  TARGET,
  `/**
 * Weights that those of a store are held to while they are learned, in the order of \`NEXT_ORDER_FEATURES\`: what ${queries.length} baskets of known customers of generated
 * restaurants and shops taught; written by \`scripts/learn-next-order-fleet.ts\`. No real store's data is in them.
 */
export const NEXT_ORDER_FLEET_WEIGHTS: readonly number[] = [${weights.join(', ')}];
`,
);
