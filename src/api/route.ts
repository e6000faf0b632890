import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { externalId } from '../contract/catalog.ts';
import { problemSchema } from '../contract/problem.ts';
import type { Services } from '../services/services.ts';

/** The application with zod's types on every route. */
export type ZodApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What a file of routes needs. */
export interface Api {
  readonly app: ZodApp;
  readonly services: Services;
}

/** Path parameter {id}: an id of the caller's. */
export const idParams = z.object({ id: externalId });

/** Path parameter {id}: a number that we gave. */
export const numberParams = z.object({ id: z.coerce.number().int().positive() });

/** Adds to a route's responses the problem document that any of its errors is. */
export function withProblems<T extends Record<number, z.ZodType>>(
  responses: T,
): T & { '4xx': typeof problemSchema; '5xx': typeof problemSchema } {
  return { ...responses, '4xx': problemSchema, '5xx': problemSchema };
}

/**
 * Options of a route for secret keys and the people of a store, which answers with one schema.
 *
 * @param about the other parts of the route's schema: tags, summary, params, querystring
 */
export function trustedRoute<Answer extends z.ZodType, About extends object>(answer: Answer, about: About) {
  return { config: { access: 'secret' as const }, schema: { ...about, response: withProblems({ 200: answer }) } };
}

/** `limit` and `cursor` of a list. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  cursor: z.string().optional(),
});

/** One page of a list. */
export function pageOf<T extends z.ZodType>(schema: T) {
  return z.object({ data: z.array(schema), next_cursor: z.string().nullable(), has_more: z.boolean() });
}
