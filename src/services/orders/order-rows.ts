import { businessDayAt } from '../../engine/calendar/business-day.ts';
import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import type { OrderHead, OrderLineRow, OrderVersionRow, RefundRow } from '../../storage/queries/orders.ts';
import type { LineDraft, OrderDraft, RefundDraft } from './order-draft.ts';
import type { PlannedOrder } from './plan-orders.ts';

/** The store's calendar and the origin of the orders that are written. */
export interface WriteOptions {
  readonly zone: TimeZone;
  readonly cutoffMinutes: number;
  readonly now: Date;
  readonly importId: number | null;
  /** True when an import is taken back: the orders that are deleted then may come again. */
  readonly takesBack?: boolean;
}

/** Internal ids by the names that drafts use. */
export interface References {
  readonly customers: ReadonlyMap<string, number>;
  readonly tables: ReadonlyMap<string, number>;
  readonly itemIds: ReadonlyMap<string, number>;
}

/** Number of the version that a planned order becomes. */
export function nextVersion(order: PlannedOrder): number {
  return (order.known?.version ?? 0) + 1;
}

export function toHead(order: PlannedOrder, head: Pick<OrderHead, 'changeNo' | 'takenBack'>): OrderHead {
  return {
    id: order.known?.id ?? null,
    externalId: order.draft.externalId,
    version: nextVersion(order),
    sourceVersion: order.draft.sourceVersion,
    contentHash: order.hash,
    deleted: order.draft.deleted,
    changeNo: head.changeNo,
    takenBack: order.draft.deleted && head.takenBack,
  };
}

export function toVersionRow(
  order: PlannedOrder,
  orderId: number,
  options: WriteOptions & { references: References },
): OrderVersionRow {
  const { draft } = order;
  const { orderedAtMs } = draft;
  const { customers, tables } = options.references;
  return {
    order_id: orderId,
    version: nextVersion(order),
    source_version: draft.sourceVersion,
    status: order.status,
    deleted: draft.deleted,
    ordered_at: orderedAtMs === null ? null : new Date(orderedAtMs),
    business_day: orderedAtMs === null ? null : businessDayAt(orderedAtMs, options),
    received_at: options.now,
    customer_id: draft.customer === null ? null : (customers.get(draft.customer) ?? null),
    table_id: draft.table === null ? null : (tables.get(draft.table) ?? null),
    visitor: draft.visitor,
    session: draft.session,
    channel: draft.channel,
    location: draft.location,
    discount_minor: draft.discountMinor,
    tax_minor: draft.taxMinor,
    tip_minor: draft.tipMinor,
    delivery_minor: draft.deliveryMinor,
    rating: draft.rating,
    test: draft.test,
    import_id: options.importId,
  };
}

export function toLineRows(order: PlannedOrder, orderId: number, { itemIds }: References): OrderLineRow[] {
  return order.draft.lines.map(({ item, ...values }, index) => {
    const refunds = order.draft.refunds.filter((refund) => refund.line === index + 1);
    return {
      orderId,
      version: nextVersion(order),
      lineNo: index + 1,
      itemId: Number(itemIds.get(item)),
      ...values,
      refundedMilli: refundedMilli({ item, ...values }, refunds),
      refundedMinor: refunds.reduce((sum, refund) => sum + refund.amountMinor, 0),
    };
  });
}

/** No more can be given back than was bought. */
function refundedMilli(line: LineDraft, refunds: readonly RefundDraft[]): number {
  const total = refunds.reduce((sum, refund) => sum + refund.quantityMilli, 0);
  return Math.min(line.quantityMilli, total);
}

export function toRefundRows(draft: OrderDraft, orderId: number): RefundRow[] {
  return draft.refunds.map((refund) => ({
    order_id: orderId,
    external_id: refund.id,
    line_no: refund.line,
    quantity: String(refund.quantityMilli / 1000),
    amount_minor: refund.amountMinor,
    refunded_at: new Date(refund.refundedAtMs),
  }));
}
