import { describe, expect, it } from 'vitest';
import { confidenceLowerBound } from './confidence-bound.ts';

describe('confidenceLowerBound', () => {
  it('is the 5 % quantile of Beta(C + 5 c0, n - C + 5 (1 - c0))', () => {
    // c0 = 2/10: Beta(0 + 1, 0 + 4), P(X <= x) = 1 - (1 - x)^4, so x = 1 - .95^(1/4) = .0127414
    const unseen = { together: 0, antecedentOrders: 0, consequentOrders: 2, orders: 10 };
    expect(confidenceLowerBound(unseen)).toBeCloseTo(1 - 0.95 ** 0.25, 9);
    // c0 = 10/10, n = C = 3: Beta(8, 0), all at 1
    expect(confidenceLowerBound({ together: 3, antecedentOrders: 3, consequentOrders: 10, orders: 10 })).toBe(1);
    // c0 = 8/10, n = 2, C = 2: Beta(6, 1), P(X <= x) = x^6
    const always = { together: 2, antecedentOrders: 2, consequentOrders: 8, orders: 10 };
    expect(confidenceLowerBound(always)).toBeCloseTo(0.05 ** (1 / 6), 9);
  });

  it('stays below the observed share and comes nearer with more orders', () => {
    const few = confidenceLowerBound({ together: 4, antecedentOrders: 10, consequentOrders: 100, orders: 1000 });
    const many = confidenceLowerBound({
      together: 400,
      antecedentOrders: 1000,
      consequentOrders: 10_000,
      orders: 100_000,
    });
    expect(few).toBeLessThan(many);
    expect(many).toBeLessThan(0.4);
    expect(many).toBeGreaterThan(0.37);
  });

  it('is 0 when nothing is known', () => {
    expect(confidenceLowerBound({ together: 0, antecedentOrders: 0, consequentOrders: 0, orders: 0 })).toBe(0);
  });
});
