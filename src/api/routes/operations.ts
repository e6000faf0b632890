import { z } from 'zod';
import type { Api } from '../route.ts';

/** Health, for whoever runs the process. */
export function registerOperations({ app, services }: Api, { isDraining }: { isDraining: () => boolean }): void {
  const health = z.object({ status: z.string() });
  app.get(
    '/livez',
    {
      config: { access: 'public' },
      schema: { tags: ['operations'], summary: 'The process runs', response: { 200: health } },
    },
    async () => ({ status: 'ok' }),
  );
  app.get(
    '/readyz',
    {
      config: { access: 'public' },
      schema: {
        tags: ['operations'],
        summary: 'The process can answer: the database is there and nothing is shutting down',
        response: { 200: health, 503: health },
      },
    },
    async (_request, reply) => {
      if (isDraining()) return reply.code(503).send({ status: 'draining' });
      const ready = await services.context.database.isReady();
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ok' : 'database unavailable' });
    },
  );
}
