import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { type CatalogItem, type LearningOrder, ROLES } from '../items.ts';
import { featureWeights } from '../scoring/features.ts';
import { fleetParameters } from '../scoring/ranking-parameters.ts';
import { compareModels } from './compare-models.ts';
import { packOrders, unpackOrders } from './snapshot.ts';
import { StoreModel } from './store-model.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 15, 12);
const ZONE = createTimeZone('Europe/London');

function menuWith(categoryOf: (id: number) => number | null): CatalogItem[] {
  return [1, 2, 3, 4, 5, 6, 7, 8].map((id) => {
    const categoryId = categoryOf(id);
    return createItem({ id, name: `Dish ${id}`, categoryId, role: ROLES[categoryId ?? -1] ?? 'other' });
  });
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

  it('moves its categories and roles with the menu', () => {
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

  it('remembers the baskets of completed orders only', () => {
    const model = modelOf([
      createOrder({ orderId: 1, basket: [1, 2] }),
      createOrder({ orderId: 2, basket: [1, 3], completed: false }),
    ]);
    const slots = [...model.memory.slotsOf(model.items.find(1))];
    expect(slots.map((slot) => model.memory.orderIdOf(slot))).toEqual([1]);
  });

  it('ranks with the fleet until it is taught, and again when it is told to forget that', () => {
    const taught = { model: 'ease', weights: featureWeights({ ease: 1 }), easeRidge: 5, halfLifeDays: 9 };
    const model = modelOf([createOrder({ orderId: 1, basket: [1, 2] }), createOrder({ orderId: 2, basket: [1] })]);
    expect(model.parameters).toEqual(fleetParameters(2));
    model.setParameters(taught);
    expect([model.parameters, model.halfLifeDays, model.ease?.ridge]).toEqual([taught, 9, 5]);
    model.apply({ removed: null, added: createOrder({ orderId: 3, basket: [2] }) });
    expect(model.parameters).toEqual(taught);
    model.setParameters(null);
    expect(model.parameters).toEqual(fleetParameters(3));
    expect(model.ease?.ridge).toBe(fleetParameters(3).easeRidge);
  });

  it('has the weights of the orders of the moment', () => {
    const model = modelOf([]);
    model.setParameters({ model: 'ease', weights: featureWeights({ ease: 1 }), easeRidge: 5, halfLifeDays: 9 });
    const weight = () => model.ease?.weight(model.items.find(1), model.items.find(2));
    expect(weight()).toBeCloseTo(0, 15);
    const added = createOrder({ orderId: 1, basket: [1, 2] });
    model.apply({ removed: null, added });
    // X'X + 5 I = [6 1; 1 6]: B = 1/6.
    expect(weight()).toBeCloseTo(1 / 6, 12);
    model.apply({ removed: added, added: null });
    expect(weight()).toBeCloseTo(0, 12);
  });

  it('changes its version with every order, menu and setting, and with nothing else', () => {
    const model = modelOf([]);
    const changes = [
      () => model.apply({ removed: null, added: createOrder({ orderId: 1, basket: [1] }) }),
      () => model.setCatalog(MENU),
      () => model.setParameters(null),
      () => model.setDonors(new Map([[1, 0.5]])),
    ];
    for (const change of changes) {
      const before = model.version;
      change();
      expect(model.version).not.toBe(before);
    }
    const before = model.version;
    model.advanceTo(NOW_MS + DAY_MS);
    model.substitutesOf(0);
    expect([model.ease === null, model.version]).toEqual([false, before]);
  });

  it('knows what is ordered instead of an item, by the orders and the menu as they are', () => {
    // Dishes 1 and 4 are of one category and come with dish 8, never together. 60 baskets each, 60 of {2, 3}: T = 360, w = 60 /
    // 300, E = 12: Gamma(3, 15), upper bound 3 / 15 x 2.0948 = .419, below one half.
    const baskets = Array.from(
      { length: 180 },
      (_, n) =>
        [
          [1, 8],
          [4, 8],
          [2, 3],
        ][n % 3] as number[],
    );
    const orders = baskets.map((basket, n) => createOrder({ orderId: n + 1, basket }));
    const model = modelOf(orders);
    const instead = (id: number) => model.substitutesOf(model.items.find(id)).map((item) => model.items.idAt(item));
    expect([instead(1), instead(4), instead(2), instead(8), model.substitutesOf(-1)]).toEqual([[4], [1], [], [], []]);
    model.setCatalog(menuWith((id) => id));
    expect(instead(1)).toEqual([]);
    model.setCatalog(MENU);
    expect(instead(1)).toEqual([4]);
    for (const removed of orders.slice(30)) model.apply({ removed, added: null });
    // Ten baskets each: T = 60, E = 10 x 10 / 50 = 2, 3 / 5 x 2.0948 = 1.26.
    expect(instead(1)).toEqual([]);
  });

  it('knows how alike two items are, for the menu as it is', () => {
    const model = modelOf([]);
    const [first, second] = [createItem({ id: 1, name: 'Garlic Naan' }), createItem({ id: 2, name: 'Mango Lassi' })];
    model.setCatalog([first, second]);
    expect(model.likeness(0, 1)).toBe(0);
    model.setCatalog([first, { ...second, name: 'Garlic Naan' }]);
    expect(model.likeness(0, 1)).toBeCloseTo(1, 6);
  });
});
