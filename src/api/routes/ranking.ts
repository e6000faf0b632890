import { type RankingAction, rankingActionSchema, rankingSchema } from '../../contract/ranking.ts';
import { requireEnoughOrders } from '../../services/learning/choose-store-ranking.ts';
import { describeRanking } from '../../services/learning/describe-ranking.ts';
import { useRanking } from '../../services/learning/use-ranking.ts';
import type { Services } from '../../services/services.ts';
import { callerOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';

/** /api/ranking: how the store ranks, how that was chosen, and the way back. */
export function registerRanking({ app, services }: Api): void {
  app.get(
    '/api/ranking',
    {
      config: { access: 'secret' },
      schema: {
        tags: ['ranking'],
        summary: 'How the store ranks: the version in force, what it found, and the versions before',
        response: withProblems({ 200: rankingSchema }),
      },
    },
    async (request) => describeRanking(services, callerOf(request).storeId),
  );
  app.post(
    '/api/ranking',
    {
      config: { access: 'secret', audit: 'everyone' },
      schema: {
        tags: ['ranking'],
        summary:
          'Choose anew from the orders as they are now (202: it runs on), go back, or use a version that is kept',
        body: rankingActionSchema,
        response: withProblems({ 200: rankingSchema, 202: rankingSchema }),
      },
    },
    async (request, reply) => {
      const { storeId } = callerOf(request);
      await act(services, storeId, request.body);
      return reply.code(request.body.action === 'choose' ? 202 : 200).send(await describeRanking(services, storeId));
    },
  );
}

async function act(services: Services, storeId: number, body: RankingAction): Promise<void> {
  if (body.action === 'choose') {
    requireEnoughOrders(await services.models.getFresh(storeId));
    void services.rankings.tryToChoose(storeId, { chosenBy: 'owner' });
    return;
  }
  const version = body.action === 'rollback' ? 'previous' : body.version;
  await useRanking(services, storeId, { version });
}
