import type { Order } from '../../contract/order.ts';
import { lineGross } from '../../engine/money/line-gross.ts';

/** What a guest pays for an order, and what they got back. Minor units. */
export interface Bill {
  readonly lines: readonly BillLine[];
  /** Before anything was given back. */
  readonly totalMinor: number;
  readonly refundedMinor: number;
  readonly paidMinor: number;
}

/** A line of a bill; `paidMinor` is after an offer and before a refund. */
export interface BillLine {
  readonly name: string;
  readonly quantity: number;
  readonly offMinor: number;
  readonly paidMinor: number;
  readonly refundedMinor: number;
}

/**
 * The bill of an order. Nothing on it is below 0, and no more is given back than was paid; an order with the status
 * `refunded` was given back whole.
 */
export function makeBill({ lines, status }: Pick<Order, 'lines' | 'status'>): Bill {
  const drawn = lines.map((line): BillLine => {
    const { name, quantity, unit_price_minor: price, discount_minor: off, refunded_minor: refunded } = line;
    const gross = lineGross(price ?? 0, Math.round(quantity * 1000));
    const offMinor = Math.min(off, gross);
    const paidMinor = gross - offMinor;
    const refundedMinor = status === 'refunded' ? paidMinor : Math.min(refunded, paidMinor);
    return { name, quantity, offMinor, paidMinor, refundedMinor };
  });
  const totalMinor = drawn.reduce((sum, line) => sum + line.paidMinor, 0);
  const refundedMinor = drawn.reduce((sum, line) => sum + line.refundedMinor, 0);
  return { lines: drawn, totalMinor, refundedMinor, paidMinor: totalMinor - refundedMinor };
}
