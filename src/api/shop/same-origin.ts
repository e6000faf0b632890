import type { FastifyRequest } from 'fastify';
import { AppError } from '../../contract/error-registry.ts';
import { isFromOwnOrigin } from '../own-origin.ts';

/**
 * Lets through what our own pages send, and nothing that another site makes a guest's browser send. Browsers state the
 * origin of every POST. @throws AppError `forbidden`.
 */
export function requireSameOrigin(request: FastifyRequest, publicUrl: string): void {
  if (isFromOwnOrigin(request, publicUrl) === true) return;
  throw new AppError('forbidden', {
    detail: 'This can only be sent by a page of the shop itself.',
    hint: 'To send orders from a server, use POST /api/orders with a secret key (sk_).',
  });
}
