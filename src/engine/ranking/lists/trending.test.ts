import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../../calendar/time-zone.ts';
import { createItem } from '../../create-item.ts';
import { createOrder } from '../../create-order.ts';
import { StoreModel } from '../../model/store-model.ts';
import { createRequest } from '../create-request.ts';
import { createRankingView } from '../ranking-view.ts';
import { recommend } from '../recommend.ts';
import type { RecommendationRequest } from '../request.ts';
import { rankTrendingNow } from './trending.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A Monday, noon. */
const NOON_MS = Date.UTC(2026, 5, 15, 12);

interface Sale {
  readonly times: number;
  readonly basket: number[];
  readonly orderedAtMs: number | null;
}

/** Soup (1) at noon, stew (2) at seven in the evening, one order a day of each; kulfi (3) was never ordered. */
const HABITS: readonly Sale[] = Array.from({ length: 30 }, (_, day) => [
  { times: 1, basket: [1], orderedAtMs: NOON_MS - (day + 1) * DAY_MS },
  { times: 1, basket: [2], orderedAtMs: NOON_MS - (day + 1) * DAY_MS + 7 * HOUR_MS },
]).flat();

function storeOf(sales: readonly Sale[]): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(['Soup', 'Stew', 'Kulfi'].map((name, n) => createItem({ id: n + 1, name })));
  let orderId = 0;
  for (const { times, ...order } of sales) {
    for (let n = 0; n < times; n++)
      model.apply({ removed: null, added: createOrder({ orderId: ++orderId, ...order }) });
  }
  return model;
}

function rank(model: StoreModel, asked: Partial<RecommendationRequest> = {}) {
  const request = createRequest({ nowMs: NOON_MS, ...asked });
  model.advanceTo(request.nowMs);
  return rankTrendingNow(createRankingView(model, request)).map(({ describe }) => describe());
}

describe('rankTrendingNow', () => {
  it('is what is popular at this hour, and says so, while nothing is trending', () => {
    const slots = rank(storeOf(HABITS));
    expect(slots.map(({ item }) => item)).toEqual([0, 1]);
    for (const { type, strategy, badge, level } of slots) {
      expect({ type, strategy, badge, level }).toEqual({
        type: 'category-popular',
        strategy: 'popular-now@1',
        badge: null,
        level: 'popular',
      });
    }
    // Stew was never ordered around noon: it follows, without the claim.
    expect(slots.map(({ reason }) => reason)).toEqual(['Popular at lunchtime', 'Popular choice']);
    // 30 of 60 orders; the week is (now - 7 days, now], so the order of seven days ago is out.
    expect(slots[0]).toMatchObject({ confidence: 0.5, socialProof: '6 orders last week' });
  });

  it('turns with the hour', () => {
    // Before six it is the afternoon, when nobody ordered either; each stew was ordered seven hours after a soup, so late
    // sales weigh it a little more.
    const afternoon = rank(storeOf(HABITS), { nowMs: NOON_MS + 6 * HOUR_MS - 1 });
    expect(afternoon.map(({ item, reason }) => [item, reason])).toEqual([
      [1, 'Popular choice'],
      [0, 'Popular choice'],
    ]);
    const dinner = rank(storeOf(HABITS), { nowMs: NOON_MS + 6 * HOUR_MS });
    expect(dinner.map(({ item, reason }) => [item, reason])).toEqual([
      [1, 'Popular at dinner'],
      [0, 'Popular choice'],
    ]);
  });

  it('puts what is trending first, with the badge, and nothing twice', () => {
    const rush = { times: 20, basket: [2], orderedAtMs: NOON_MS - HOUR_MS };
    const slots = rank(storeOf([...HABITS, rush]));
    expect(slots.map(({ item, type, badge }) => [item, type, badge])).toEqual([
      [1, 'trending', 'Hot'],
      [0, 'category-popular', null],
    ]);
  });

  it('claims no hour when the times of the orders are not known', () => {
    const slots = rank(storeOf([{ times: 9, basket: [1], orderedAtMs: null }]));
    expect(slots.map(({ item, reason }) => [item, reason])).toEqual([[0, 'Popular choice']]);
  });

  it('answers for a category under its level', () => {
    const model = storeOf(HABITS);
    model.setCatalog([createItem({ id: 1, name: 'Soup', categoryId: 7, categoryName: 'Starters' })]);
    expect(rank(model, { categoryId: 7 })).toMatchObject([{ item: 0, level: 'category' }]);
  });

  it('leaves a full answer for the type to the owner’s picks and the newest where nothing was ordered', () => {
    const ask = (model: StoreModel) =>
      recommend(model, createRequest({ nowMs: NOON_MS, types: ['trending'], placement: 'menu' })).slots;
    expect(ask(storeOf([])).map(({ strategy }) => strategy)).toEqual(['newest@1', 'newest@1', 'newest@1']);
    expect(ask(storeOf(HABITS)).map(({ strategy }) => strategy)).toEqual([
      'popular-now@1',
      'popular-now@1',
      'newest@1',
    ]);
  });
});
