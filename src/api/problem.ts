import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { AppError, ERROR_REGISTRY, type ErrorCode, type FieldError } from '../contract/error-registry.ts';
import { html } from '../contract/escape-html.ts';
import type { Problem } from '../contract/problem.ts';
import { databaseFault } from '../services/database-fault.ts';
import { isOpenedByPerson, type PlainPage, sendPlainPage } from './plain-page.ts';

/** Where each code is explained. */
const DOCS = 'https://github.com/pairwell/pairwell/blob/main/docs/errors.md';

/** Errors of the framework, by its code. */
const FRAMEWORK_CODES: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'bad_json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'bad_json',
};

/** Where the framework's own words are not ours. */
const FRAMEWORK_WORDS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty.',
};

const FAULT_WORDS = {
  database_unavailable: 'The database does not answer right now.',
  disk_full: 'The disk of the database is full: nothing of this request was stored.',
};

/** Turns any error into the one error class of the API. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { code = '', message = '', statusCode } = error as Partial<FastifyError>;
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((issue) => ({
      pointer: issue.instancePath || '/',
      message: String(issue.message),
    }));
    return invalidRequest(errors, error.validationContext);
  }
  const framework = FRAMEWORK_CODES[code];
  if (framework) return new AppError(framework, { detail: FRAMEWORK_WORDS[code] ?? message }, { cause: error });
  if (error instanceof SyntaxError && statusCode === 400) {
    return new AppError('bad_json', { detail: message }, { cause: error });
  }
  if (statusCode === 429) return new AppError('rate_limited', { detail: message }, { cause: error });
  const fault = databaseFault(error);
  if (fault !== null) return new AppError(fault, { detail: FAULT_WORDS[fault] }, { cause: error });
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return new AppError('invalid_request', { detail: message }, { cause: error });
  }
  return new AppError('internal', { detail: 'The request could not be answered.' }, { cause: error });
}

/** Says how much the route takes: the framework only says that it is too much. */
function tooLargeFor({ routeOptions }: FastifyRequest, error: unknown): AppError | null {
  if ((error as Partial<FastifyError>).code !== 'FST_ERR_CTP_BODY_TOO_LARGE') return null;
  const detail = `The body is over ${(routeOptions.bodyLimit ?? 0) / 1024} KiB, the most that this address takes.`;
  return new AppError('payload_too_large', { detail }, { cause: error });
}

/** The error for fields that are wrong. */
export function invalidRequest(errors: readonly FieldError[], where = 'request'): AppError {
  const first = errors[0];
  const told = first?.message.replace(/[^.?]$/, '$&.');
  const detail = first ? `In the ${where}, ${first.pointer}: ${told}` : `The ${where} is not valid.`;
  return new AppError('invalid_request', { detail, errors });
}

/** The problem document of an error. */
export function toProblem(error: AppError, requestId: string): Problem {
  const definition = ERROR_REGISTRY[error.code];
  return {
    type: `${DOCS}#${error.code}`,
    title: definition.title,
    status: definition.status,
    detail: error.details.detail,
    instance: requestId,
    code: error.code,
    hint: error.hint,
    ...(error.details.errors ? { errors: [...error.details.errors] } : {}),
  };
}

/** Fastify's error handler: every error leaves as application/problem+json, and as a page to who opened one. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = toAppError(tooLargeFor(request, error) ?? error);
  if (known.status >= 500) request.log.error({ err: known.cause ?? known, code: known.code }, known.message);
  if (known.details.retryAfterSeconds !== undefined)
    reply.header('retry-after', String(known.details.retryAfterSeconds));
  if (known.status === 503) reply.header('retry-after', '1');
  if (known.status === 401) reply.header('www-authenticate', 'Bearer');
  if (isOpenedByPerson(request)) return sendPlainPage(reply, { status: known.status, ...tellPerson(known) });
  return reply
    .code(known.status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(toProblem(known, request.id));
}

/** What somebody is told who opened an address in a browser. */
function tellPerson({ status, hint, details: { detail, wayOut } }: AppError): Omit<PlainPage, 'status'> {
  const isOurs = status >= 500;
  const heading =
    status === 404
      ? 'There is no such page.'
      : isOurs
        ? 'This page cannot be shown right now.'
        : 'This page cannot be shown.';
  const content = isOurs
    ? html`<p>Please try again in a moment.</p>`
    : html`<p>${detail}</p><p><small>${hint}</small></p>${wayOut && html`<p><a href="${wayOut.href}">${wayOut.text}</a></p>`}`;
  return { language: 'en', title: heading, heading, content };
}
