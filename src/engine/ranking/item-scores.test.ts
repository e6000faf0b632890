import { describe, expect, it } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { StoreModel } from '../model/store-model.ts';
import { FEATURES } from '../scoring/features.ts';
import { scoreItems } from './item-scores.ts';

const QUESTION = { cart: [0], hourOfWeek: null, customerId: null, nowMs: 0 };

function openModel(): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog([1, 2, 3, 4].map((id) => createItem({ id, name: `Dish ${id}` })));
  for (const [n, basket] of [[1, 2], [1, 2], [1, 3], [4]].entries()) {
    model.apply({ removed: null, added: createOrder({ orderId: n + 1, basket }) });
  }
  return model;
}

describe('scoreItems', () => {
  it('rounds the scores of eligible items, and shares probability out among them', () => {
    const model = openModel();
    const raw = [...model.scorer.score(QUESTION, model.parameters.weights)];
    const { scoreOf, probabilityOf } = scoreItems(model, QUESTION, { eligible: [1, 3] });
    for (const item of [1, 3]) expect(scoreOf(item)).toBe(Math.round((raw[item] as number) * 1e6) / 1e6);
    const chances = [1, 3].map(probabilityOf) as [number, number];
    expect(chances[0] + chances[1]).toBeCloseTo(1, 12);
    expect(chances[0] / chances[1]).toBeCloseTo(Math.exp(scoreOf(1) - scoreOf(3)), 9);
    expect(chances[0]).toBeGreaterThan(chances[1]);
  });

  it('keeps its probabilities when the items are explained meanwhile', () => {
    const model = openModel();
    const { probabilityOf } = scoreItems(model, QUESTION, { eligible: [1, 2, 3] });
    const before = [1, 2, 3].map(probabilityOf);
    model.scorer.describe({ ...QUESTION, cart: [1] }, new Float32Array(model.itemCount * FEATURES.length));
    expect([1, 2, 3].map(probabilityOf)).toEqual(before);
  });

  it('promises nothing when nothing is eligible', () => {
    expect(scoreItems(openModel(), QUESTION, { eligible: [] }).probabilityOf(1)).toBe(0);
  });
});
