import type { FastifyInstance } from 'fastify';
import type { Method } from './test-app.ts';

export interface Route {
  readonly method: Method;
  readonly url: string;
}

/**
 * Every route under /api, as the router itself prints them, with 1 for every parameter: a new route is tested without
 * being named in the tests.
 */
export function apiRoutes(app: FastifyInstance): Route[] {
  const parents: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((text) => {
      const found = /^([│ ]*)[├└]── (\S+) \(([A-Z, ]+)\)$/.exec(text);
      if (!found) return [];
      const [, indent = '', part = '', methods = ''] = found;
      const depth = indent.length / 4;
      parents.splice(depth, Number.POSITIVE_INFINITY, part);
      const url = parents.join('').replace(/:\w+/g, '1');
      return methods.split(', ').map((method) => ({ method: method as Method, url }));
    })
    .filter(({ url }) => url.startsWith('/api'));
}

/** The same without HEAD, which has no body to look at; its route is GET's own. */
export function apiRoutesWithBody(app: FastifyInstance): Route[] {
  return apiRoutes(app).filter(({ method }) => String(method) !== 'HEAD');
}

/** Routes that anybody may call: they make a session, from a password or a link. */
export const PUBLIC_ROUTES = ['POST /api/first-admin', 'POST /api/invitations/accept', 'POST /api/session'];

/** Routes of people: no key opens them. */
export const PEOPLE_ROUTES = [
  'GET /api/audit',
  'GET /api/audit/installation',
  'GET /api/session',
  'DELETE /api/session',
  'GET /api/sessions',
  'DELETE /api/sessions',
  'POST /api/password',
  'GET /api/users',
  'POST /api/users',
  'PATCH /api/users/1',
  'DELETE /api/users/1',
  'GET /api/invitations',
  'POST /api/invitations',
  'DELETE /api/invitations/1',
  'GET /api/digest/subscription',
  'PUT /api/digest/subscription',
  'GET /api/keys',
  'POST /api/keys',
  'DELETE /api/keys/1',
];
