import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { CatalogItem, LearningOrder } from '../items.ts';
import { compareModels } from './compare-models.ts';
import { packOrders, unpackOrders } from './snapshot.ts';
import { StoreModel } from './store-model.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 15, 12);
const ZONE = createTimeZone('Europe/London');

function menuWith(categoryOf: (id: number) => number | null): CatalogItem[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].map((id) => createItem({ id, name: `Dish ${id}`, categoryId: categoryOf(id) }));
}

const MENU = menuWith((id) => (id === 8 ? null : id % 3));

function modelOf(orders: Iterable<LearningOrder>, menu = MENU): StoreModel {
  const model = new StoreModel(ZONE);
  model.setCatalog(menu);
  model.advanceTo(NOW_MS);
  for (const added of orders) model.apply({ removed: null, added });
  return model;
}

const CHANGES = fc.array(
  fc.record({
    order: fc.record({
      orderId: fc.integer({ min: 1, max: 12 }),
      orderedAtMs: fc.option(fc.integer({ min: NOW_MS - 120 * DAY_MS, max: NOW_MS + DAY_MS })),
      customerId: fc.option(fc.integer({ min: 1, max: 3 })),
      basket: fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 5 }),
      completed: fc.boolean(),
    }),
    isDeleted: fc.boolean(),
  }),
  { maxLength: 40 },
);

type Change = { order: LearningOrder; isDeleted: boolean };

/** Applies the changes as the change log does, and gives the orders that remain. */
function follow(model: StoreModel, changes: readonly Change[]): LearningOrder[] {
  const remaining = new Map<number, LearningOrder>();
  for (const { order, isDeleted } of changes) {
    const removed = remaining.get(order.orderId) ?? null;
    const added = isDeleted ? null : createOrder(order);
    model.apply({ removed, added });
    if (added) remaining.set(order.orderId, added);
    else remaining.delete(order.orderId);
  }
  return [...remaining.values()];
}

describe('StoreModel', () => {
  it('equals the model of the orders that remain, after any sequence of changes', () => {
    fc.assert(
      fc.property(CHANGES, (changes) => {
        const model = modelOf([]);
        const remaining = follow(model, changes);
        const rebuilt = modelOf(remaining);
        expect(compareModels(model, rebuilt)).toEqual([]);
        for (const g of [0, 1, 2]) expect(model.categoryLift(g, 1)).toBe(rebuilt.categoryLift(g, 1));
      }),
      { seed: 5, numRuns: 60 },
    );
  });

  it('comes back whole from its snapshot', () => {
    fc.assert(
      fc.property(CHANGES, (changes) => {
        const model = modelOf([]);
        follow(model, changes);
        const restored = modelOf(unpackOrders(packOrders([...model.orders()])));
        expect(compareModels(restored, model)).toEqual([]);
      }),
      { seed: 6, numRuns: 40 },
    );
  });

  it('moves its categories with the menu', () => {
    fc.assert(
      fc.property(CHANGES, (changes) => {
        const model = modelOf([]);
        const remaining = follow(model, changes);
        const moved = menuWith((id) => (id < 5 ? 0 : 7));
        model.setCatalog(moved);
        expect(compareModels(model, modelOf(remaining, moved))).toEqual([]);
      }),
      { seed: 7, numRuns: 40 },
    );
  });

  it('gives the orders back by id, as they came in', () => {
    const orders = [
      createOrder({ orderId: 2, basket: [8, 1] }),
      createOrder({ orderId: 1, customerId: 3, basket: [] }),
    ];
    expect([...modelOf(orders).orders()]).toEqual(orders.toReversed());
  });

  it('counts pairs of completed orders only, popularity of all', () => {
    const model = modelOf([createOrder({ orderId: 1, basket: [1, 2], completed: false })]);
    expect(model.pairs.orders).toBe(0);
    expect(model.popularity.ordersWith(model.items.find(1))).toBe(1);
  });

  it('keeps what an item taught when it leaves the menu', () => {
    const model = modelOf([createOrder({ orderId: 1, basket: [1, 2] })]);
    model.setCatalog(MENU.slice(1));
    expect(model.itemAt(model.items.find(1))).toBeNull();
    expect([...model.menu()].map(({ item }) => item.id)).toEqual([2, 3, 4, 5, 6, 7, 8]);
    expect(model.pairs.together(model.items.find(1), model.items.find(2))).toBe(1);
  });

  it('forgets the lifts of categories that it has told when orders or the menu change', () => {
    const orders = [
      createOrder({ orderId: 1, basket: [1, 2] }),
      createOrder({ orderId: 2, basket: [3] }),
      createOrder({ orderId: 3, basket: [1, 2] }),
    ];
    const model = modelOf([]);
    expect(model.categoryLift(1, 2)).toBe(1);
    for (const added of orders) model.apply({ removed: null, added });
    const learned = model.categoryLift(1, 2);
    expect(learned).toBe(modelOf(orders).categoryLift(1, 2));
    expect(learned).not.toBe(1);
    model.setCatalog(menuWith(() => 0));
    expect(model.categoryLift(1, 2)).toBe(1);
  });

  it('refuses the same order twice', () => {
    const order = createOrder({ orderId: 1, basket: [1] });
    const model = modelOf([order]);
    expect(() => model.apply({ removed: null, added: order })).toThrow('Order 1 is in the log already');
    expect(compareModels(model, modelOf([order]))).toEqual([]);
  });

  it('knows the likeness of texts of the menu as it is now', () => {
    const model = modelOf([]);
    const [first, second] = MENU as [CatalogItem, CatalogItem];
    const before = model.text;
    expect(model.text).toBe(before);
    model.setCatalog([first, second]);
    expect(model.text).not.toBe(before);
  });
});
