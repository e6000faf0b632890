import type { FastifyInstance } from 'fastify';

/**
 * Lets the routes of this scope take JSON that calls itself plain text: a page on another origin may send that without
 * asking first, and `sendBeacon` sends nothing else.
 */
export function takeTextAsJson(scope: FastifyInstance): void {
  scope.addContentTypeParser('text/plain', { parseAs: 'string' }, scope.getDefaultJsonParser('error', 'error'));
}
