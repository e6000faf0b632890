import type { Store } from '../../contract/catalog.ts';
import type { FieldError } from '../../contract/error-registry.ts';
import type { OrderInput, OrderResult } from '../../contract/order.ts';
import type { TimeZone } from '../../engine/calendar/time-zone.ts';
import { ensureItems, type NamedItem } from '../catalog/ensure-items.ts';
import { zoneNamed } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import { toDraftHead, toLineDraft } from './draft-parts.ts';
import type { OrderDraft } from './order-draft.ts';
import { latestOrderMs, parseOrderTime } from './order-time.ts';
import { makeRefundDraft } from './refund-drafts.ts';
import { writeOrders } from './write-orders.ts';

/** Takes orders as the API sends them: all of them in one transaction, with one result for each, in their order. */
export async function receiveOrders(
  context: ServiceContext,
  store: Store,
  orders: readonly OrderInput[],
): Promise<OrderResult[]> {
  const now = context.clock();
  const checked = orders.map((order) => ({ order, ...checkOrder(order, store, now) }));
  const accepted = checked.flatMap((entry) => (entry.draft === null ? [] : [entry]));
  const written = await context.database.forStore(store.id, async (scope) => {
    const items = accepted.flatMap(({ order }) => namedItems(order));
    if (items.length > 0) await ensureItems(scope, { items, now });
    return writeOrders(
      scope,
      accepted.map(({ draft }) => draft),
      { zone: zoneNamed(store.time_zone), cutoffMinutes: store.business_day_cutoff_minutes, now, importId: null },
    );
  });
  const results = written.values();
  return checked.map((entry) => entry.rejection ?? (results.next().value as OrderResult));
}

type CheckedOrder =
  | { readonly draft: OrderDraft; readonly rejection: null }
  | { readonly draft: null; readonly rejection: OrderResult };

/** An order as a draft, or the reason why it cannot be one: another currency, a time that does not exist or lies far ahead. */
function checkOrder(order: OrderInput, store: Store, now: Date): CheckedOrder {
  if (order.currency !== undefined && order.currency.toUpperCase() !== store.currency) {
    const message = `expected the store's currency ${store.currency}, got ${order.currency}`;
    return { draft: null, rejection: rejectOrder(order, { pointer: '/currency', message }) };
  }
  const times = { zone: zoneNamed(store.time_zone), now };
  const fault = findTimeFault(order, times.zone);
  if (fault !== null) return { draft: null, rejection: rejectOrder(order, fault) };
  const draft = toDraft(order, times);
  if (draft.orderedAtMs === null || draft.orderedAtMs <= latestOrderMs(now)) return { draft, rejection: null };
  const message = `expected a time up to 24 hours from now (${now.toISOString()}), got ${JSON.stringify(order.ordered_at)}`;
  return { draft: null, rejection: rejectOrder(order, { pointer: '/ordered_at', message }) };
}

function findTimeFault(order: OrderInput, zone: TimeZone): FieldError | null {
  const times = [
    { pointer: '/ordered_at', text: order.ordered_at },
    ...order.refunds.map((refund, index) => ({ pointer: `/refunds/${index}/refunded_at`, text: refund.refunded_at })),
  ];
  for (const { pointer, text } of times) {
    try {
      if (text !== undefined) parseOrderTime(text, zone);
    } catch (error) {
      return { pointer, message: error instanceof Error ? error.message : String(error) };
    }
  }
  return null;
}

function rejectOrder(order: OrderInput, fault: FieldError): OrderResult {
  return {
    id: order.id,
    result: 'rejected',
    version: null,
    change_no: null,
    unversioned: order.version === undefined && order.updated_at === undefined,
    code: 'invalid_order',
    detail: `Order ${JSON.stringify(order.id)} cannot be taken: ${fault.pointer}: ${fault.message}`,
    errors: [fault],
  };
}

/** Lines with a name may bring new items with them. */
function namedItems(order: OrderInput): NamedItem[] {
  return order.lines.flatMap((line) =>
    line.name === undefined
      ? []
      : [
          {
            externalId: line.item,
            name: line.name,
            category: line.category ?? null,
            priceMinor: line.unit_price_minor,
          },
        ],
  );
}

function toDraft(order: OrderInput, { zone, now }: { zone: TimeZone; now: Date }): OrderDraft {
  const orderedAtMs = order.ordered_at === undefined ? null : parseOrderTime(order.ordered_at, zone);
  const updatedAt = order.updated_at === undefined ? null : Date.parse(order.updated_at);
  return {
    externalId: order.id,
    sourceVersion: order.version ?? updatedAt,
    orderedAtMs,
    table: order.table,
    deleted: false,
    ...toDraftHead(order),
    lines: order.lines.map((line) => toLineDraft(line.item, line)),
    refunds: order.refunds.map((refund) => {
      const { refunded_at: at } = refund;
      return makeRefundDraft(refund, at === undefined ? now.getTime() : parseOrderTime(at, zone));
    }),
  };
}
