import type { FastifyRequest } from 'fastify';
import { AppError } from '../../contract/error-registry.ts';

/**
 * Lets through what our own pages send, and nothing that another site makes a guest's browser send. Browsers state the
 * origin of every POST. @throws AppError `forbidden`.
 */
export function requireSameOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin, 'sec-fetch-site': site } = request.headers;
  // The scheme may differ behind a proxy that speaks https for us.
  const isOurs = [`http://${request.host}`, `https://${request.host}`, publicUrl].some(
    (ours) => origin !== undefined && hostOf(ours) !== null && hostOf(ours) === hostOf(origin),
  );
  if (isOurs && (site === undefined || site === 'same-origin')) return;
  throw new AppError('forbidden', {
    detail: 'This can only be sent by a page of the shop itself.',
    hint: 'To send orders from a server, use POST /api/orders with a secret key (sk_).',
  });
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null;
}
