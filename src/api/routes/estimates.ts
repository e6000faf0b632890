import { estimatesQuery, estimatesSchema } from '../../contract/estimate.ts';
import { describeEstimates } from '../../services/experiments/revenue-estimates.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';

/** /api/estimates: what suggestions are expected to bring, and how earlier estimates came true. */
export function registerEstimates({ app, services }: Api): void {
  app.get(
    '/api/estimates',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'What suggestions are expected to bring, and how earlier estimates came true',
        querystring: estimatesQuery,
        response: withProblems({ 200: estimatesSchema }),
      },
    },
    async (request) => describeEstimates(services, callerOf(request).storeId, request.query),
  );
}
