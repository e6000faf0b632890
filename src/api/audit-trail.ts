import type { FastifyInstance, FastifyRequest } from 'fastify';
import { noteStoreDeed } from '../services/accounts/audit.ts';
import type { Caller } from '../services/accounts/caller.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { isReading } from './auth.ts';

const FIRST_ERROR = 400;
/** What a route made is told in a short answer. */
const MOST_PARSED = 10_000;

/** Writes every change that a person made into the audit log of the store, before the answer leaves. */
export function registerAuditTrail(app: FastifyInstance, context: ServiceContext): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const { caller } = request;
    if (caller === null || reply.statusCode >= FIRST_ERROR || !isNoted(request, caller)) return payload;
    const { url = '' } = request.routeOptions;
    const deed = { actor: caller.actor, action: `${request.method} ${url.slice(url.indexOf('/api/'))}` };
    const subject = subjectOf(request, payload);
    const noted = noteStoreDeed(context, caller.storeId, subject === null ? deed : { ...deed, subject });
    // The change is made: an answer that says otherwise would be wrong.
    await noted.catch((error: unknown) => request.log.error({ err: error }, 'A change is not in the audit log'));
    return payload;
  });
}

function isNoted(request: FastifyRequest, caller: Caller): boolean {
  const { audit } = request.routeOptions.config;
  if (isReading(request) || audit === 'service') return false;
  return caller.kind === 'user' || audit === 'everyone';
}

/** What the route was about: the ids of its address, else the id of what it made. */
function subjectOf(request: FastifyRequest, payload: unknown): string | null {
  const named = Object.values(request.params ?? {}).map(String);
  if (named.length > 0) return named.join(' ');
  if (typeof payload !== 'string' || payload.length > MOST_PARSED || !payload.startsWith('{')) return null;
  const { id } = JSON.parse(payload) as { id?: unknown };
  return typeof id === 'string' || typeof id === 'number' ? String(id) : null;
}
