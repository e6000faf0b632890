import type { ZodError } from 'zod';
import { AppError, type FieldError } from '../../contract/error-registry.ts';
import { type OrderInput, type OrderResult, type OrderResults, orderInputSchema } from '../../contract/order.ts';

/** Most orders in one call. */
export const MOST_ORDERS = 1000;

/** The orders of a body, unchecked: one object, an array, or an array under `orders`. */
export function readOrders(body: unknown): { orders: readonly unknown[]; single: boolean } {
  if (Array.isArray(body)) return { orders: requireCount(body), single: false };
  if (typeof body !== 'object' || body === null) {
    throw new AppError('invalid_request', { detail: 'The body must be an order, or an array of orders.' });
  }
  if ('orders' in body && Array.isArray(body.orders)) return { orders: requireCount(body.orders), single: false };
  return { orders: [body], single: true };
}

function requireCount(orders: readonly unknown[]): readonly unknown[] {
  if (orders.length === 0) throw new AppError('invalid_request', { detail: 'The call holds no order.' });
  if (orders.length <= MOST_ORDERS) return orders;
  throw new AppError('payload_too_large', {
    detail: `One call takes at most ${MOST_ORDERS} orders, not ${orders.length}.`,
  });
}

/** Checks each order, sends on the good ones, and gives one result for each, in their order. */
export async function receiveChecked(
  orders: readonly unknown[],
  receive: (accepted: OrderInput[]) => Promise<OrderResult[]>,
): Promise<OrderResult[]> {
  const checked = orders.map((order) => ({ order, parsed: orderInputSchema.safeParse(order) }));
  const accepted = checked.flatMap(({ parsed }) => (parsed.success ? [parsed.data] : []));
  const received = (accepted.length > 0 ? await receive(accepted) : []).values();
  return checked.map(({ order, parsed }) =>
    parsed.success ? (received.next().value as OrderResult) : reject(order, parsed.error),
  );
}

function reject(order: unknown, error: ZodError): OrderResult {
  const errors: FieldError[] = error.issues.map((issue) => ({
    pointer: `/${issue.path.map(String).join('/')}`,
    message: issue.message,
  }));
  const sent: unknown = typeof order === 'object' && order !== null && 'id' in order ? order.id : null;
  const id = typeof sent === 'string' || typeof sent === 'number' ? String(sent).slice(0, 200) : '';
  return {
    id,
    result: 'rejected',
    version: null,
    change_no: null,
    unversioned: false,
    code: 'invalid_order',
    detail: `${errors[0]?.pointer}: ${errors[0]?.message}`,
    errors,
  };
}

/** The answer to a call with one order: a rejection is an error of the call. @throws AppError `invalid_order`. */
export function toOneResult(results: readonly OrderResult[]): { status: number; body: OrderResult } {
  const [result] = results;
  if (!result || result.result === 'rejected') {
    throw new AppError('invalid_order', { detail: String(result?.detail), errors: result?.errors ?? [] });
  }
  return { status: result.result === 'created' ? 201 : 200, body: result };
}

/** The answer to a call with many orders: 200, and each order's own result. */
export function toManyResults(results: readonly OrderResult[]): { status: number; body: OrderResults } {
  const rejected = results.filter((result) => result.result === 'rejected').length;
  return { status: 200, body: { accepted: results.length - rejected, rejected, results: [...results] } };
}
