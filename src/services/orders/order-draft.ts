import { createHash } from 'node:crypto';
import type { OrderStatus } from '../../contract/order.ts';

/** One line of a draft. Quantities are thousandths, money is minor units. */
export interface LineDraft {
  readonly item: string;
  readonly quantityMilli: number;
  readonly unitPriceMinor: number | null;
  readonly discountMinor: number;
  readonly taxMinor: number | null;
  readonly taxIncluded: boolean | null;
  readonly recId: string | null;
}

export interface RefundDraft {
  readonly id: string;
  readonly line: number;
  readonly quantityMilli: number;
  readonly amountMinor: number;
  readonly refundedAtMs: number;
}

/**
 * An order on its way into the store, whatever it came from: an API call, a file, a correction.
 * `status` null means "not said": a new order is then completed, a known one keeps its status.
 */
export interface OrderDraft {
  readonly externalId: string;
  readonly sourceVersion: number | null;
  readonly status: OrderStatus | null;
  readonly orderedAtMs: number | null;
  readonly customer: string | null;
  readonly table: string | null;
  readonly visitor: string | null;
  readonly session: string | null;
  readonly channel: string | null;
  readonly location: string | null;
  readonly discountMinor: number;
  readonly taxMinor: number;
  readonly tipMinor: number;
  readonly deliveryMinor: number;
  readonly rating: number | null;
  readonly test: boolean;
  readonly deleted: boolean;
  readonly lines: readonly LineDraft[];
  readonly refunds: readonly RefundDraft[];
}

/** What a draft is when nothing else is said. */
export const EMPTY_DRAFT = {
  sourceVersion: null,
  status: null,
  orderedAtMs: null,
  customer: null,
  table: null,
  visitor: null,
  session: null,
  channel: null,
  location: null,
  discountMinor: 0,
  taxMinor: 0,
  tipMinor: 0,
  deliveryMinor: 0,
  rating: null,
  test: false,
  deleted: false,
  lines: [],
  refunds: [],
} as const satisfies Omit<OrderDraft, 'externalId'>;

/**
 * SHA-256 of everything in a draft but its status and versions: the same content sent again is recognised,
 * and a status that was not said does not count as a change.
 */
export function hashContent(draft: OrderDraft): Buffer {
  const content = JSON.stringify([
    HEAD_FIELDS.map((field) => draft[field]),
    draft.lines.map((line) => LINE_FIELDS.map((field) => line[field])),
    draft.refunds.map((refund) => REFUND_FIELDS.map((field) => refund[field])),
  ]);
  return createHash('sha256').update(content).digest();
}

/** The fields that make up the content, in a fixed order: a draft may be put together in any. */
const HEAD_FIELDS = [
  'externalId',
  'orderedAtMs',
  'customer',
  'table',
  'visitor',
  'session',
  'channel',
  'location',
  'discountMinor',
  'taxMinor',
  'tipMinor',
  'deliveryMinor',
  'rating',
  'test',
  'deleted',
] as const satisfies readonly (keyof OrderDraft)[];
const LINE_FIELDS = [
  'item',
  'quantityMilli',
  'unitPriceMinor',
  'discountMinor',
  'taxMinor',
  'taxIncluded',
  'recId',
] as const satisfies readonly (keyof LineDraft)[];
const REFUND_FIELDS = [
  'id',
  'line',
  'quantityMilli',
  'amountMinor',
  'refundedAtMs',
] as const satisfies readonly (keyof RefundDraft)[];
