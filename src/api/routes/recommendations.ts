import {
  type RecommendationQuery,
  recommendationQuerySchema,
  recommendationSchema,
} from '../../contract/recommendation.ts';
import { type Caller, isTrusted } from '../../services/accounts/caller.ts';
import { isCustomerProven } from '../../services/accounts/customer-token.ts';
import { recommendItems } from '../../services/recommend/recommend.ts';
import { findBot } from '../../services/tracking/bots.ts';
import { callerOf } from '../auth.ts';
import { readSignals } from '../guest-signals.ts';
import { checkParameterNames } from '../parameter-names.ts';
import { type Api, withProblems } from '../route.ts';

/** GET /api/recommendations: the one answer that pages, carts and menus ask for. */
export function registerRecommendations({ app, services }: Api): void {
  /** References can be guessed: a page needs the word of the shop's server. */
  const mayNameCustomer = async (caller: Caller, { customer, customer_token: token }: RecommendationQuery) =>
    isTrusted(caller) ||
    (customer !== undefined &&
      token !== undefined &&
      (await isCustomerProven(services.context, caller.storeId, { customer, token })));
  app.get(
    '/api/recommendations',
    {
      config: { access: 'publishable' },
      preValidation: checkParameterNames(recommendationQuerySchema),
      schema: {
        tags: ['recommendations'],
        summary: 'What to suggest here and now',
        description:
          'A parameter that is not known is an error with a secret key and for people; with a publishable key it is passed over, and the header Pairwell-Warning names it.',
        querystring: recommendationQuerySchema,
        response: withProblems({ 200: recommendationSchema }),
      },
    },
    async (request, reply) => {
      const caller = callerOf(request);
      const signals = readSignals(request);
      const guest = { privacyControl: signals.privacyControl, bot: findBot(signals) };
      // What people of the store look at is no answer to a guest: it stays out of every figure.
      const log = caller.kind !== 'user';
      const options = { mayNameCustomer: await mayNameCustomer(caller, request.query), log, guest };
      reply.header('cache-control', 'no-store');
      // Why and why not are the owner's figures: a page gets the suggestions alone.
      const query = { ...request.query, explain: request.query.explain && isTrusted(caller) };
      return recommendItems(services, caller.storeId, { query, options });
    },
  );
}
