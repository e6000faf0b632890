import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { evaluateNextOrder } from './evaluate-next-order.ts';
import { NEXT_ORDER_FLEET_WEIGHTS } from './fleet-weights.ts';
import { learnNextOrder } from './learn-next-order.ts';

const DAY_MS = 86_400_000;
const ITEMS = 12;
const catalog = Array.from({ length: ITEMS }, (_, place) => createItem({ id: place + 1, name: `Dish ${place + 1}` }));
const zone = createTimeZone('UTC');
const random = () => 0.5;

function historyOf(baskets: readonly { readonly customerId: number | null; readonly basket: readonly number[] }[]) {
  const orders = baskets.map(({ customerId, basket }, place) =>
    createOrder({ orderId: place + 1, orderedAtMs: place * DAY_MS, customerId, basket: [...basket] }),
  );
  return { catalog, orders, zone };
}

describe('learnNextOrder', () => {
  it("keeps the fleet's weights and the baseline where no customer is known", () => {
    const learned = learnNextOrder(historyOf(Array(20).fill({ customerId: null, basket: [1] })), { random });
    expect(learned.weights).toEqual(NEXT_ORDER_FLEET_WEIGHTS);
    expect(learned).toMatchObject({ isBetter: false, questions: 0, difference: { difference: 0 } });
  });

  it('finds out that customers only come back for what they had last', () => {
    // Customer c moves on after 12 orders of one item: own history is then behind for as long again.
    const fickle = Array.from({ length: 600 }, (_, place) => {
      const [round, customer] = [Math.floor(place / 6), place % 6];
      return { customerId: customer, basket: [1 + ((Math.floor(round / 12) + customer) % ITEMS)] };
    });
    const learned = learnNextOrder(historyOf(fickle), { random });
    // The last fifth of 600 orders, all of customers with earlier ones.
    expect(learned).toMatchObject({ isBetter: true, questions: 120 });
    expect(learned.difference.difference).toBeGreaterThan(0.05);
    expect(learnNextOrder(historyOf(fickle), { random })).toEqual(learned);
  });
});

describe('evaluateNextOrder', () => {
  it('worked by hand: eight orders teach, two are asked, one of them of a known customer', () => {
    // Customer 1 always orders 1 and 2: both are in front. The stranger is not asked for.
    const known = { customerId: 1, basket: [1, 2] };
    const report = evaluateNextOrder(historyOf([...Array(9).fill(known), { customerId: 2, basket: [3] }]), { random });
    expect(report).toMatchObject({ queries: 1, customers: 1 });
    for (const figures of Object.values(report.models)) {
      expect(figures).toMatchObject({ recall5: { mean: 1 }, recall10: { mean: 1 }, ndcg10: { mean: 1 } });
    }
    expect(report.difference.recall5).toMatchObject({ difference: 0, lower: 0, upper: 0 });
  });

  it('counts what is missed: one of two items is not among the first five', () => {
    // Five own items are in front in both orders of items; item 12 was never sold.
    const own = { customerId: 1, basket: [1, 2, 3, 4, 5] };
    const report = evaluateNextOrder(historyOf([...Array(4).fill(own), { customerId: 1, basket: [5, 12] }]), {
      random,
    });
    expect(report.models.history_then_popularity.recall5.mean).toBe(0.5);
  });
});
