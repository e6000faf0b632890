import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../contract/error-registry.ts';
import { authenticateKey, type Caller } from '../services/accounts/keys.ts';
import type { ServiceContext } from '../services/service-context.ts';

/** Who may call a route: nobody's key, any key of a store, or only its secret keys. Every route says which. */
export type Access = 'public' | 'publishable' | 'secret';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** A key that was found good is taken as good for this long: a revoked key may work until then. */
const REMEMBER_MS = 5_000;
/** While the database does not answer, a key that was good is taken as good for longer: the storefront goes on. */
const REMEMBER_WITHOUT_DATABASE_MS = 600_000;
const MOST_REMEMBERED = 10_000;

/** Checks the key of every request before its body is read; a route that does not state its access cannot be added. */
export function registerAuth(app: FastifyInstance, context: ServiceContext): void {
  const remembered = new Map<string, { caller: Caller; foundMs: number }>();
  const recognise = async (key: string): Promise<Caller | null> => {
    const nowMs = context.clock().getTime();
    const known = remembered.get(key);
    if (known && nowMs - known.foundMs < REMEMBER_MS) return known.caller;
    const caller = await authenticateKey(context, key).catch((error: unknown) => {
      if (known && nowMs - known.foundMs < REMEMBER_WITHOUT_DATABASE_MS) return known.caller;
      throw error;
    });
    remembered.delete(key);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    if (caller) remembered.set(key, { caller, foundMs: known?.caller === caller ? known.foundMs : nowMs });
    return caller;
  };

  app.decorateRequest('caller', null);
  app.addHook('onRoute', (route) => {
    if (route.config?.access === undefined && route.url.includes('/api/')) {
      throw new RangeError(`The route ${route.method} ${route.url} must state its access.`);
    }
  });
  // After the limit of requests, which counts guesses too, and before the body is read.
  app.addHook('preParsing', async (request) => {
    const access = request.routeOptions.config.access ?? 'public';
    if (access === 'public') return;
    request.caller = requireAccess(request, access, await recognise(readKey(request)));
  });
}

/** The caller of a request to a route that is not public. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) throw new AppError('missing_key', { detail: 'This request carries no key.' });
  return request.caller;
}

function readKey(request: FastifyRequest): string {
  const bearer = /^Bearer\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  const query = request.query as { key?: unknown } | undefined;
  const fromQuery = typeof query?.key === 'string' && query.key.startsWith('pk_') ? query.key : undefined;
  const key = bearer ?? fromQuery;
  if (key === undefined) throw new AppError('missing_key', { detail: 'This request carries no key.' });
  return key;
}

function requireAccess(request: FastifyRequest, access: Access, caller: Caller | null): Caller {
  if (caller === null)
    throw new AppError('wrong_key', { detail: 'The key of this request is unknown or was revoked.' });
  if (caller.kind === 'secret') return caller;
  if (access === 'secret') throw new AppError('forbidden', { detail: 'This route needs a secret key (sk_).' });
  const { origin } = request.headers;
  if (origin !== undefined && caller.origins.length > 0 && !caller.origins.includes(origin)) {
    throw new AppError('wrong_origin', { detail: `This key may not be used on ${origin}.` });
  }
  return caller;
}
