import type { FastifyRequest } from 'fastify';
import type { Role } from '../contract/accounts.ts';
import { AppError } from '../contract/error-registry.ts';
import { isAtLeast, type UserCaller } from '../services/accounts/caller.ts';
import { openStore } from '../services/accounts/members.ts';
import { findSignedIn, isCsrfTokenOf, type SignedIn } from '../services/accounts/sessions.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { isFromOwnOrigin } from './own-origin.ts';

/** Who holds the token of the cookie, asked of the database each time: a session that was ended is worth nothing at once. */
export async function requireSignedIn(context: ServiceContext, token: string | null): Promise<SignedIn> {
  const signedIn = token === null ? null : await findSignedIn(context, token);
  if (signedIn) return signedIn;
  throw new AppError('not_signed_in', {
    detail: token === null ? 'This route is for people who are signed in.' : 'This session has ended.',
  });
}

/**
 * Refuses a change that a page of another site asks this browser for. It must come from our own origin, as the browser says,
 * and carry the session's secret, which only our own pages can read.
 */
export function requireOwnPage(
  request: FastifyRequest,
  { token, publicUrl }: { token: string; publicUrl: string },
): void {
  if (isFromOwnOrigin(request, publicUrl) !== true) {
    throw new AppError('cross_site_request', {
      detail: 'The request comes from another origin, or does not say from where.',
    });
  }
  const given = request.headers['pairwell-csrf'];
  if (typeof given === 'string' && isCsrfTokenOf(token, given)) return;
  throw new AppError('cross_site_request', {
    detail: 'The header Pairwell-Csrf is missing, or is not of this session.',
  });
}

/** Refuses a request that begins a session when a browser says that another site sends it; programs say nothing. */
export function refuseOtherSites(request: FastifyRequest, publicUrl: string): void {
  if (isFromOwnOrigin(request, publicUrl) !== false) return;
  throw new AppError('cross_site_request', { detail: 'The request comes from another origin.' });
}

/** The person as the caller of a route of the store that the request names. */
export async function openCaller(
  context: ServiceContext,
  { signedIn, request, needed }: { signedIn: SignedIn; request: FastifyRequest; needed: Role },
): Promise<UserCaller> {
  const { userId } = signedIn;
  const { storeId, role } = await openStore(context, signedIn, readStoreName(request));
  if (isAtLeast(role, needed)) return { storeId, kind: 'user', userId, role, actor: { kind: 'user', id: userId } };
  throw new AppError('role_too_low', { detail: `This is for the role ${needed}; you are ${role} here.` });
}

function readStoreName(request: FastifyRequest): string {
  const header = request.headers['pairwell-store'];
  const query = request.query as { store?: unknown } | undefined;
  const named = typeof header === 'string' ? header : query?.store;
  if (typeof named === 'string' && named !== '') return named;
  throw new AppError('missing_store', { detail: 'The request of a person must say which store it is about.' });
}
