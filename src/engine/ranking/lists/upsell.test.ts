import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../../calendar/time-zone.ts';
import { createItem } from '../../create-item.ts';
import { createOrder } from '../../create-order.ts';
import { StoreModel } from '../../model/store-model.ts';
import { createRequest } from '../create-request.ts';
import { recommend } from '../recommend.ts';
import type { RecommendationRequest } from '../request.ts';

const [STARTER, PRO, PRO_PLUS, PREMIUM, PLATINUM, STICKER] = [1, 2, 3, 4, 5, 6] as const;
const CUSTOMER = 7;

/** A ladder of four steps, two packs on the second; the sticker is on none. Pro Plus sells better than Pro. */
function storeOf(baskets: readonly number[][] = []): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  const tiers: [string, number | null][] = [
    ['Starter', 1],
    ['Pro', 2],
    ['Pro Plus', 2],
    ['Premium', 3],
    ['Platinum', 4],
    ['Sticker', null],
  ];
  model.setCatalog(tiers.map(([name, tier], n) => createItem({ id: n + 1, name, tier })));
  for (const [n, basket] of baskets.entries()) {
    const added = createOrder({ orderId: n + 1, basket, customerId: CUSTOMER, orderedAtMs: n * 86_400_000 });
    model.apply({ removed: null, added });
  }
  for (const n of [1, 2, 3]) {
    model.apply({ removed: null, added: createOrder({ orderId: 100 + n, basket: [PRO_PLUS] }) });
  }
  return model;
}

function upgrades(model: StoreModel, asked: Partial<RecommendationRequest>) {
  const request = createRequest({ nowMs: 9e9, types: ['upsell'], limit: 10, ...asked });
  const { slots } = recommend(model, request);
  return slots
    .filter(({ type }) => type === 'upsell')
    .map(({ item, confidence, reason, level }) => [model.items.idAt(item), confidence, reason, level]);
}

describe('premium upgrades', () => {
  it('climb step by step from the item that is looked at, the best seller of a step first', () => {
    // .5, .5 x .4 = .2, .5 x .4 x .25 = .05
    expect(upgrades(storeOf(), { sourceItemId: STARTER })).toEqual([
      [PRO_PLUS, 0.5, 'Great upgrade from Starter', 'category'],
      [PRO, 0.5, 'Great upgrade from Starter', 'category'],
      [PREMIUM, 0.2, 'Great upgrade from Starter', 'category'],
      [PLATINUM, 0.05, 'Great upgrade from Starter', 'category'],
    ]);
  });

  it('start at the highest step of what is looked at, in the cart and bought', () => {
    const bought = storeOf([[PREMIUM], [STARTER, STICKER]]);
    const known = { sourceItemId: STARTER, customerId: CUSTOMER };
    expect(upgrades(bought, known)).toEqual([[PLATINUM, 0.25, 'Great upgrade from Premium', 'personal']]);
    expect(upgrades(bought, { sourceItemId: STARTER, cart: [PREMIUM] })).toEqual([
      [PLATINUM, 0.25, 'Great upgrade from Premium', 'category'],
    ]);
    // Of equal steps: what is looked at, then the cart, then the latest bought.
    expect(upgrades(storeOf([[PRO], [PRO_PLUS]]), { customerId: CUSTOMER })[0]?.[2]).toBe(
      'Great upgrade from Pro Plus',
    );
    expect(upgrades(storeOf([[PRO_PLUS]]), { customerId: CUSTOMER, cart: [PRO] })[0]?.[2]).toBe(
      'Great upgrade from Pro',
    );
  });

  it('are none for who is on no step or on the last, and the answer is full all the same', () => {
    for (const asked of [{}, { sourceItemId: STICKER }, { cart: [PLATINUM] }]) {
      expect(upgrades(storeOf(), asked)).toEqual([]);
      const { slots } = recommend(storeOf(), createRequest({ nowMs: 9e9, types: ['upsell'], ...asked }));
      expect(slots.length).toBe(5);
    }
  });

  it('are never in the cart, sold out or blocked', () => {
    const model = storeOf();
    model.setCatalog([
      createItem({ id: STARTER, name: 'Starter', tier: 1 }),
      createItem({ id: PRO, name: 'Pro', tier: 2, available: false }),
      createItem({ id: PREMIUM, name: 'Premium', tier: 3 }),
      createItem({ id: PLATINUM, name: 'Platinum', tier: 4 }),
    ]);
    const block = { kind: 'block', itemId: PREMIUM, categoryId: null, factor: null, antecedentItemId: null } as const;
    const rules = [{ ...block, placement: null, startsAtMs: null, endsAtMs: null }];
    expect(upgrades(model, { sourceItemId: STARTER, rules }).map(([id]) => id)).toEqual([PLATINUM]);
  });
});
