import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../contract/error-registry.ts';
import {
  orderInputSchema,
  orderPatchSchema,
  orderResultSchema,
  orderResultsSchema,
  orderSchema,
  refundInputSchema,
} from '../../contract/order.ts';
import { getStoreById } from '../../services/catalog/stores.ts';
import { deleteOrder, getOrder, patchOrder, refundOrder } from '../../services/orders/change-order.ts';
import { runOnce, type StoredResponse } from '../../services/orders/idempotency.ts';
import { receiveOrders } from '../../services/orders/receive-orders.ts';
import { callerOf } from '../auth.ts';
import { type Api, idParams, withProblems } from '../route.ts';
import { MOST_ORDERS, readOrders, receiveChecked, toManyResults, toOneResult } from './order-batch.ts';

/** Orders: the truth that everything is learned from. Sending an order again changes it, it never counts twice. */
export function registerOrders(api: Api): void {
  registerReceiving(api);
  registerReading(api);
  registerChanges(api);
}

const receivingBody = z.union([
  orderInputSchema,
  z.array(orderInputSchema).max(MOST_ORDERS),
  z.object({ orders: z.array(orderInputSchema).max(MOST_ORDERS) }),
]);

function registerReceiving({ app, services }: Api): void {
  const { context, models, attribution } = services;
  const receive = async (storeId: number, body: unknown): Promise<StoredResponse> => {
    const { orders, single } = readOrders(body);
    const store = await getStoreById(context, storeId);
    const results = await receiveChecked(orders, (accepted) => receiveOrders(context, store, accepted));
    attribution.wake(storeId);
    await models.refresh(storeId);
    const answer = single ? toOneResult(results) : toManyResults(results);
    return { status: answer.status, body: JSON.stringify(answer.body) };
  };
  app.post(
    '/api/orders',
    {
      config: { access: 'secret' },
      // Each order is checked by itself, so that one bad order does not hold up the others.
      validatorCompiler: () => (value) => ({ value }),
      schema: {
        tags: ['orders'],
        summary: 'Send one order, or up to 1000',
        description: 'With the header Idempotency-Key a repetition within 24 hours gets the first answer.',
        body: receivingBody,
        response: withProblems({ 200: z.union([orderResultSchema, orderResultsSchema]), 201: orderResultSchema }),
      },
    },
    async (request, reply) => {
      const { storeId } = callerOf(request);
      const key = readIdempotencyKey(request);
      const work = () => receive(storeId, request.body);
      const response =
        key === null ? await work() : await runOnce(context, storeId, { key, request: textOf(request.body), work });
      return sendStored(reply, response);
    },
  );
}

function registerReading({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/orders/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['orders'],
        summary: 'One order',
        params: idParams,
        response: withProblems({ 200: orderSchema }),
      },
    },
    async (request) => {
      const store = await getStoreById(context, callerOf(request).storeId);
      return getOrder(context, store, request.params.id);
    },
  );
}

function registerChanges({ app, services }: Api): void {
  const { context, models, attribution } = services;
  const schema = { tags: ['orders'], params: idParams, response: withProblems({ 200: orderResultSchema }) };
  app.patch(
    '/api/orders/:id',
    {
      config: { access: 'secret' },
      schema: { ...schema, summary: 'Change status or rating', body: orderPatchSchema },
    },
    async (request) => {
      const store = await getStoreById(context, callerOf(request).storeId);
      const result = await patchOrder(context, store, { externalId: request.params.id, patch: request.body });
      attribution.wake(store.id);
      await models.refresh(store.id);
      return result;
    },
  );
  app.post(
    '/api/orders/:id/refunds',
    {
      config: { access: 'secret' },
      schema: { ...schema, summary: 'Refund a line, or a part of it', body: refundInputSchema },
    },
    async (request) => {
      const store = await getStoreById(context, callerOf(request).storeId);
      const result = await refundOrder(context, store, { externalId: request.params.id, refund: request.body });
      attribution.wake(store.id);
      await models.refresh(store.id);
      return result;
    },
  );
  app.delete(
    '/api/orders/:id',
    { config: { access: 'secret' }, schema: { ...schema, summary: 'Delete an order: what it taught is unlearned' } },
    async (request) => {
      const store = await getStoreById(context, callerOf(request).storeId);
      const result = await deleteOrder(context, store, request.params.id);
      attribution.wake(store.id);
      await models.refresh(store.id);
      return result;
    },
  );
}

/** A body as one text, to tell whether a repetition is the same request. @throws AppError when it is nested too deep. */
function textOf(body: unknown): string {
  try {
    return JSON.stringify(body) ?? '';
  } catch (cause) {
    throw new AppError('invalid_request', { detail: 'The body is nested too deep.' }, { cause });
  }
}

/** Idempotency-Key, as a quoted string or bare; null when there is none. */
function readIdempotencyKey(request: FastifyRequest): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  const key = String(header).replace(/^"(.*)"$/, '$1');
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError('invalid_request', { detail: 'Idempotency-Key must be 1 to 255 visible ASCII characters.' });
}

function sendStored(reply: FastifyReply, { status, body }: StoredResponse): FastifyReply {
  const type = status < 400 ? 'application/json; charset=utf-8' : 'application/problem+json; charset=utf-8';
  return reply
    .code(status)
    .type(type)
    .serializer((text: unknown) => String(text))
    .send(body);
}
