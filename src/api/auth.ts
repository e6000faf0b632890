import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role } from '../contract/accounts.ts';
import { AppError } from '../contract/error-registry.ts';
import type { Caller, UserCaller } from '../services/accounts/caller.ts';
import type { SignedIn } from '../services/accounts/sessions.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { KeyCheck, readKey } from './key-check.ts';
import { openCaller, requireOwnPage, requireSignedIn } from './session-check.ts';
import type { SessionCookie } from './session-cookie.ts';

/**
 * Who may call a route. Every route under /api says it.
 *
 * - `public`: anybody.
 * - `publishable`: any key of a store, or a person of it.
 * - `secret`: a secret key of a store, or a person of it.
 * - `user`: a person of a store; no key.
 * - `session`: whoever is signed in; no store is named.
 */
export type Access = 'public' | 'publishable' | 'secret' | 'user' | 'session';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** The lowest role of a person who may call it. Left out: `staff` to read, `owner` to change something. */
    role?: Role;
    /**
     * Whose changes through this route are written into the audit log: left out, those of people; `everyone`, those made with
     * keys too; `service`, the service does it by itself, with more details.
     */
    audit?: 'everyone' | 'service';
  }
  interface FastifyRequest {
    caller: Caller | null;
    signedIn: SignedIn | null;
  }
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** What {@link registerAuth} needs. */
export interface AuthParts {
  readonly context: ServiceContext;
  readonly cookie: SessionCookie;
  readonly publicUrl: string;
}

/** Checks who sends each request before its body is read; a route that does not state its access cannot be added. */
export function registerAuth(app: FastifyInstance, { context, cookie, publicUrl }: AuthParts): void {
  const keys = new KeyCheck(context, publicUrl);
  app.decorateRequest('caller', null);
  app.decorateRequest('signedIn', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined && route.url.includes('/api/')) {
      throw new RangeError(`The route ${route.method} ${route.url} must state its access.`);
    }
  });
  // After the limit of requests, which counts guesses too, and before the body is read.
  app.addHook('preParsing', async (request) => {
    const { access = 'public', role } = request.routeOptions.config;
    if (access === 'public') return;
    const takesKeys = access === 'publishable' || access === 'secret';
    const key = takesKeys ? readKey(request) : null;
    const token = cookie.read(request);
    if (takesKeys && (key !== null || token === null)) {
      request.caller = await keys.requireCaller(request, { key, access });
      return;
    }
    const signedIn = await requireSignedIn(context, token);
    if (!isReading(request)) requireOwnPage(request, { token: signedIn.token, publicUrl });
    request.signedIn = signedIn;
    if (access === 'session') return;
    const needed = role ?? (isReading(request) ? 'staff' : 'owner');
    request.caller = await openCaller(context, { signedIn, request, needed });
  });
}

/** True for requests that change nothing. */
export function isReading({ method }: FastifyRequest): boolean {
  return READING.has(method);
}

/** The caller of a request to a route of a store. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new AppError('missing_key', { detail: 'This request carries no key.' });
  return request.caller;
}

/** The person who calls a route that takes no keys. */
export function personOf(request: FastifyRequest): UserCaller {
  if (request.caller?.kind === 'user') return request.caller;
  throw new AppError('not_signed_in', { detail: 'This route is for people who are signed in.' });
}

/** Who is signed in, on a route that takes no keys. */
export function signedInOf(request: FastifyRequest): SignedIn {
  if (request.signedIn === null) throw new AppError('not_signed_in', { detail: 'Nobody is signed in here.' });
  return request.signedIn;
}
