import { z } from 'zod';
import { ruleInputSchema, rulePreviewSchema, ruleSchema } from '../../contract/rule.ts';
import { addRule, listStoreRules, removeRule } from '../../services/catalog/rules.ts';
import { previewRule } from '../../services/recommend/preview-rule.ts';
import { readBefore, tellChange } from '../audit-trail.ts';
import { callerOf } from '../auth.ts';
import { type Api, numberParams, withProblems } from '../route.ts';

/** The owner's word: pins, blocks and boosts. */
export function registerRules({ app, services }: Api): void {
  const { context, models } = services;
  registerPreview({ app, services });
  app.get(
    '/api/rules',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['rules'],
        summary: 'Pins, blocks and boosts',
        response: withProblems({ 200: z.object({ data: z.array(ruleSchema) }) }),
      },
    },
    async (request) => ({ data: await listStoreRules(context, callerOf(request).storeId) }),
  );
  app.post(
    '/api/rules',
    {
      config: { access: 'secret', role: 'staff', audit: 'everyone' },
      schema: {
        tags: ['rules'],
        summary: 'Pin an item to the top; block or boost an item or a category',
        body: ruleInputSchema,
        response: withProblems({ 201: ruleSchema }),
      },
    },
    async (request, reply) => {
      const { storeId } = callerOf(request);
      const rule = await addRule(context, storeId, request.body);
      tellChange(request, { before: null, after: rule, fields: request.body });
      await models.refresh(storeId);
      return reply.code(201).send(rule);
    },
  );
  app.delete(
    '/api/rules/:id',
    {
      config: { access: 'secret', role: 'staff', audit: 'everyone' },
      schema: {
        tags: ['rules'],
        summary: 'Take a rule away',
        params: numberParams,
        response: withProblems({ 204: z.undefined() }),
      },
    },
    async (request, reply) => {
      const { storeId } = callerOf(request);
      const { id } = request.params;
      const rules = await readBefore(request, () => listStoreRules(context, storeId));
      const before = rules?.find((rule) => rule.id === id) ?? null;
      await removeRule(context, storeId, id);
      tellChange(request, { before, after: null, fields: Object.keys(before ?? {}).filter((name) => name !== 'id') });
      await models.refresh(storeId);
      return reply.code(204).send();
    },
  );
}

function registerPreview({ app, services }: Api): void {
  app.post(
    '/api/rules/preview',
    {
      // Nothing changes, so there is nothing to note.
      config: { access: 'secret', role: 'staff', audit: 'service' },
      schema: {
        tags: ['rules'],
        summary: 'What a rule would change, before it is made: suggestions without and with it, and the rules it meets',
        body: ruleInputSchema,
        response: withProblems({ 200: rulePreviewSchema }),
      },
    },
    async (request) => previewRule(services, callerOf(request).storeId, request.body),
  );
}
