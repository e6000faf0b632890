import type { FastifyInstance, FastifyRequest } from 'fastify';
import { noteStoreDeed } from '../services/accounts/audit.ts';
import type { Caller } from '../services/accounts/caller.ts';
import { type Changes, changesBetween } from '../services/accounts/changes-between.ts';
import type { ServiceContext } from '../services/service-context.ts';
import { isReading } from './auth.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the call changed, for the audit log. */
    changes: Changes | null;
  }
}

const FIRST_ERROR = 400;
/** What a route made is told in a short answer. */
const MOST_PARSED = 10_000;

/** Writes every change that a person made into the audit log of the store, before the answer leaves. */
export function registerAuditTrail(app: FastifyInstance, context: ServiceContext): void {
  app.decorateRequest('changes', null);
  app.addHook('onSend', async (request, reply, payload) => {
    const { caller } = request;
    if (caller === null || reply.statusCode >= FIRST_ERROR || !isNoted(request, caller)) return payload;
    const { url = '' } = request.routeOptions;
    const deed = { actor: caller.actor, action: `${request.method} ${url.slice(url.indexOf('/api/'))}` };
    const subject = subjectOf(request, payload);
    const told = request.changes === null ? deed : { ...deed, changes: request.changes };
    const noted = noteStoreDeed(context, caller.storeId, subject === null ? told : { ...told, subject });
    // The change is made: an answer that says otherwise would be wrong.
    await noted.catch((error: unknown) => request.log.error({ err: error }, 'A change is not in the audit log'));
    return payload;
  });
}

/** Reads a thing before it is changed; null when nobody will note the change. */
export async function readBefore<Thing>(request: FastifyRequest, read: () => Promise<Thing>): Promise<Thing | null> {
  return request.caller !== null && isNoted(request, request.caller) ? read() : null;
}

/** Says what a call changed, for its entry in the audit log: the fields that were asked for, before and after. */
export function tellChange(
  request: FastifyRequest,
  { before, after, fields }: { before: object | null; after: object | null; fields: object | readonly string[] },
): void {
  const names: readonly string[] = Array.isArray(fields) ? fields : Object.keys(fields);
  request.changes = changesBetween({ before, after }, names);
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
