import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../engine/calendar/time-zone.ts';
import type { TestBasket } from '../engine/evaluation/evaluated-model.ts';
import { runLeaveOneOut } from '../engine/evaluation/run-leave-one-out.ts';
import type { LearningOrder } from '../engine/items.ts';
import { scoredModel } from '../engine/learning/scored-model.ts';
import { StoreModel } from '../engine/model/store-model.ts';
import type { FleetStore } from './fleet-store.ts';
import { generateFleetTown } from './fleet-town.ts';

/** Mean share of orders over the stores that have the name, where at least three have it; by item id of `store`. */
function donorsFor(store: FleetStore, others: readonly FleetStore[]): Map<number, number> {
  const sharesByName = new Map<string, number[]>();
  for (const { items, orders } of others) {
    for (const { id, name } of items) {
      const share = orders.filter((order) => order.basket.includes(id)).length / orders.length;
      if (share > 0) sharesByName.set(name, [...(sharesByName.get(name) ?? []), share]);
    }
  }
  const donors = new Map<number, number>();
  for (const { id, name } of store.items) {
    const shares = sharesByName.get(name) ?? [];
    if (shares.length >= 3) donors.set(id, shares.reduce((sum, share) => sum + share, 0) / shares.length);
  }
  return donors;
}

function learn(store: FleetStore, orders: readonly LearningOrder[], donors: ReadonlyMap<number, number>): StoreModel {
  const model = new StoreModel(createTimeZone(store.zone));
  model.setCatalog(store.items);
  for (const added of orders) model.apply({ removed: null, added });
  model.setDonors(donors);
  return model;
}

function questionsOf(store: FleetStore, count: number): TestBasket[] {
  return store.orders.slice(-count).map(({ basket, orderedAtMs, customerId }) => ({
    // Items have their index in the order of their ids, from 0.
    basket: basket.map((id) => id - 1),
    orderedAtMs,
    customerId,
  }));
}

/** HR@5 of the served ranking of a store with so many orders, alone and with what the other stores of its town say. */
function hitRates(seed: number, learned: number): { alone: number; helped: number } {
  const [own, ...others] = generateFleetTown(seed, { stores: 5, orders: 400 });
  if (own === undefined) throw new RangeError('The town has no store.');
  const orders = own.orders.slice(0, learned);
  const models = [new Map<number, number>(), donorsFor(own, others)].map((donors, place) => {
    const model = learn(own, orders, donors);
    return scoredModel(model, { name: place === 0 ? 'alone' : 'helped', weights: model.parameters.weights });
  });
  const [alone, helped] = runLeaveOneOut(models, questionsOf(own, 80), { itemCount: own.items.length });
  return { alone: alone?.metrics.hr5.mean ?? Number.NaN, helped: helped?.metrics.hr5.mean ?? Number.NaN };
}

const SEEDS = Array.from({ length: 12 }, (_, index) => 201 + index);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a town', () => {
  it('is the same for the same seed, and its menus share names', () => {
    const [first, second] = generateFleetTown(7, { stores: 2, orders: 30 });
    expect(generateFleetTown(7, { stores: 2, orders: 30 })).toEqual([first, second]);
    const names = new Set(first?.items.map((item) => item.name));
    const common = second?.items.filter((item) => names.has(item.name)) ?? [];
    expect(common.length).toBeGreaterThan((second?.items.length ?? 0) / 3);
    expect(first?.orders).not.toEqual(second?.orders);
  });
});

describe('what other stores of a town sell', () => {
  it.each([
    [10, 0.01],
    [50, 0],
  ])('helps a store with %i orders to find the hidden item, by more than %f', (learned, gain) => {
    const rates = SEEDS.map((seed) => hitRates(seed, learned));
    const [alone, helped] = [mean(rates.map((rate) => rate.alone)), mean(rates.map((rate) => rate.helped))];
    expect(helped - alone).toBeGreaterThan(gain);
  });

  it('changes no score where nobody else has its names', () => {
    const [own] = generateFleetTown(9, { stores: 1, orders: 60 });
    if (own === undefined) throw new RangeError('The town has no store.');
    const question = { cart: [0, 1], hourOfWeek: null, customerId: null, nowMs: 0 };
    const [alone, unknown] = [new Map(), new Map([[9999, 0.5]])].map((donors) => {
      const model = learn(own, own.orders, donors);
      return [...model.scorer.score(question, model.parameters.weights)];
    });
    expect(unknown).toEqual(alone);
  });
});
