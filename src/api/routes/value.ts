import { valueSchema } from '../../contract/value.ts';
import { valueOfStore } from '../../services/value/value-of-store.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';

/** GET /api/value: what the best pairs may bring, an estimate from the orders alone. */
export function registerValue({ app, services }: Api): void {
  app.get(
    '/api/value',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['pairs'],
        summary: 'The ten best pairs that are mostly not sold together, and what they may bring: an estimate',
        response: withProblems({ 200: valueSchema }),
      },
    },
    async (request) => valueOfStore(services, callerOf(request).storeId),
  );
}
