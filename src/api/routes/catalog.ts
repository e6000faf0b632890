import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  categoryInputSchema,
  categorySchema,
  type Item,
  type ItemPatch,
  itemInputSchema,
  itemPatchSchema,
  itemSchema,
} from '../../contract/catalog.ts';
import { listStoreCategories, putCategory } from '../../services/catalog/categories.ts';
import { getItem, listStoreItems, patchItem, putItem } from '../../services/catalog/items.ts';
import { readBefore, tellChange } from '../audit-trail.ts';
import { callerOf } from '../auth.ts';
import { type Api, idParams, pageOf, pageQuery, withProblems } from '../route.ts';

/** The menu: items and categories. Every change is in the next answer. */
export function registerCatalog(api: Api): void {
  registerItems(api);
  registerItemChanges(api);
  registerCategories(api);
}

function registerItems({ app, services }: Api): void {
  const { context } = services;
  app.get(
    '/api/items',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['catalogue'],
        summary: 'Items, oldest first',
        querystring: pageQuery,
        response: withProblems({ 200: pageOf(itemSchema) }),
      },
    },
    async (request) => listStoreItems(context, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/items/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['catalogue'],
        summary: 'One item',
        params: idParams,
        response: withProblems({ 200: itemSchema }),
      },
    },
    async (request) => getItem(context, callerOf(request).storeId, request.params.id),
  );
}

function registerItemChanges({ app, services }: Api): void {
  const { context, models } = services;
  app.put(
    '/api/items/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['catalogue'],
        summary: 'Add an item, or replace it',
        params: idParams,
        body: itemInputSchema,
        response: withProblems({ 200: itemSchema, 201: itemSchema }),
      },
    },
    async (request, reply) => {
      const { storeId } = callerOf(request);
      const { item, created } = await putItem(context, storeId, { externalId: request.params.id, input: request.body });
      await models.refresh(storeId);
      return reply.code(created ? 201 : 200).send(item);
    },
  );
  app.patch(
    '/api/items/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['catalogue'],
        summary: 'Change an item: price, availability, role, ...',
        params: idParams,
        body: itemPatchSchema,
        response: withProblems({ 200: itemSchema }),
      },
    },
    async (request) => changeItem(services, request, { id: request.params.id, patch: request.body }),
  );
  app.put(
    '/api/items/:id/availability',
    {
      config: { access: 'secret', role: 'staff' },
      schema: {
        tags: ['catalogue'],
        summary: 'Sold out, or back again: at once, everywhere',
        params: idParams,
        body: z.strictObject({ available: z.boolean() }),
        response: withProblems({ 200: itemSchema }),
      },
    },
    async (request) => changeItem(services, request, { id: request.params.id, patch: request.body }),
  );
}

/** Changes an item, so that the next answer knows of it. */
async function changeItem(
  { context, models }: Api['services'],
  request: FastifyRequest,
  { id, patch }: { id: string; patch: ItemPatch },
): Promise<Item> {
  const { storeId } = callerOf(request);
  const before = await readBefore(request, () => getItem(context, storeId, id));
  const item = await patchItem(context, storeId, { externalId: id, patch });
  tellChange(request, { before, after: item, fields: patch });
  await models.refresh(storeId);
  return item;
}

function registerCategories({ app, services }: Api): void {
  const { context, models } = services;
  app.get(
    '/api/categories',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['catalogue'],
        summary: 'Categories in the order of the menu',
        response: withProblems({ 200: z.object({ data: z.array(categorySchema) }) }),
      },
    },
    async (request) => ({ data: await listStoreCategories(context, callerOf(request).storeId) }),
  );
  app.put(
    '/api/categories/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['catalogue'],
        summary: 'Add or change a category, with its role in a meal',
        params: idParams,
        body: categoryInputSchema,
        response: withProblems({ 200: categorySchema, 201: categorySchema }),
      },
    },
    async (request, reply) => {
      const { storeId } = callerOf(request);
      const input = { externalId: request.params.id, input: request.body };
      const { category, created } = await putCategory(context, storeId, input);
      await models.refresh(storeId);
      return reply.code(created ? 201 : 200).send(category);
    },
  );
}
