import { randomUUID } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { AppError } from '../contract/error-registry.ts';
import type { Services } from '../services/services.ts';
import { registerAuditTrail } from './audit-trail.ts';
import { registerAuth } from './auth.ts';
import { trackConnections } from './end-connections.ts';
import { registerMetrics } from './metrics.ts';
import { registerOpenApi } from './openapi.ts';
import { WARNING_HEADER } from './parameter-names.ts';
import { sendProblem } from './problem.ts';
import type { Api } from './route.ts';
import { registerAttribution } from './routes/attribution.ts';
import { registerAudit } from './routes/audit.ts';
import { registerCatalog } from './routes/catalog.ts';
import { registerCustomerRecommendations } from './routes/customer-recommendations.ts';
import { registerCustomers } from './routes/customers.ts';
import { registerDashboard } from './routes/dashboard.ts';
import { registerDigest } from './routes/digest.ts';
import { registerEstimates } from './routes/estimates.ts';
import { registerEvents } from './routes/events.ts';
import { registerExperiments } from './routes/experiments.ts';
import { registerExports } from './routes/exports.ts';
import { registerHoldOut } from './routes/hold-out.ts';
import { registerHome } from './routes/home.ts';
import { registerImports } from './routes/imports.ts';
import { registerKeys } from './routes/keys.ts';
import { registerMembers } from './routes/members.ts';
import { registerOffers } from './routes/offers.ts';
import { registerOperations } from './routes/operations.ts';
import { registerOrders } from './routes/orders.ts';
import { registerPairs } from './routes/pairs.ts';
import { registerPurchaseWindows } from './routes/purchase-windows.ts';
import { registerRanking } from './routes/ranking.ts';
import { registerRecommendationPage } from './routes/recommendation-page.ts';
import { registerRecommendations } from './routes/recommendations.ts';
import { registerReports } from './routes/reports.ts';
import { registerRules } from './routes/rules.ts';
import { registerSession } from './routes/session.ts';
import { registerShop } from './routes/shop.ts';
import { registerStorefront } from './routes/storefront.ts';
import { registerStores } from './routes/stores.ts';
import { registerValue } from './routes/value.ts';
import { SessionCookie } from './session-cookie.ts';
import { registerSignedInAnswers } from './signed-in-answers.ts';

const BODY_LIMIT_BYTES = 4 * 1024 * 1024;

/** What helmet sets, for the answers that it never sees. */
const PLAIN_HEADERS = {
  'content-security-policy': "default-src 'self'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
};

/** How the API behaves towards the network. */
export interface AppOptions {
  readonly logger: FastifyBaseLogger;
  readonly trustProxy: boolean | string;
  /** Prefix of every route, such as "/pairwell"; '' = none. */
  readonly basePath: string;
  /** Pages that may call from a browser; empty = any (keys have origins of their own). */
  readonly allowedOrigins: readonly string[];
  /** Requests per minute and address; 0 = no limit. */
  readonly rateLimitPerMinute: number;
  readonly publicUrl: string;
  readonly version: string;
}

/** The routes that need nothing but the services. */
const STORE_ROUTES: readonly ((api: Api) => void)[] = [
  registerRecommendations,
  registerOrders,
  registerCatalog,
  registerStores,
  registerCustomers,
  registerCustomerRecommendations,
  registerPairs,
  registerRules,
  registerPurchaseWindows,
  registerRanking,
  registerEvents,
  registerAttribution,
  registerKeys,
  registerAudit,
  registerExperiments,
  registerHoldOut,
  registerHome,
  registerEstimates,
  registerImports,
  registerExports,
  registerValue,
  registerOffers,
  registerReports,
  registerDigest,
];

/** The HTTP application, not yet listening: tests call it through `app.inject`. */
export async function buildApp(services: Services, options: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: options.logger,
    // One line for each request, without the query: it may name a customer or carry a key. See the hook below.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy,
    bodyLimit: BODY_LIMIT_BYTES,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 1000 },
    forceCloseConnections: 'idle',
    // An address that cannot be read never reaches the hooks: it gets its headers and its problem document here.
    frameworkErrors: (error, request, reply) => {
      reply.headers({ 'x-request-id': request.id, ...PLAIN_HEADERS });
      sendProblem(error, request, reply);
    },
    requestIdHeader: false,
    genReqId: (request) => readRequestId(request.headers['x-request-id']),
  }).withTypeProvider<ZodTypeProvider>();
  let draining = false;
  const endConnections = trackConnections(app.server);
  app.addHook('preClose', async () => {
    draining = true;
    endConnections();
  });
  // Text is no order: without this parser it is refused as a type that is not supported. Events put one back.
  app.removeContentTypeParser('text/plain');
  allowEmptyDelete(app);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler((request, reply) => {
    sendProblem(
      new AppError('not_found', { detail: `There is no ${request.method} ${pathOf(request.url)}.` }),
      request,
      reply,
    );
  });
  registerRequestLog(app);
  await registerProtection(app, options);
  registerSignedInAnswers(app, options);
  await app.register(
    async (scope) => {
      const typed = scope.withTypeProvider<ZodTypeProvider>();
      const api = { app: typed, services };
      const cookie = new SessionCookie(services.context, options);
      registerAuth(scope, { context: services.context, cookie, publicUrl: options.publicUrl });
      registerAuditTrail(scope, services.context);
      await registerOpenApi(scope, options);
      registerMetrics(scope, services);
      registerOperations(api, { isDraining: () => draining });
      const accounts = { ...api, cookie, publicUrl: options.publicUrl, basePath: options.basePath };
      for (const register of [registerSession, registerMembers]) register(accounts);
      for (const register of [registerRecommendationPage, registerStorefront]) register(api, options);
      registerShop(api, { ...options, cookie });
      registerDashboard(api, options);
      for (const register of STORE_ROUTES) register(api);
    },
    { prefix: options.basePath },
  );
  return app;
}

/** Clients that always say they send JSON say it of a DELETE too, which has nothing to send. */
function allowEmptyDelete(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '' && request.method === 'DELETE') done(null, undefined);
    else parseJson(request, body, done);
  });
}

/** Every answer names its request; one line in the log for each, without query and body. */
function registerRequestLog(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  app.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? '',
        status: reply.statusCode,
        ms: reply.elapsedTime,
      },
      'request',
    );
  });
}

async function registerProtection(app: FastifyInstance, options: AppOptions): Promise<void> {
  await app.register(helmet, { crossOriginResourcePolicy: { policy: 'cross-origin' } });
  await app.register(fastifyCookie);
  await app.register(cors, {
    origin: options.allowedOrigins.length === 0 ? true : [...options.allowedOrigins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: [WARNING_HEADER],
    maxAge: 600,
  });
  if (options.rateLimitPerMinute === 0) return;
  await app.register(rateLimit, {
    max: options.rateLimitPerMinute,
    timeWindow: 60_000,
    enableDraftSpec: true,
    keyGenerator: (request) => request.ip,
  });
}

/** A request id of the caller's is kept when it is plain; else a new one is made. */
function readRequestId(header: string | string[] | undefined): string {
  return typeof header === 'string' && /^[\w.-]{1,100}$/.test(header) ? header : randomUUID();
}

function pathOf(url: string): string {
  return url.split('?')[0]?.slice(0, 200) ?? '';
}
