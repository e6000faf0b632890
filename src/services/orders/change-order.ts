import type { Store } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import type { Order, OrderPatch, OrderResult, OrderStatus, RefundInput } from '../../contract/order.ts';
import type { StoreScope } from '../../storage/database.ts';
import { lockChangeHead } from '../../storage/queries/changes.ts';
import {
  type CurrentOrder,
  countOrdersLike,
  findCurrentOrder,
  findLines,
  findRefunds,
  listTestOrders,
  type NamedLine,
} from '../../storage/queries/orders.ts';
import { zoneNamed } from '../catalog/stores.ts';
import type { ServiceContext } from '../service-context.ts';
import { EMPTY_DRAFT, type OrderDraft } from './order-draft.ts';
import { parseOrderTime } from './order-time.ts';
import { makeRefundDraft } from './refund-drafts.ts';
import { toStoredDraft } from './stored-draft.ts';
import { writeOrders } from './write-orders.ts';

/** Changes status or rating of an order. @throws AppError `unknown_order`, `order_deleted`. */
export async function patchOrder(
  context: ServiceContext,
  store: Store,
  { externalId, patch, from }: { externalId: string; patch: OrderPatch; from?: OrderStatus },
): Promise<OrderResult> {
  return rewriteOrder(context, store, externalId, (draft) => ({
    ...draft,
    status: from === undefined || from === draft.status ? (patch.status ?? draft.status) : draft.status,
    rating: patch.rating === undefined ? draft.rating : patch.rating,
  }));
}

/**
 * Adds a refund of a line; the same refund twice changes nothing.
 *
 * @throws AppError `invalid_order` for a line that is not there, for more than the line brought, and for another refund under
 *   an id that was sent before
 */
export async function refundOrder(
  context: ServiceContext,
  store: Store,
  { externalId, refund }: { externalId: string; refund: RefundInput },
): Promise<OrderResult> {
  const refundedAtMs =
    refund.refunded_at === undefined ? context.clock().getTime() : readRefundTime(refund.refunded_at, store);
  const added = makeRefundDraft(refund, refundedAtMs);
  const change = (draft: OrderDraft) => ({ ...draft, refunds: [...draft.refunds, added] });
  return rewriteOrder(context, store, externalId, change).catch((error: unknown) => {
    throw error instanceof AppError ? asFaultOfRefund(error) : error;
  });
}

/** What was sent is the refund alone: its fields are named from there. */
function asFaultOfRefund({ code, details }: AppError): AppError {
  const errors = details.errors?.map(({ pointer, message }) => {
    return { pointer: pointer.replace(/^\/refunds\/\d+(?=\/)/, ''), message };
  });
  return new AppError(code, errors ? { ...details, errors } : details);
}

function readRefundTime(text: string, store: Store): number {
  try {
    return parseOrderTime(text, zoneNamed(store.time_zone));
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const errors = [{ pointer: '/refunded_at', message }];
    throw new AppError('invalid_order', { detail: message, errors }, { cause });
  }
}

/** Deletes an order: what it taught is subtracted, and a tombstone keeps it from coming back. */
export async function deleteOrder(context: ServiceContext, store: Store, externalId: string): Promise<OrderResult> {
  return rewriteOrder(context, store, externalId, (draft) => ({
    ...EMPTY_DRAFT,
    externalId,
    status: draft.status,
    deleted: true,
  }));
}

/** How many orders of a store, deleted ones included, have an id that begins like this. */
export async function countOrderIds(context: ServiceContext, store: Store, prefix: string): Promise<number> {
  return context.database.forStore(store.id, (scope) => countOrdersLike(scope, prefix));
}

/** Ids of the orders that are marked as tests. */
export async function listTestOrderIds(context: ServiceContext, store: Store): Promise<string[]> {
  return context.database.forStore(store.id, (scope) => listTestOrders(scope));
}

