import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { INLINE_ITEM_LIMIT } from '../ease/ease-state.ts';
import type { CatalogItem, LearningOrder } from '../items.ts';
import { featureWeights } from '../scoring/features.ts';
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
const TAUGHT = { model: 'ease', weights: featureWeights({ ease: 1 }), easeRidge: 7, halfLifeDays: 3 };

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

  it('finds what is only in the log: the customer, the rating', () => {
    expect(differencesWith({ customerId: 8 })).toEqual(['order 1 differs']);
    expect(differencesWith({ rating: 2 })).toEqual(['order 1 differs']);
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

  it('finds baskets that are remembered otherwise than they were ordered', () => {
    const model = learn(ORDERS);
    model.memory.remove(2);
    expect(compareModels(model, learn(ORDERS))).toEqual([
      'remembered baskets: 2, rebuilt 3',
      'remembered baskets with item 1 differ',
      'remembered baskets with item 2 differ',
      'remembered baskets with item 3 differ',
    ]);
    model.memory.add({ orderId: 2, timeMs: NOW_MS, basket: [0, 1, 2] });
    expect(compareModels(model, learn(ORDERS))).toHaveLength(3);
    model.memory.remove(2);
    model.memory.add({ orderId: 2, timeMs: NOW_MS - 3 * DAY_MS, basket: [0, 1] });
    expect(compareModels(model, learn(ORDERS))).toEqual([
      'remembered baskets with item 1 differ',
      'remembered baskets with item 2 differ',
      'remembered baskets with item 3 differ',
    ]);
  });

  it('finds weights that have lost the orders', () => {
    const model = learn(ORDERS);
    const rebuilt = learn(ORDERS);
    model.ease?.add([0, 1]);
    const differences = compareModels(model, rebuilt);
    expect(differences.some((words) => words.startsWith('weight of item 2 beside item 1: '))).toBe(true);
    expect(differences.some((words) => /^score of item 2 beside \[1\]: -?[\d.]+, rebuilt -?[\d.]+$/.test(words))).toBe(
      true,
    );
    expect(compareModels(rebuilt, learn(ORDERS))).toEqual([]);
  });

  it('finds scores that were kept too long', () => {
    const [model, rebuilt] = [learn(ORDERS), learn(ORDERS)];
    for (const one of [model, rebuilt]) one.setParameters(TAUGHT);
    const question = { cart: [0], hourOfWeek: null, customerId: null, nowMs: NOW_MS };
    // What the scorer keeps of this question is of other counts than those that the model has in the end.
    model.pairs.add([0, 1]);
    model.scorer.score(question, featureWeights({ liftSum: 1 }));
    model.pairs.remove([0, 1]);
    const differences = compareModels(model, rebuilt);
    expect(differences).toEqual(differences.filter((words) => words.startsWith('score of item ')));
    expect(differences.some((words) => words.startsWith('score of item 2 beside [1]: '))).toBe(true);
  });

  it('compares with whatever the ranking was taught, and finds that it was taught something else', () => {
    const [model, rebuilt] = [learn(ORDERS), learn(ORDERS.toReversed(), MENU.toReversed())];
    model.setParameters(TAUGHT);
    expect(compareModels(model, rebuilt)[0]).toMatch(/^parameters of the ranking: .*"ease".*, rebuilt .*"fleet"/);
    rebuilt.setParameters(TAUGHT);
    expect(compareModels(model, rebuilt)).toEqual([]);
    model.setDonors(
      new Map([
        [1, 0.5],
        [3, 0.1],
      ]),
    );
    expect(compareModels(model, rebuilt)[0]).toMatch(/^score of item /);
    rebuilt.setDonors(
      new Map([
        [1, 0.5],
        [3, 0.1],
      ]),
    );
    expect(compareModels(model, rebuilt)).toEqual([]);
  });

  it('finds that next orders are ranked by something else', () => {
    const [model, rebuilt] = [learn(ORDERS), learn(ORDERS)];
    model.nextOrder.teach([0.5]);
    expect(compareModels(model, rebuilt)).toEqual(['weights of next orders: [0.5], rebuilt null']);
    rebuilt.nextOrder.teach([0.5]);
    expect(compareModels(model, rebuilt)).toEqual([]);
  });

  it('leaves the weights of a large menu out until its inverse is made', () => {
    const menu = Array.from({ length: INLINE_ITEM_LIMIT + 1 }, (_, n) => createItem({ id: n + 1, name: `Dish ${n}` }));
    const model = learn(ORDERS, menu);
    expect(compareModels(model, learn(ORDERS, menu))).toEqual([]);
    model.easeState.settle(model.itemCount);
    model.ease?.add([0, 1]);
    expect(compareModels(model, learn(ORDERS, menu))[0]).toMatch(/^weight of item 2 beside item 1: /);
  });

  it('stops at 100', () => {
    const other = Array.from({ length: 150 }, (_, n) => createOrder({ orderId: 100 + n, basket: [1] }));
    expect(compareModels(learn(other), learn([]))).toHaveLength(100);
  });
});
