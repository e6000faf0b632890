import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../../calendar/time-zone.ts';
import { createItem } from '../../create-item.ts';
import { createOrder } from '../../create-order.ts';
import { StoreModel } from '../../model/store-model.ts';
import { createRequest } from '../create-request.ts';
import { createRankingView } from '../ranking-view.ts';
import { recommend } from '../recommend.ts';
import { describePopular, isPopularElsewhere } from './category-popular.ts';

const NOW_MS = Date.UTC(2026, 5, 15, 12);

/** A menu of six dishes; the orders are of one dish each. */
function modelOf(dishes: readonly number[], donors: ReadonlyMap<number, number>): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(Array.from({ length: 6 }, (_, n) => createItem({ id: n + 1, name: `Dish ${n + 1}` })));
  for (const [n, dish] of dishes.entries()) {
    model.apply({ removed: null, added: createOrder({ orderId: n + 1, basket: [dish] }) });
  }
  model.setDonors(donors);
  return model;
}

const viewOf = (model: StoreModel) => createRankingView(model, createRequest({ nowMs: NOW_MS }));

describe('what is popular elsewhere', () => {
  it.each([
    ['never ordered here, in one order of twenty there', [], 0.05, true],
    ['ordered twice here', [1, 1, 2], 0.4, true],
    ['ordered three times here', [1, 1, 1], 0.4, false],
    ['rare there too', [], 0.049, false],
  ])('%s', (_case, dishes, share, spoken) => {
    const view = viewOf(modelOf(dishes, new Map([[1, share]])));
    expect(isPopularElsewhere(view, 0)).toBe(spoken);
    expect(describePopular(view, 0).reason === 'Popular in similar restaurants').toBe(spoken);
  });

  it('is nothing where no other store knows the name', () => {
    expect(isPopularElsewhere(viewOf(modelOf([], new Map([[1, 0.4]]))), 1)).toBe(false);
  });

  it('claims no figures of this store but its own', () => {
    const view = viewOf(modelOf([1, 2, 2, 2], new Map([[1, 0.4]])));
    expect(describePopular(view, 0)).toEqual({
      confidence: 0.25,
      reason: 'Popular in similar restaurants',
      socialProof: null,
    });
  });

  it('leads the list of a cart in a store without orders, best seller there first', () => {
    const donors = new Map([
      [3, 0.1],
      [5, 0.3],
      [6, 0.01],
    ]);
    const model = modelOf([], donors);
    const { slots } = recommend(model, createRequest({ nowMs: NOW_MS, placement: 'cart', cart: [1] }));
    const told = slots.map((slot) => [model.items.idAt(slot.item), slot.level, slot.reason]);
    expect(told.slice(0, 3)).toEqual([
      [5, 'category', 'Popular in similar restaurants'],
      [3, 'category', 'Popular in similar restaurants'],
      [6, 'category', 'On the menu'],
    ]);
  });

  it('moves the version of the model, unless there was nothing and is nothing', () => {
    const model = modelOf([1], new Map());
    const { version } = model;
    model.setDonors(new Map());
    expect(model.version).toBe(version);
    model.setDonors(new Map([[1, 0.1]]));
    expect([model.version > version, model.donorShareOf(0), model.donorShareOf(1)]).toEqual([true, 0.1, undefined]);
    const withDonors = model.version;
    model.setDonors(new Map());
    expect([model.version > withDonors, model.donorShareOf(0)]).toEqual([true, undefined]);
  });
});
