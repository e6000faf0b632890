import type { LineDraft, OrderDraft } from './order-draft.ts';

/** An order in the words of the wire, which are those of the tables too. */
interface WordedOrder extends Pick<OrderDraft, SameWord> {
  readonly discount_minor: number;
  readonly tax_minor: number;
  readonly tip_minor: number;
  readonly delivery_minor: number;
}
type SameWord = 'status' | 'customer' | 'visitor' | 'session' | 'channel' | 'location' | 'rating' | 'test';

/** A line in the words of the wire and the tables; a table's quantity is a text. */
interface WordedLine {
  readonly quantity: number | string;
  readonly unit_price_minor: number | null;
  readonly discount_minor: number;
  readonly tax_minor: number | null;
  readonly tax_included: boolean | null;
  readonly rec_id: string | null;
}

/** What a draft takes over from an order that comes in and from one that lies in the store alike. */
export function toDraftHead(order: WordedOrder) {
  return {
    status: order.status,
    customer: order.customer,
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
  } satisfies Partial<OrderDraft>;
}

/** A line of a draft; `item` is the shop's own id. */
export function toLineDraft(item: string, line: WordedLine): LineDraft {
  return {
    item,
    quantityMilli: Math.round(Number(line.quantity) * 1000),
    unitPriceMinor: line.unit_price_minor,
    discountMinor: line.discount_minor,
    taxMinor: line.tax_minor,
    taxIncluded: line.tax_included,
    recId: line.rec_id,
  };
}
