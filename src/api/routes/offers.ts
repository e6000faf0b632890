import { offerParams, offersSchema } from '../../contract/offer.ts';
import { readOffers } from '../../services/experiments/read-offers.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';

/** /api/offers: what was offered with an answer, for the checkout that is to take it off. */
export function registerOffers({ app, services }: Api): void {
  app.get(
    '/api/offers/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['experiments'],
        summary: 'What was offered with an answer and still holds: ask before you take a discount off',
        params: offerParams,
        response: withProblems({ 200: offersSchema }),
      },
    },
    async (request) => readOffers(services.context, callerOf(request).storeId, request.params.id),
  );
}
