import { describe, expect, it } from 'vitest';
import { measureAssociation } from './association.ts';

describe('measureAssociation', () => {
  it('is directional in confidence only', () => {
    // C = 12, n_A = 40, n_B = 60, N = 200: 12/200, 12/40, 12 x 200 / (40 x 60); backwards 12/60
    const counts = { together: 12, antecedentOrders: 40, consequentOrders: 60, orders: 200 };
    expect(measureAssociation(counts)).toEqual({ support: 0.06, confidence: 0.3, lift: 1 });
    const back = { ...counts, antecedentOrders: 60, consequentOrders: 40 };
    expect(measureAssociation(back)).toEqual({ support: 0.06, confidence: 0.2, lift: 1 });
  });

  it('is 0 where nothing is known', () => {
    const nothing = { together: 0, antecedentOrders: 0, consequentOrders: 0, orders: 0 };
    expect(measureAssociation(nothing)).toEqual({ support: 0, confidence: 0, lift: 0 });
    expect(measureAssociation({ ...nothing, consequentOrders: 3, orders: 5 }).lift).toBe(0);
  });
});
