import { describe, expect, test } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { StoreModel } from '../model/store-model.ts';
import { createRequest } from './create-request.ts';
import { createGateCheck, type Gate } from './eligibility.ts';
import type { RecommendationRequest } from './request.ts';

const MENU = [
  createItem({ id: 1, name: 'Soup', categoryId: 1, priceMinor: 500 }),
  createItem({ id: 2, name: 'Stew', categoryId: 2, priceMinor: null, available: false }),
  createItem({ id: 3, name: 'Red Wine', categoryId: 3, tags: ['Alcohol'] }),
  createItem({ id: 4, name: 'White Wine', categoryId: 3, tags: ['alcohol'] }),
];

function gatesOf(itemId: number, asked: Partial<RecommendationRequest>): Gate[] {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(MENU);
  return createGateCheck(model, createRequest({ nowMs: 0, ...asked }))(model.items.indexOf(itemId));
}

describe('createGateCheck', () => {
  test.each([
    [1, {}, []],
    [2, {}, ['unavailable']],
    [1, { cart: [1] }, ['in_cart']],
    [1, { sourceItemId: 1 }, ['looked_at']],
    [1, { exclude: [1] }, ['excluded']],
    [1, { priceCapMinor: 499 }, ['over_price_cap']],
    [1, { priceCapMinor: 500 }, []],
    [1, { categoryId: 1 }, []],
    [1, { categoryId: 2 }, ['other_category']],
    [2, { cart: [2], priceCapMinor: 1, categoryId: 1 }, ['unavailable', 'in_cart', 'over_price_cap', 'other_category']],
    [9, {}, ['unavailable']],
    [3, {}, ['age_restricted']],
    [3, { cart: [1] }, ['age_restricted']],
    [3, { cart: [4] }, []],
    [3, { sourceItemId: 4 }, []],
    [3, { categoryId: 3 }, []],
    [3, { suggestAgeRestricted: true }, []],
  ] satisfies [number, Partial<RecommendationRequest>, Gate[]][])(
    'item %i asked for with %o fails %o',
    (item, asked, gates) => {
      expect(gatesOf(item, asked)).toEqual(gates);
    },
  );
});
