import type { FastifyReply, FastifyRequest, preValidationAsyncHookHandler } from 'fastify';
import type { z } from 'zod';
import type { FieldError } from '../contract/error-registry.ts';
import { nearestName } from '../contract/nearest-name.ts';
import { isTrusted } from '../services/accounts/caller.ts';
import { invalidRequest } from './problem.ts';

/** Says to a page what of its question was passed over. */
export const WARNING_HEADER = 'pairwell-warning';

const LONGEST_NAME = 40;
const MOST_NAMES = 5;

/**
 * A hook for routes of the storefront: a parameter that is not known is refused to a server (a secret key) and to a person who is
 * signed in, so that a misspelt `avoid` never passes for none. A page (a publishable key) gets its answer all the same, and a header that
 * names the parameter: nothing that a shop sends may take its suggestions away.
 */
export function checkParameterNames(schema: z.ZodObject): preValidationAsyncHookHandler {
  const parameters = Object.keys(schema.shape);
  return async (request: FastifyRequest, reply: FastifyReply) => {
    // A person names the store, which for a key is no question.
    const known = request.caller?.kind === 'user' ? [...parameters, 'store'] : parameters;
    const names = Object.keys(request.query as object).filter((name) => name !== '' && !known.includes(name));
    if (names.length === 0) return;
    const errors = names.slice(0, MOST_NAMES).map((name) => tellUnknown(name, known));
    if (request.caller && isTrusted(request.caller)) throw invalidRequest(errors, 'querystring');
    reply.header(WARNING_HEADER, errors.map(({ message }) => message).join('; '));
  };
}

function tellUnknown(name: string, known: readonly string[]): FieldError {
  // The name goes into a header: there it may be visible ASCII only.
  const shown = name.slice(0, LONGEST_NAME).replace(/[^\x21-\x7e]|["\\]/g, '?');
  const meant = nearestName(name, known);
  const question = meant === null ? '' : `, did you mean "${meant}"?`;
  return { pointer: `/${shown}`, message: `there is no parameter "${shown}"${question}` };
}
