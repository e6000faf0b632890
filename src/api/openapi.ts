import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import type { Access } from './auth.ts';

/** The name in white, for the dark bar of the page. */
const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="40"><text x="0" y="28" fill="#fff" font-family="sans-serif" ' +
  'font-size="26" font-weight="bold">Pairwell</text></svg>';

/** Errors leave as application/problem+json, whatever a route answers else. */
function withProblemType(response: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(response ?? {}).map(([status, schema]: [string, unknown]) =>
      /^[45]xx$/i.test(status)
        ? [status, { description: 'Problem document', content: { 'application/problem+json': { schema } } }]
        : [status, schema],
    ),
  );
}

const SECURITY: Readonly<Record<Access, Record<string, string[]>[]>> = {
  public: [],
  publishable: [{ key: [] }, { session: [] }],
  secret: [{ key: [] }, { session: [] }],
  user: [{ session: [] }],
  session: [{ session: [] }],
};

/** GET /openapi.json (OpenAPI 3.1, made from the schemas that check the requests) and a page to try it: /docs. */
export async function registerOpenApi(
  app: FastifyInstance,
  { publicUrl, version }: { publicUrl: string; version: string },
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Pairwell',
        version,
        description: 'Recommendations that a store learns from its own orders. Errors are RFC 9457 problem documents.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          key: { type: 'http', scheme: 'bearer', description: 'sk_… or pk_…' },
          session: { type: 'apiKey', in: 'cookie', name: 'pairwell-session', description: 'Set by POST /api/session.' },
        },
      },
      security: [{ key: [] }],
    },
    transform: (route) => {
      const { schema, url } = jsonSchemaTransform(route);
      const security = SECURITY[route.route.config?.access ?? 'public'];
      return { url, schema: { ...schema, response: withProblemType(schema.response), security } };
    },
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: true,
    uiConfig: { deepLinking: true },
    theme: { title: 'Pairwell API' },
    logo: { type: 'image/svg+xml', content: Buffer.from(LOGO), href: 'docs', target: '_self' },
  });
  app.get('/openapi.json', { config: { access: 'public' }, schema: { hide: true } }, async () => app.swagger());
}
