import { z } from 'zod';
import { type Key, keyInputSchema, keySchema, newKeySchema } from '../../contract/accounts.ts';
import { AppError } from '../../contract/error-registry.ts';
import { createKey, type KeySummary, listStoreKeys, revokeStoreKey } from '../../services/accounts/keys.ts';
import { callerOf } from '../auth.ts';
import { type Api, numberParams, withProblems } from '../route.ts';

const tags = ['keys'];

/** The keys of a store, for its owner. A key makes no keys: whoever finds one loses everything when it is revoked. */
export function registerKeys({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/keys',
    {
      config: { access: 'user', role: 'owner' },
      schema: {
        tags,
        summary: 'The keys of the store, revoked ones too',
        response: withProblems({ 200: z.object({ data: z.array(keySchema) }) }),
      },
    },
    async (request) => ({ data: (await listStoreKeys(context, callerOf(request).storeId)).map(toWire) }),
  );
  app.post(
    '/api/keys',
    {
      config: { access: 'user', role: 'owner', audit: 'service' },
      schema: {
        tags,
        summary: 'Make a key: it is shown this once',
        body: keyInputSchema,
        response: withProblems({ 201: newKeySchema }),
      },
    },
    async (request, reply) => {
      const { storeId, actor } = callerOf(request);
      const { key, summary } = await createKey(context, storeId, { ...request.body, actor });
      return reply.code(201).send({ key, ...toWire(summary) });
    },
  );
  app.delete(
    '/api/keys/:id',
    {
      config: { access: 'user', role: 'owner', audit: 'service' },
      schema: {
        tags,
        summary: 'Revoke a key: it stops working within 5 seconds',
        params: numberParams,
        response: withProblems({ 204: z.undefined() }),
      },
    },
    async (request, reply) => {
      const { storeId, actor } = callerOf(request);
      const { id } = request.params;
      if (await revokeStoreKey(context, storeId, id, actor)) return reply.code(204).send();
      const hint = 'GET /api/keys lists the keys of the store.';
      throw new AppError('not_found', { detail: `There is no working key number ${id}.`, hint });
    },
  );
}

function toWire(key: KeySummary): Key {
  return {
    id: key.id,
    kind: key.kind,
    hint: key.hint,
    label: key.label,
    origins: [...key.origins],
    created_at: key.createdAt.toISOString(),
    revoked_at: key.revokedAt?.toISOString() ?? null,
  };
}
