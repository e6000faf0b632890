import multipart from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../../contract/error-registry.ts';
import { importChoicesSchema, importSchema, importUndoSchema, importWithPreviewSchema } from '../../contract/import.ts';
import { getStoreById } from '../../services/catalog/stores.ts';
import { callerOf } from '../auth.ts';
import { type Api, numberParams, pageOf, pageQuery, withProblems } from '../route.ts';
import { sendFile } from '../send-file.ts';

const TAGS = ['imports'];
/** Staff bring in orders too. */
const CHANGE = { access: 'secret', role: 'staff', audit: 'everyone' } as const;
const MOST_FIELD_BYTES = 10_000;

/** /api/imports: histories of orders as files, from the upload to the end, or until they are taken back. */
export function registerImports(api: Api): void {
  registerUpload(api);
  registerLists(api);
  registerSteps(api);
  registerEnds(api);
}

/** Only this route takes files; everywhere else they are a type that is not supported. */
function registerUpload({ app, services }: Api): void {
  app.register(async (scope) => {
    const { mostBytes } = services.imports.settings;
    await scope.register(multipart, {
      limits: { fileSize: mostBytes, files: 1, fields: 5, fieldSize: MOST_FIELD_BYTES, headerPairs: 20 },
      throwFileSizeLimit: false,
    });
    scope.post(
      '/api/imports',
      {
        config: CHANGE,
        // The schema is for readers: the file is a stream, and never a value that could be looked at.
        validatorCompiler: () => () => true,
        schema: {
          tags: TAGS,
          summary: 'Upload a CSV file, also compressed with gzip, and see what it would bring',
          consumes: ['multipart/form-data'],
          body: z.object({ file: z.string().meta({ format: 'binary' }) }),
          response: withProblems({ 201: importWithPreviewSchema }),
        },
      },
      async (request, reply) => {
        const file = await readPart(request);
        const store = await getStoreById(services.context, callerOf(request).storeId);
        const upload = { name: file.filename, content: file.file, wasCut: () => file.file.truncated };
        return reply.code(201).send(await services.imports.upload(store, upload));
      },
    );
  });
}

/** The file of a form. @throws AppError `unsupported_media_type`, `invalid_request` without one. */
async function readPart(request: FastifyRequest) {
  if (!request.isMultipart()) {
    throw new AppError('unsupported_media_type', {
      detail: 'The body is no form with a file.',
      hint: 'Send multipart/form-data with one file: curl -F file=@orders.csv',
    });
  }
  const file = await request.file();
  if (file !== undefined) return file;
  throw new AppError('invalid_request', {
    detail: 'The form has no file.',
    hint: 'Send multipart/form-data with one file: curl -F file=@orders.csv',
  });
}

function registerLists({ app, services }: Api): void {
  app.get(
    '/api/imports',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The imports of the store, the newest first',
        querystring: pageQuery,
        response: withProblems({ 200: pageOf(importSchema) }),
      },
    },
    async (request) => services.imports.list(callerOf(request).storeId, request.query),
  );
  app.get(
    '/api/imports/:id',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'One import: how far it is, what it did, and the look at its file',
        params: numberParams,
        response: withProblems({ 200: importWithPreviewSchema }),
      },
    },
    async (request) => services.imports.describe(callerOf(request).storeId, request.params.id),
  );
  app.get(
    '/api/imports/:id/rejected',
    {
      config: { access: 'secret' },
      schema: {
        tags: TAGS,
        summary: 'The rows that were left out, with the reasons, as a CSV file to mend and import again',
        produces: ['text/csv'],
        params: numberParams,
        response: withProblems({ 200: z.unknown().describe('A CSV file.') }),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const content = await services.imports.openRejected(callerOf(request).storeId, id);
      return sendFile(reply, { name: `rejected-${id}.csv`, content });
    },
  );
}

function registerSteps({ app, services }: Api): void {
  const { context, imports } = services;
  const storeOf = (request: FastifyRequest) => getStoreById(context, callerOf(request).storeId);
  app.post(
    '/api/imports/:id/preview',
    {
      config: CHANGE,
      schema: {
        tags: TAGS,
        summary: 'Look at the file again, read as you say',
        params: numberParams,
        body: importChoicesSchema,
        response: withProblems({ 200: importWithPreviewSchema }),
      },
    },
    async (request) => imports.preview(await storeOf(request), request.params.id, request.body),
  );
  app.post(
    '/api/imports/:id/start',
    {
      config: CHANGE,
      schema: {
        tags: TAGS,
        summary: 'Start the import, or go on with one that was cut off. One at a time in a store',
        params: numberParams,
        body: importChoicesSchema.nullish().describe('Left out: as in the last look at the file.'),
        response: withProblems({ 202: importSchema }),
      },
    },
    async (request, reply) =>
      reply
        .code(202)
        .send(
          importSchema.parse(
            await imports.start(await storeOf(request), request.params.id, { choices: request.body ?? null }),
          ),
        ),
  );
}

function registerEnds({ app, services }: Api): void {
  const { context, imports } = services;
  app.post(
    '/api/imports/:id/cancel',
    {
      config: CHANGE,
      schema: {
        tags: TAGS,
        summary: 'Stop an import that runs: what is in stays, and can be taken back',
        params: numberParams,
        body: z.strictObject({}).nullish(),
        response: withProblems({ 202: importSchema }),
      },
    },
    async (request, reply) => {
      const { storeId } = callerOf(request);
      return reply.code(202).send(importSchema.parse(await imports.cancel(storeId, request.params.id)));
    },
  );
  app.post(
    '/api/imports/:id/undo',
    {
      config: CHANGE,
      schema: {
        tags: TAGS,
        summary: 'Take an import back: its new orders go, changed ones become what they were',
        params: numberParams,
        body: importUndoSchema,
        response: withProblems({ 202: importSchema }),
      },
    },
    async (request, reply) => {
      const keepChanged = request.body.keep_changed;
      const undone = await imports.undo(await getStoreById(context, callerOf(request).storeId), request.params.id, {
        keepChanged,
      });
      return reply.code(202).send(importSchema.parse(undone));
    },
  );
}