/** The order as it stands. @throws AppError `unknown_order`. */
export async function getOrder(context: ServiceContext, store: Store, externalId: string): Promise<Order> {
  return context.database.forStore(store.id, async (scope) => {
    const { current, lines } = await readCurrent(scope, externalId);
    if (current.deleted) throw new AppError('unknown_order', { detail: `Order "${externalId}" was deleted.` });
    return toOrder(current, lines);
  });
}

/** Reads an order under the store's lock, changes it, and writes it back through the one way in. */
async function rewriteOrder(
  context: ServiceContext,
  store: Store,
  externalId: string,
  change: (draft: OrderDraft) => OrderDraft,
): Promise<OrderResult> {
  return context.database.forStore(store.id, (scope) =>
    rewriteInScope(scope, store, { externalId, now: context.clock(), change }),
  );
}

/** Takes the customer off an order, in the caller's transaction: everything else of it stays. */
export async function unlinkOrder(
  scope: StoreScope,
  store: Store,
  { externalId, now }: { externalId: string; now: Date },
): Promise<OrderResult> {
  const change = (draft: OrderDraft) => ({ ...draft, customer: null });
  return rewriteInScope(scope, store, { externalId, now, change, keepsImport: true });
}

interface Rewriting {
  readonly externalId: string;
  readonly now: Date;
  readonly change: (draft: OrderDraft) => OrderDraft;
  /** True when the version is still what its import brought, so that taking the import back takes it along. */
  readonly keepsImport?: boolean;
}

async function rewriteInScope(
  scope: StoreScope,
  store: Store,
  { externalId, now, change, keepsImport = false }: Rewriting,
): Promise<OrderResult> {
  await lockChangeHead(scope);
  const { current, lines } = await readCurrent(scope, externalId);
  if (current.deleted) throw new AppError('order_deleted', { detail: `Order "${externalId}" was deleted.` });
  const refunds = await findRefunds(scope, [current.order_id]);
  const before = toStoredDraft(current, { lines, refunds });
  const [result] = await writeOrders(scope, [{ ...change(before), sourceVersion: null }], {
    zone: zoneNamed(store.time_zone),
    cutoffMinutes: store.business_day_cutoff_minutes,
    now,
    importId: keepsImport ? current.import_id : null,
  });
  if (!result || result.result === 'rejected') {
    throw new AppError('invalid_order', { detail: String(result?.detail), errors: result?.errors ?? [] });
  }
  return result;
}

async function readCurrent(scope: StoreScope, externalId: string) {
  const current = await findCurrentOrder(scope, externalId);
  if (!current) {
    throw new AppError('unknown_order', { detail: `There is no order ${JSON.stringify(externalId)} in this store.` });
  }
  const lines = await findLines(scope, { orderId: current.order_id, version: current.version });
  return { current, lines };
}

function toOrder(current: CurrentOrder, lines: readonly NamedLine[]): Order {
  return {
    id: current.external_id,
    version: current.version,
    change_no: current.change_no,
    status: current.status,
    ordered_at: current.ordered_at?.toISOString() ?? null,
    received_at: current.received_at.toISOString(),
    business_day: current.business_day,
    customer: current.customer,
    table: current.dining_table,
    visitor: current.visitor,
    session: current.session,
    channel: current.channel,
    location: current.location,
    discount_minor: current.discount_minor,
    tax_minor: current.tax_minor,
    tip_minor: current.tip_minor,
    delivery_minor: current.delivery_minor,
    rating: current.rating,
    test: current.test,
    lines: lines.map((line) => ({
      line: line.line_no,
      item: line.item_external_id,
      name: line.item_name,
      quantity: Number(line.quantity),
      unit_price_minor: line.unit_price_minor,
      discount_minor: line.discount_minor,
      refunded_quantity: Number(line.refunded_quantity),
      refunded_minor: line.refunded_minor,
      rec_id: line.rec_id,
    })),
  };
}
