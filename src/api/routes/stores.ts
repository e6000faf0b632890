import { z } from 'zod';
import { storePatchSchema, storeSchema } from '../../contract/catalog.ts';
import { AppError } from '../../contract/error-registry.ts';
import { verifyReportSchema } from '../../contract/verify.ts';
import type { Caller } from '../../services/accounts/caller.ts';
import { changeStore, getStoreById } from '../../services/catalog/stores.ts';
import { verifyStore } from '../../services/learning/verify.ts';
import type { ServiceContext } from '../../services/service-context.ts';
import { tellChange } from '../audit-trail.ts';
import { callerOf } from '../auth.ts';
import { type Api, idParams, withProblems } from '../route.ts';

/** The caller's own store. Stores are made on the command line. */
export function registerStores(api: Api): void {
  registerReading(api);
  registerChanges(api);
}

function registerReading({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/stores',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['stores'],
        summary: 'The store of this key, or the one that the request names',
        response: withProblems({ 200: z.object({ data: z.array(storeSchema) }) }),
      },
    },
    async (request) => ({ data: [await getStoreById(context, callerOf(request).storeId)] }),
  );
  app.get(
    '/api/stores/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['stores'],
        summary: 'The store',
        params: idParams,
        response: withProblems({ 200: storeSchema }),
      },
    },
    async (request) => requireOwnStore(context, callerOf(request), request.params.id),
  );
}

function registerChanges({ app, services }: Api): void {
  const { context, models, attribution } = services;
  app.patch(
    '/api/stores/:id',
    {
      config: { access: 'secret', audit: 'everyone' },
      schema: {
        tags: ['stores'],
        summary: 'Change the store’s settings',
        params: idParams,
        body: storePatchSchema,
        response: withProblems({ 200: storeSchema }),
      },
    },
    async (request) => {
      const before = await requireOwnStore(context, callerOf(request), request.params.id);
      const { id } = before;
      const store = await changeStore(context, id, request.body);
      tellChange(request, { before, after: store, fields: request.body });
      attribution.wake(id);
      await models.refresh(id);
      return store;
    },
  );
  app.get(
    '/api/stores/:id/verify',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['stores'],
        summary: 'Compare the model in memory with a full rebuild',
        params: idParams,
        response: withProblems({ 200: verifyReportSchema }),
      },
    },
    async (request) => {
      const { id } = await requireOwnStore(context, callerOf(request), request.params.id);
      return verifyStore(context, models, id);
    },
  );
}

/** A key speaks for its own store only, a person for the one that the request names; that another store exists is not told either. */
async function requireOwnStore(context: ServiceContext, caller: Caller, slugOrId: string) {
  const own = await getStoreById(context, caller.storeId);
  if (slugOrId === own.slug || slugOrId === String(own.id)) return own;
  throw new AppError('wrong_store', { detail: `This request is not about the store "${slugOrId}".` });
}
