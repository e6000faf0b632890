import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { CatalogItem, LearningOrder } from '../items.ts';
import { compareModels } from './compare-models.ts';
import { StoreModel } from './store-model.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 15, 12);
const MENU = [1, 2, 3].map((id) => createItem({ id, name: `Dish ${id}`, categoryId: id < 3 ? 10 : 20 }));
const ORDERS = [
  createOrder({ orderId: 1, orderedAtMs: NOW_MS - 60_000, customerId: 7, basket: [1, 2] }),
  createOrder({ orderId: 2, orderedAtMs: NOW_MS - 3 * DAY_MS, basket: [1, 2, 3] }),
  createOrder({ orderId: 3, basket: [3] }),
];

function learn(orders: readonly LearningOrder[], menu: readonly CatalogItem[] = MENU): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(menu);
  model.advanceTo(NOW_MS);
  for (const added of orders) model.apply({ removed: null, added });
  return model;
}

/** The differences when the first order is another one. */
function differencesWith(change: Partial<LearningOrder>): string[] {
  const [first, ...rest] = ORDERS;
  return compareModels(learn([...rest, { ...first, ...change } as LearningOrder]), learn(ORDERS));
}

describe('compareModels', () => {
  it('finds no difference between equal stores, whatever the order in which things came', () => {
    expect(compareModels(learn(ORDERS), learn(ORDERS))).toEqual([]);
    expect(compareModels(learn(ORDERS.toReversed(), MENU.toReversed()), learn(ORDERS))).toEqual([]);
  });

  it('finds an order too many and one that is missing', () => {
    const extra = createOrder({ orderId: 9, basket: [] });
    expect(compareModels(learn([...ORDERS, extra]), learn(ORDERS))).toContain('orders in the log: 4, rebuilt 3');
    expect(compareModels(learn(ORDERS), learn([...ORDERS, extra]))).toContain('order 9 is missing');
  });

  it('finds another basket: items, pairs, places and categories', () => {
    const differences = differencesWith({ basket: [1, 3] });
    expect(differences).toContain('item 2 in completed orders: 1, rebuilt 2');
    expect(differences).toContain('item 3 in orders: 3, rebuilt 2');
    expect(differences).toContain('items 1 and 2 together: 1, rebuilt 2');
    expect(differences).toContain('items 1 and 3 together: 2, rebuilt 1');
    expect(differences).toContain('places beside item 2: 2, rebuilt 3');
    expect(differences).toContain('categories 10 and 10 together: 1, rebuilt 2');
    expect(differences).toContain('order 1 differs');
  });

  it('finds another time: windows and hours', () => {
    const differences = differencesWith({ orderedAtMs: NOW_MS - 8 * DAY_MS - 5 * 3_600_000 });
    expect(differences).toContain('orders in the last sevenDays: 1, rebuilt 2');
    expect(differences).toContain('item 1 in the last twoHours: 0, rebuilt 1');
    // 15 June 2026 is a Monday; 11:59 that day is hour 11, 07:00 eight days before is hour 151.
    expect(differences).toContain('orders around hour 11 of the week: 0, rebuilt 1');
    expect(differences).toContain('item 1 around hour 151 of the week: 1, rebuilt 0');
    expect(differences.some((words) => words.startsWith('item 1 around hour 7 of the day'))).toBe(true);
  });

  it('finds what is only in the log: the customer', () => {
    expect(differencesWith({ customerId: 8 })).toEqual(['order 1 differs']);
  });

  it('finds an order that is not completed', () => {
    const differences = differencesWith({ completed: false });
    expect(differences).toContain('completed orders: 2, rebuilt 3');
    expect(differences).toContain('places in baskets: 4, rebuilt 6');
    expect(differences.some((words) => words.startsWith('item 1 in orders'))).toBe(false);
  });

  it('finds items in another category', () => {
    const moved = MENU.map((item) => ({ ...item, categoryId: 20 }));
    const differences = compareModels(learn(ORDERS, moved), learn(ORDERS));
    expect(differences).toContain('categories 20 and 20 together: 4, rebuilt 0');
  });

  it('stops at 100', () => {
    const other = Array.from({ length: 150 }, (_, n) => createOrder({ orderId: 100 + n, basket: [1] }));
    expect(compareModels(learn(other), learn([]))).toHaveLength(100);
  });
});
