import { expect, test } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import { StoreModel } from '../model/store-model.ts';
import { featureWeights } from '../scoring/features.ts';
import { scoredModel } from './scored-model.ts';

test('sees the cart, the hour of the store and the customer, with the weights it was given', () => {
  const model = new StoreModel(createTimeZone('Europe/Paris'));
  model.setCatalog([1, 2, 3].map((id) => createItem({ id, name: `Dish ${id}` })));
  const orderedAtMs = Date.UTC(2026, 0, 5, 11);
  for (let n = 0; n < 12; n++) {
    const basket = n % 3 === 0 ? [1, 2] : [3];
    const later = n % 3 === 0 ? 0 : 7 * 3_600_000;
    model.apply({
      removed: null,
      added: createOrder({ orderId: n + 1, orderedAtMs: orderedAtMs + later, customerId: 7, basket }),
    });
  }
  const nowMs = orderedAtMs + 86_400_000;
  model.advanceTo(nowMs);
  const weights = featureWeights({ hour: 1, liftSum: 0.5, personal: 0.25 });
  const scored = scoredModel(model, { name: 'mine', weights });
  expect([scored.name, scored.scoresAreLogits]).toEqual(['mine', true]);
  const ask = (query: Partial<Parameters<typeof scored.score>[0]>) => [
    ...scored.score({ context: [0], orderedAtMs: null, customerId: null, ...query }),
  ];
  // 5 January 2026 is a Monday; 11:00 UTC is noon in Paris.
  const question = { cart: [0], hourOfWeek: 12, customerId: 7, nowMs };
  expect(ask({ orderedAtMs, customerId: 7 })).toEqual([...model.scorer.score(question, weights)]);
  expect(ask({ orderedAtMs })[1]).toBeGreaterThan(ask({})[1] as number);
  expect(ask({ customerId: 7 })[1]).toBeGreaterThan(ask({})[1] as number);
  expect(ask({})[1]).toBeGreaterThan(ask({ context: [] })[1] as number);
});
