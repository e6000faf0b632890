import { describe, expect, it, test } from 'vitest';
import { createTimeZone } from '../calendar/time-zone.ts';
import { createItem } from '../create-item.ts';
import { createOrder } from '../create-order.ts';
import type { LearningOrder } from '../items.ts';
import { StoreModel } from '../model/store-model.ts';
import { createRequest } from './create-request.ts';
import { isNotable, lastTogetherMs, readPairEvidence, strongestEvidence, tellTogether } from './pair-evidence.ts';
import { createRankingView } from './ranking-view.ts';

/** Items 1 to 4 have the indices 0 to 3. */
function storeOf(orders: readonly (readonly [number[], Partial<LearningOrder>?])[]): StoreModel {
  const model = new StoreModel(createTimeZone('UTC'));
  model.setCatalog([1, 2, 3, 4].map((id) => createItem({ id, name: `Dish ${id}` })));
  for (const [n, [basket, more]] of orders.entries()) {
    model.apply({ removed: null, added: createOrder({ orderId: n + 1, basket, ...more }) });
  }
  return model;
}

const times = (count: number, basket: number[]): [number[]][] => Array.from({ length: count }, () => [basket]);

describe('readPairEvidence', () => {
  it('reads the raw counts and the measures of a direction', () => {
    // N = 10, n = 5 and 4, C = 3: T = 14, S = 3 and 3; w = 3/9 and 3/10; E = (3/9 x 4 + 3/10 x 5) / 2 = 17/12.
    const model = storeOf([...times(3, [1, 2]), ...times(2, [1]), ...times(1, [2]), ...times(4, [3]), [[], {}]]);
    model.apply({ removed: createOrder({ orderId: 11, basket: [] }), added: null });
    model.apply({ removed: null, added: createOrder({ orderId: 12, basket: [3] }) });
    const evidence = readPairEvidence(model, 0, 1);
    // The empty order left and one more of item 3 came: N = 11, T = 3 x 2 + 2 + 1 + 5 = 14.
    expect(evidence).toMatchObject({ together: 3, antecedentOrders: 5, consequentOrders: 4, orders: 11 });
    expect(evidence.expected).toBeCloseTo(17 / 12, 12);
    expect(evidence.confidence).toBe(3 / 5);
    expect(evidence.lift).toBeCloseTo((3 * 11) / 20, 12);
    expect(evidence.shrunk.mean).toBeCloseTo((3 + 3) / (17 / 12 + 3), 12);
    expect(readPairEvidence(model, 1, 0).confidence).toBe(3 / 4);
  });
});

describe('isNotable', () => {
  it('wants 3 orders with both', () => {
    expect(isNotable(readPairEvidence(storeOf([...times(2, [1, 2]), ...times(20, [3])]), 0, 1))).toBe(false);
    expect(isNotable(readPairEvidence(storeOf([...times(3, [1, 2]), ...times(20, [3])]), 0, 1))).toBe(true);
  });

  it('takes no pair that only meets as often as chance would have it', () => {
    const model = storeOf([...times(5, [1, 2]), ...times(5, [1]), ...times(5, [2]), ...times(5, [3])]);
    expect(isNotable(readPairEvidence(model, 0, 1))).toBe(false);
  });

  it('takes a small share too when it is surely far above chance', () => {
    // 30 of 200 orders of item 1 (15 %) hold item 2, which is in 30 of 1000: lift 5.
    const model = storeOf([...times(30, [1, 2]), ...times(170, [1]), ...times(400, [3]), ...times(400, [3, 4])]);
    const evidence = readPairEvidence(model, 0, 1);
    expect(evidence.confidence).toBe(0.15);
    expect(isNotable(evidence)).toBe(true);
  });
});

describe('tellTogether', () => {
  const both = [1, 2];
  test.each([
    [
      '3 customers ordered both',
      [
        [both, { customerId: 7 }],
        [both, { customerId: 8 }],
        [both, { customerId: 9 }],
      ],
    ],
    [
      '2 customers ordered both',
      [
        [both, { customerId: 7 }],
        [both, { customerId: 8 }],
        [both, { customerId: 8 }],
      ],
    ],
    ['3 orders had both', [[both, { customerId: 7 }], [both, { customerId: 8 }], [both]]],
    [
      '3 orders had both',
      [
        [both, { customerId: 7 }],
        [both, { customerId: 7 }],
        [both, { customerId: 7 }],
      ],
    ],
    [
      '2 customers ordered both',
      [
        [both, { customerId: 7 }],
        [both, { customerId: 8 }],
        [both, { completed: false }],
      ],
    ],
    ['1 order had both', [[both], [[1]], [[2]]]],
  ] satisfies [string, [number[], Partial<LearningOrder>?][]][])('says "%s" of %j', (words, orders) => {
    const model = storeOf(orders);
    expect(tellTogether(model, readPairEvidence(model, 0, 1))).toBe(words);
  });
});

describe('lastTogetherMs', () => {
  it('is the latest completed order with both', () => {
    const both = [1, 2];
    const model = storeOf([
      [both, { orderedAtMs: 30 }],
      [both, { orderedAtMs: 20 }],
      [both],
      [[1], { orderedAtMs: 90 }],
    ]);
    expect(lastTogetherMs(model, 0, 1)).toBe(30);
    expect(lastTogetherMs(model, 1, 2)).toBeNull();
    model.apply({ removed: null, added: createOrder({ orderId: 9, orderedAtMs: 99, basket: both, completed: false }) });
    expect(lastTogetherMs(model, 0, 1)).toBe(30);
  });
});

describe('strongestEvidence', () => {
  it('is the notable pair with the highest lower bound among the context', () => {
    const model = storeOf([...times(12, [1, 3]), ...times(4, [2, 3]), ...times(30, [4])]);
    const viewOf = (cart: number[]) => createRankingView(model, createRequest({ nowMs: 0, cart }));
    expect(strongestEvidence(viewOf([2, 1]), 2)?.antecedent).toBe(0);
    expect(strongestEvidence(viewOf([2]), 2)?.antecedent).toBe(1);
    expect(strongestEvidence(viewOf([4]), 2)).toBeNull();
  });
});
