import { z } from 'zod';
import {
  fragmentQuerySchema,
  recommendationPageAnswerSchema,
  recommendationPageSchema,
} from '../../contract/recommendation-page.ts';
import { recommendItems } from '../../services/recommend/recommend.ts';
import { recommendPage } from '../../services/recommend/recommend-page.ts';
import { readAsker } from '../asker-options.ts';
import { callerOf } from '../auth.ts';
import { packAnswer } from '../encoding.ts';
import { renderFragment } from '../fragment/render-fragment.ts';
import { checkParameterNames } from '../parameter-names.ts';
import { type Api, withProblems, type ZodApp } from '../route.ts';
import { takeTextAsJson } from '../text-body.ts';

/** What a whole page asks for: all its places in one call, or a list as HTML for pages without script. */
export function registerRecommendationPage({ app, services }: Api, { basePath }: { basePath: string }): void {
  app.register(async (scope: ZodApp) => {
    takeTextAsJson(scope);
    registerBatch({ app: scope, services });
  });
  registerFragment({ app, services }, basePath);
}

function registerBatch({ app, services }: Api): void {
  app.post(
    '/api/recommendations/batch',
    {
      config: { access: 'publishable' },
      onSend: packAnswer,
      schema: {
        tags: ['recommendations'],
        summary: 'What to suggest in every place of a page, no item twice',
        description: 'The body may also come as text/plain, so that a browser need not ask first.',
        querystring: z.object({ key: z.string().optional() }),
        body: recommendationPageSchema,
        response: withProblems({ 200: recommendationPageAnswerSchema }),
      },
    },
    async (request) => {
      const { storeId } = callerOf(request);
      const recommendations = await recommendPage(services, storeId, {
        page: request.body,
        options: await readAsker(services.context, request, request.body),
      });
      return { recommendations };
    },
  );
}

function registerFragment({ app, services }: Api, basePath: string): void {
  app.get(
    '/api/recommendations.html',
    {
      config: { access: 'publishable' },
      preValidation: checkParameterNames(fragmentQuerySchema),
      onSend: packAnswer,
      schema: {
        tags: ['recommendations'],
        summary: 'A list of suggestions as HTML, to be put into a page by its server',
        produces: ['text/html'],
        querystring: fragmentQuerySchema,
        response: withProblems({ 200: z.string().describe('A fragment; empty when there is nothing to suggest.') }),
      },
    },
    async (request, reply) => {
      const query = { ...request.query, explain: false };
      const { storeId } = callerOf(request);
      const options = await readAsker(services.context, request, query);
      const answer = await recommendItems(services, storeId, { query, options });
      const styleUrl = `${request.protocol}://${request.host}${basePath}/pairwell.css`;
      reply.type('text/html; charset=utf-8');
      return renderFragment(answer, { query, styleUrl });
    },
  );
}
