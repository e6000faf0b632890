import { describe, expect, it } from 'vitest';
import type { Order } from '../../contract/order.ts';
import { makeBill } from './bill.ts';

type Line = Order['lines'][number];

function lineOf(more: Partial<Line>): Line {
  return {
    ...{ line: 1, item: 'fries', name: 'Fries', quantity: 1, unit_price_minor: 450, discount_minor: 0 },
    ...{ refunded_quantity: 0, refunded_minor: 0, rec_id: null },
    ...more,
  };
}

describe('makeBill', () => {
  it('takes off offers and shows what was given back', () => {
    const lines = [lineOf({ quantity: 2, discount_minor: 100, refunded_minor: 300 }), lineOf({})];
    // 2 x 450 - 100 = 800, and 450: 1250, of which 300 came back.
    expect(makeBill({ lines, status: 'completed' })).toMatchObject({
      lines: [
        { paidMinor: 800, offMinor: 100, refundedMinor: 300 },
        { paidMinor: 450, offMinor: 0, refundedMinor: 0 },
      ],
      ...{ totalMinor: 1250, refundedMinor: 300, paidMinor: 950 },
    });
    expect(makeBill({ lines, status: 'refunded' })).toMatchObject({ refundedMinor: 1250, paidMinor: 0 });
  });

  it('has nothing below 0', () => {
    const lines = [
      lineOf({ discount_minor: 500 }),
      lineOf({ refunded_minor: 900 }),
      lineOf({ unit_price_minor: null }),
    ];
    expect(makeBill({ lines, status: 'completed' })).toMatchObject({
      lines: [{ paidMinor: 0, offMinor: 450 }, { paidMinor: 450, refundedMinor: 450 }, { paidMinor: 0 }],
      ...{ totalMinor: 450, refundedMinor: 450, paidMinor: 0 },
    });
  });
});
