import type { CurrentOrder, NamedLine, RefundRow } from '../../storage/queries/orders.ts';
import { toDraftHead, toLineDraft } from './draft-parts.ts';
import type { OrderDraft } from './order-draft.ts';
import { toRefundDraft } from './refund-drafts.ts';

/** A version of an order as a draft, to be written again with or without changes. */
export function toStoredDraft(
  order: Omit<CurrentOrder, 'change_no'>,
  { lines, refunds }: { lines: readonly NamedLine[]; refunds: readonly RefundRow[] },
): OrderDraft {
  return {
    externalId: order.external_id,
    sourceVersion: order.source_version,
    orderedAtMs: order.ordered_at?.getTime() ?? null,
    table: order.dining_table,
    deleted: order.deleted,
    ...toDraftHead(order),
    lines: lines.map((line) => toLineDraft(line.item_external_id, line)),
    refunds: refunds.map(toRefundDraft),
  };
}
