import { recommendationQuerySchema, recommendationSchema } from '../../contract/recommendation.ts';
import { isTrusted } from '../../services/accounts/caller.ts';
import { recommendItems } from '../../services/recommend/recommend.ts';
import { readAsker } from '../asker-options.ts';
import { callerOf } from '../auth.ts';
import { packAnswer } from '../encoding.ts';
import { checkParameterNames } from '../parameter-names.ts';
import { type Api, withProblems } from '../route.ts';

/** GET /api/recommendations: the one answer that pages, carts and menus ask for. */
export function registerRecommendations({ app, services }: Api): void {
  app.get(
    '/api/recommendations',
    {
      config: { access: 'publishable' },
      preValidation: checkParameterNames(recommendationQuerySchema),
      onSend: packAnswer,
      schema: {
        tags: ['recommendations'],
        summary: 'What to suggest here and now',
        description:
          'A parameter that is not known is an error with a secret key and for people; with a publishable key it is passed over, and the header Pairwell-Warning names it.',
        querystring: recommendationQuerySchema,
        response: withProblems({ 200: recommendationSchema }),
      },
    },
    async (request) => {
      const caller = callerOf(request);
      const options = await readAsker(services.context, request, request.query);
      // Why and why not are the owner's figures: a page gets the suggestions alone.
      const query = { ...request.query, explain: request.query.explain && isTrusted(caller) };
      return recommendItems(services, caller.storeId, { query, options });
    },
  );
}
