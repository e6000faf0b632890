import type { RefundInput } from '../../contract/order.ts';
import type { RefundRow } from '../../storage/queries/orders.ts';
import type { OrderDraft, RefundDraft } from './order-draft.ts';

/** A refund as it comes in. */
export function makeRefundDraft(
  { id, line, quantity, amount_minor: amountMinor }: RefundInput,
  refundedAtMs: number,
): RefundDraft {
  return { id, line, quantityMilli: Math.round(quantity * 1000), amountMinor, refundedAtMs };
}

/** A refund as the store has it. */
export function toRefundDraft(row: RefundRow): RefundDraft {
  return {
    id: row.external_id,
    line: row.line_no,
    quantityMilli: Math.round(Number(row.quantity) * 1000),
    amountMinor: row.amount_minor,
    refundedAtMs: row.refunded_at.getTime(),
  };
}

/** Refunds are never taken back: those that are known stay, new ones are added, in the order of their ids. */
export function mergeRefunds(draft: OrderDraft, known: readonly RefundDraft[]): RefundDraft[] {
  const byId = new Map([...draft.refunds, ...known].map((refund) => [refund.id, refund]));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
