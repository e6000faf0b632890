import { z } from 'zod';
import {
  digestPreviewSchema,
  digestSubscriptionChangeSchema,
  digestSubscriptionSchema,
} from '../../contract/digest.ts';
import { getStoreById } from '../../services/catalog/stores.ts';
import { readDigestLink } from '../../services/digest/digest-link.ts';
import { previewDigest } from '../../services/digest/preview-digest.ts';
import { changeSubscription, readSubscription, stopDigest } from '../../services/digest/subscriptions.ts';
import { callerOf, personOf } from '../auth.ts';
import { type Api, withProblems } from '../route.ts';
import { sendStopPage } from '../stop-page.ts';

const TAGS = ['reports'];
/** A mail is shown as it is, and nothing in it runs or is loaded. */
const MAIL_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; frame-ancestors 'self'";
/** "List-Unsubscribe=One-Click", as a form of either kind. */
const STOP_BYTES = 4096;

/** The weekly mail: how it looks, who gets it, and the link that ends it. */
export function registerDigest(api: Api): void {
  registerPreview(api);
  registerSubscription(api);
  registerStop(api);
}

function registerPreview({ app, services }: Api): void {
  const preview = async (storeId: number) => previewDigest(services, await getStoreById(services.context, storeId));
  app.get(
    '/api/digest/preview',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The weekly mail of the last closed week, as it would leave now',
        response: withProblems({ 200: digestPreviewSchema }),
      },
    },
    async (request) => preview(callerOf(request).storeId),
  );
  app.get(
    '/api/digest/preview.html',
    {
      config: { access: 'secret', isFramed: true },
      schema: {
        tags: TAGS,
        summary: 'The same as a page, for a frame',
        response: withProblems({ 200: z.string() }),
      },
    },
    async (request, reply) => {
      const { html } = await preview(callerOf(request).storeId);
      reply.header('content-security-policy', MAIL_POLICY);
      // A page in a sandbox has no origin that could ask for a process of its own.
      reply.removeHeader('origin-agent-cluster');
      return reply.type('text/html; charset=utf-8').send(html);
    },
  );
}

function registerSubscription({ app, services }: Api): void {
  app.get(
    '/api/digest/subscription',
    {
      config: { access: 'user' },
      schema: {
        tags: TAGS,
        summary: 'Whether you get the weekly mail of the store',
        response: withProblems({ 200: digestSubscriptionSchema }),
      },
    },
    async (request) => {
      const { storeId, userId } = personOf(request);
      return readSubscription(services, { storeId, userId });
    },
  );
  app.put(
    '/api/digest/subscription',
    {
      config: { access: 'user', role: 'staff' },
      schema: {
        tags: TAGS,
        summary: 'Begin or end the weekly mail of the store to you',
        body: digestSubscriptionChangeSchema,
        response: withProblems({ 200: digestSubscriptionSchema }),
      },
    },
    async (request) => {
      const { storeId, userId } = personOf(request);
      return changeSubscription(services, { storeId, userId }, request.body);
    },
  );
}

/** RFC 8058: the mail program posts to the same address that a person opens. A look at it changes nothing. */
function registerStop({ app, services }: Api): void {
  app.register(async (scope) => {
    // What is posted says nothing: the address says it all.
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data']) {
      scope.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: STOP_BYTES }, (_request, _body, done) =>
        done(null, undefined),
      );
    }
    for (const method of ['GET', 'POST'] as const) {
      scope.route<{ Params: { token: string } }>({
        method,
        url: '/digest/stop/:token',
        config: { access: 'public' },
        schema: { hide: true },
        handler: async (request, reply) => {
          const reader = readDigestLink(services.context, request.params.token);
          if (reader === null) return sendStopPage(reply, { state: 'broken', store: null });
          const store = await getStoreById(services.context, reader.storeId);
          if (method === 'POST') await stopDigest(services, reader);
          return sendStopPage(reply, { state: method === 'POST' ? 'stopped' : 'asked', store });
        },
      });
    }
  });
}
