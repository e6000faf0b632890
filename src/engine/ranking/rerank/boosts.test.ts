import { describe, expect, test } from 'vitest';
import { createTimeZone } from '../../calendar/time-zone.ts';
import { createItem } from '../../create-item.ts';
import { StoreModel } from '../../model/store-model.ts';
import { createRequest } from '../create-request.ts';
import type { OwnerRule, RecommendationRequest } from '../request.ts';
import { createBoosts } from './boosts.ts';

const model = new StoreModel(createTimeZone('UTC'));
model.setCatalog([
  createItem({ id: 1, name: 'Cola', categoryId: 7 }),
  createItem({ id: 2, name: 'Tea', categoryId: 7 }),
  createItem({ id: 3, name: 'Soup' }),
]);

function boost(known: Partial<OwnerRule>): OwnerRule {
  const always = { antecedentItemId: null, placement: null, startsAtMs: null, endsAtMs: null };
  return { ...always, kind: 'boost', itemId: null, categoryId: null, factor: 2, ...known };
}

/** The factors of Cola, Tea and Soup. */
function factors(rules: OwnerRule[], asked: Partial<RecommendationRequest> = {}): number[] {
  const boostOf = createBoosts(model, createRequest({ nowMs: 100, rules, ...asked }));
  return [1, 2, 3].map((id) => boostOf(model.items.find(id)));
}

describe('createBoosts', () => {
  test('multiplies the factors of every rule that speaks of an item', () => {
    expect(factors([])).toEqual([1, 1, 1]);
    expect(factors([boost({ itemId: 1 })])).toEqual([2, 1, 1]);
    expect(factors([boost({ categoryId: 7 })])).toEqual([2, 2, 1]);
    expect(
      factors([boost({ itemId: 1 }), boost({ itemId: 1, factor: 3 }), boost({ categoryId: 7, factor: 0.5 })]),
    ).toEqual([3, 0.5, 1]);
  });

  test('leaves pins, blocks and items that are gone alone', () => {
    expect(factors([{ ...boost({ itemId: 1 }), kind: 'pin', factor: null }, boost({ itemId: 99 })])).toEqual([1, 1, 1]);
  });

  test('holds beside its antecedent, in its placement and in its time', () => {
    const pair = boost({ itemId: 1, antecedentItemId: 3 });
    expect(factors([pair])).toEqual([1, 1, 1]);
    expect(factors([pair], { cart: [3] })).toEqual([2, 1, 1]);
    expect(factors([pair], { sourceItemId: 3 })).toEqual([2, 1, 1]);
    const placed = boost({ itemId: 1, placement: 'menu' });
    expect(factors([placed], { placement: 'menu' })).toEqual([2, 1, 1]);
    expect(factors([placed], { placement: 'cart' })).toEqual([1, 1, 1]);
    const timed = boost({ itemId: 1, startsAtMs: 50, endsAtMs: 100 });
    expect(factors([timed], { nowMs: 99 })).toEqual([2, 1, 1]);
    expect(factors([timed], { nowMs: 100 })).toEqual([1, 1, 1]);
    expect(factors([timed], { nowMs: 49 })).toEqual([1, 1, 1]);
  });
});
