import type { FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { AppError } from '../../contract/error-registry.ts';
import {
  eventBatchSchema,
  eventListQuerySchema,
  eventResultsSchema,
  recommendationEventSchema,
  trackResultSchema,
  trackSchema,
} from '../../contract/event.ts';
import { listStoreEvents } from '../../services/tracking/list-events.ts';
import { trackEvent } from '../../services/tracking/track-event.ts';
import { callerOf } from '../auth.ts';
import { readSignals } from '../guest-signals.ts';
import { checkParameterNames } from '../parameter-names.ts';
import { type Api, pageOf, withProblems, type ZodApp } from '../route.ts';

/** A server sends up to a full call; a page is held to what a page can have seen. */
const LIMIT_BYTES = { secret: 1024 * 1024, publishable: 256 * 1024, user: 256 * 1024 };

/** /api/events and /api/recommendations/track: what guests did with what they were offered. */
export function registerEvents({ app, services }: Api): void {
  registerList({ app, services });
  app.post(
    '/api/recommendations/track',
    {
      config: { access: 'publishable' },
      bodyLimit: LIMIT_BYTES.publishable,
      schema: {
        tags: ['events'],
        summary: 'One event: seen, clicked or added',
        body: trackSchema,
        response: withProblems({ 200: trackResultSchema }),
      },
    },
    async (request) => {
      const { storeId } = callerOf(request);
      const result = await trackEvent(services, storeId, { track: request.body, signals: readSignals(request) });
      services.attribution.wake(storeId);
      return result;
    },
  );
  // A scope of its own: only here is text taken as JSON, because that is what navigator.sendBeacon can send.
  void app.register(async (scope) => {
    readTextAsJson(scope);
    scope.withTypeProvider<ZodTypeProvider>().post(
      '/api/events',
      {
        config: { access: 'publishable' },
        bodyLimit: LIMIT_BYTES.secret,
        schema: {
          tags: ['events'],
          summary: 'What guests did: up to 1000 events, each with its own result',
          body: eventBatchSchema,
          response: withProblems({ 200: eventResultsSchema }),
        },
      },
      async (request) => {
        const { storeId } = callerOf(request);
        const results = await services.events.take(storeId, { batch: request.body, signals: readSignals(request) });
        services.attribution.wake(storeId);
        return results;
      },
    );
  });
}

function registerList({ app, services }: Api): void {
  app.get(
    '/api/events',
    {
      config: { access: 'secret' },
      preValidation: checkParameterNames(eventListQuerySchema),
      schema: {
        tags: ['events'],
        summary: 'The events of the store, newest first',
        querystring: eventListQuerySchema,
        response: withProblems({ 200: pageOf(recommendationEventSchema) }),
      },
    },
    async (request) => listStoreEvents(services.context, callerOf(request).storeId, request.query),
  );
}

function readTextAsJson(
  scope: Pick<ZodApp, 'removeContentTypeParser' | 'addContentTypeParser' | 'getDefaultJsonParser'>,
) {
  const parseJson = scope.getDefaultJsonParser('error', 'error');
  const types = ['application/json', 'text/plain'];
  scope.removeContentTypeParser(types);
  scope.addContentTypeParser(types, { parseAs: 'string' }, (request: FastifyRequest, body: string, done) => {
    const limit = LIMIT_BYTES[callerOf(request).kind];
    if (Buffer.byteLength(body) > limit) return done(tooLarge(limit));
    return parseJson(request, body, done);
  });
}

function tooLarge(limit: number): AppError {
  const detail = `Events with this kind of key come in at most ${limit / 1024} KiB a call.`;
  return new AppError('payload_too_large', { detail, hint: 'Send fewer events at once, in several calls.' });
}
