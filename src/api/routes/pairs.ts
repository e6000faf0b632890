import { z } from 'zod';
import { externalId } from '../../contract/catalog.ts';
import { pairsQuerySchema, pairsSchema, pairWhySchema } from '../../contract/pair.ts';
import { explainPair, listPairs } from '../../services/recommend/pairs.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';

/** What goes with what, and why. */
export function registerPairs({ app, services }: Api): void {
  app.get(
    '/api/pairs',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['pairs'],
        summary: 'Directed pairs, the surest first',
        querystring: pairsQuerySchema,
        response: withProblems({ 200: pairsSchema }),
      },
    },
    async (request) => listPairs(services, callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/pairs/:a/:b',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['pairs'],
        summary: 'Why, or why not: the evidence of one pair and every gate',
        params: z.object({ a: externalId, b: externalId }),
        response: withProblems({ 200: pairWhySchema }),
      },
    },
    async (request) => {
      const { a, b } = request.params;
      return explainPair(services, callerOf(request).storeId, { antecedent: a, consequent: b });
    },
  );
}
