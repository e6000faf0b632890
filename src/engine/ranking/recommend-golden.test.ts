import { describe, expect, test } from 'vitest';
import golden from '../../../test/golden/recommend-small-store.json' with { type: 'json' };
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { CatalogItem } from '../items.ts';
import { StoreModel } from '../model/store-model.ts';
import { featureWeights } from '../scoring/features.ts';
import { createRequest } from './create-request.ts';
import { recommend } from './recommend.ts';
import type { RecommendationRequest } from './request.ts';

function goldenStore(): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog(golden.items.map((item) => createItem(item as Pick<CatalogItem, 'id' | 'name' | 'role'>)));
  let orderId = 0;
  for (const { times, basket } of golden.orders) {
    for (let n = 0; n < times; n++) model.apply({ removed: null, added: createOrder({ orderId: ++orderId, basket }) });
  }
  const weights = featureWeights({ popularity: 1, liftSum: 0.75 });
  model.setParameters({ model: 'log_pool', weights, easeRidge: 100, halfLifeDays: 60 });
  return model;
}

describe('the small store, worked out by hand', () => {
  test.each(golden.cases)('$name', ({ request, level, slots }) => {
    const model = goldenStore();
    const answer = recommend(model, createRequest({ nowMs: 0, ...(request as Partial<RecommendationRequest>) }));
    const told = answer.slots.map(({ item, ...slot }) => ({ name: model.itemAt(item)?.name, ...slot }));
    expect(told).toEqual(slots.map(({ comment: _, ...slot }) => slot));
    expect(answer.level).toBe(level);
  });
});
