import { describe, expect, test } from 'vitest';
import golden from '../../../test/golden/attribution.json' with { type: 'json' };
import { attributeOrders } from './attribute-orders.ts';
import type { CreditableOrder, Touch, TouchType } from './facts.ts';
import { differLedger } from './ledger-difference.ts';

interface GoldenTouch {
  readonly eventId: string;
  readonly type: string;
  readonly item: string;
  readonly rec: string;
  readonly at: number;
  readonly session: string;
  readonly qty?: number;
  readonly inCartBefore?: number;
  readonly bot?: boolean;
  readonly ghost?: boolean;
}

const ITEMS = ['burger', 'cola', 'cake'];

function toTouch(row: GoldenTouch): Touch {
  const [recId = '', position] = row.rec.split(':');
  return {
    eventId: row.eventId,
    type: row.type as TouchType,
    item: ITEMS.indexOf(row.item),
    recId,
    position: Number(position),
    placement: 'cart',
    session: row.session,
    visitor: null,
    atMs: row.at,
    quantityMilli: row.qty === undefined ? null : row.qty * 1000,
    inCartBeforeMilli: row.inCartBefore === undefined ? null : row.inCartBefore * 1000,
    verified: true,
    bot: row.bot === true,
    staff: false,
    withheld: row.ghost === true,
  };
}

function toOrder(inputs: {
  lines: readonly { item: string; unit: number; qty: number }[];
  orderDiscount: number;
  orderAt: number;
  session: string;
}): CreditableOrder {
  return {
    orderId: 1,
    key: 'order',
    orderedAtMs: inputs.orderAt,
    session: inputs.session,
    visitor: null,
    exclusion: null,
    discountMinor: inputs.orderDiscount,
    lines: inputs.lines.map(({ item, unit, qty }, index) => ({
      lineNo: index + 1,
      item: ITEMS.indexOf(item),
      quantityMilli: qty * 1000,
      unitPriceMinor: unit,
      discountMinor: 0,
      includedTaxMinor: 0,
      refundedMilli: 0,
      refundedMinor: 0,
      recId: null,
    })),
  };
}

const orders = golden.rows.flatMap((row) => (row.fn === 'attribute' ? [row] : []));
const refunds = golden.rows.flatMap((row) => (row.fn === 'refundLedger' ? [row] : []));

describe('the attribution rule on worked rows', () => {
  test('has them all', () => {
    expect([orders.length, refunds.length]).toEqual([9, 1]);
  });

  test.each(orders)('$id: $note', ({ inputs, expected }) => {
    const order = toOrder(inputs as Parameters<typeof toOrder>[0]);
    const touches = ((inputs.touches ?? []) as GoldenTouch[]).map(toTouch);
    const lines = attributeOrders({ touches, orders: [order], window: 'session' }).lines.get(1) ?? [];
    expect(
      lines.map((line) => ({
        item: ITEMS[line.item],
        net: line.netMinor,
        attributedQty: line.quantityMilli / 1000,
        attributed: line.amountMinor,
        rec: line.touch === null ? null : `${line.touch.recId}:${line.touch.position}`,
        assisted: line.assistedMinor,
      })),
    ).toEqual(expected.lines);
    expect(lines.reduce((sum, line) => sum + line.amountMinor, 0)).toBe(expected.attributedTotal);
    expect(lines.reduce((sum, line) => sum + line.netMinor, 0)).toBe(expected.orderNet);
  });

  test('splits a discounted line between what was there and what was added', () => {
    const [row] = orders.filter(({ id }) => id === 'attr08');
    if (!row) expect.unreachable('attr08 is one of the rows');
    const order = toOrder(row.inputs as Parameters<typeof toOrder>[0]);
    const slot = { rec: 'r1:1', at: 60, session: 's1' };
    const touches = [
      { eventId: 'e1', type: 'click', item: 'cake', ...slot },
      { eventId: 'e2', type: 'add', item: 'cola', qty: 1, inCartBefore: 1, ...slot },
    ].map(toTouch);
    const lines = attributeOrders({ touches, orders: [order], window: 'session' }).lines.get(1) ?? [];
    // The colas are worth 549 after the discount; one of the two is ours: floor(549 / 2) = 274.
    expect(lines.map(({ amountMinor }) => amountMinor)).toEqual([0, 274, 503]);
  });

  test.each(refunds)('$id: $note', ({ inputs, expected }) => {
    const { attributed = 0, attributedQty = 0, refundQty = 0, lineQty = 0 } = inputs;
    const order = toOrder({
      lines: [{ item: 'cola', unit: attributed / attributedQty, qty: lineQty }],
      orderDiscount: 0,
      orderAt: 100,
      session: 's1',
    });
    const touch = toTouch({ eventId: 'e1', type: 'click', item: 'cola', rec: 'r1:1', at: 60, session: 's1' });
    const refunded = order.lines.map((line) => ({ ...line, refundedMilli: refundQty * 1000 }));
    const { lines } = attributeOrders({ touches: [touch], orders: [{ ...order, lines: refunded }], window: 'session' });
    const entries = differLedger({ orderDay: '2026-03-02', counts: true, lines: lines.get(1) ?? [] }, []);
    expect(entries.map(({ amountMinor }) => amountMinor)).toEqual(expected.entries);
    expect(entries.map(({ kind }) => kind)).toEqual(['sale', 'refund']);
    expect(entries.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(expected.net);
  });
});
