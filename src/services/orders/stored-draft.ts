import type { CurrentOrder, NamedLine, RefundRow } from '../../storage/queries/orders.ts';
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
    status: order.status,
    orderedAtMs: order.ordered_at?.getTime() ?? null,
    customer: order.customer,
    table: order.dining_table,
    visitor: order.visitor,
    session: order.session,
    channel: order.channel,
    location: order.location,
    discountMinor: order.discount_minor,
    taxMinor: order.tax_minor,
    tipMinor: order.tip_minor,
    deliveryMinor: order.delivery_minor,
    rating: order.rating,
    test: order.test,
    deleted: order.deleted,
    lines: lines.map((line) => ({
      item: line.item_external_id,
      quantityMilli: Math.round(Number(line.quantity) * 1000),
      unitPriceMinor: line.unit_price_minor,
      discountMinor: line.discount_minor,
      taxMinor: line.tax_minor,
      taxIncluded: line.tax_included,
      recId: line.rec_id,
    })),
    refunds: refunds.map(toRefundDraft),
  };
}
